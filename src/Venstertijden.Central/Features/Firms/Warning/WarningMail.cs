using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Firms.Warning;

/// <summary>A vehicle in a mail.</summary>
/// <param name="Plate">With dashes.</param>
/// <param name="Name">The firm's own; null for none.</param>
/// <param name="End">What ends.</param>
public sealed record WarnedVehicle(string Plate, string? Name, RightEnd End);

/// <summary>What the mail of a firm says: which rights end when, vehicles of one day and right together, and what to do. Pure, in the language of the caller.</summary>
public static class WarningMail
{
    /// <summary>Subject, plain text and HTML.</summary>
    /// <param name="firm">Its name.</param>
    /// <param name="vehicles">What ends, in any order.</param>
    /// <param name="link">Address of the pages, without a stroke at its end.</param>
    /// <param name="texts">The words.</param>
    public static (string Subject, string Text, string Html) Of(string firm, IReadOnlyList<WarnedVehicle> vehicles, string link, IStringLocalizer<FirmTexts> texts)
    {
        int count = vehicles.DistinctBy(v => v.Plate).Count();
        string subject = count == 1 ? texts["mail.subject.one", vehicles[0].Plate] : texts["mail.subject", count];
        string[] opening = [texts["mail.dear", firm], texts["mail.why"]];
        string[] closing = [texts["mail.look", link + FirmPages.Fleet], texts["mail.off", link + FirmPages.Settings], texts["mail.from"]];
        var body = new MailBody(subject);
        foreach (string line in opening) body.Paragraph(line);
        foreach (var group in vehicles.GroupBy(v => (v.End.EndsOn, v.End.Right, v.End.ZoneName)).OrderBy(g => g.Key.EndsOn).ThenBy(g => g.Key.ZoneName, StringComparer.Ordinal))
        {
            bool isAccess = group.First().End.IsAccess;
            body.Lines(
                texts[isAccess ? "mail.access" : "mail.exemption", Written.Date(group.Key.EndsOn), group.Key.ZoneName, texts[isAccess ? "right.access" : "exemption." + group.Key.Right].Value],
                group.OrderBy(v => v.Plate, StringComparer.Ordinal).Select(v => v.Name is null ? v.Plate : $"{v.Plate} ({v.Name})"));
            body.Paragraph(texts[isAccess ? "mail.access.do" : "mail.exemption.do"]);
        }

        foreach (string line in closing) body.Paragraph(line);
        return (subject, body.Text, body.Html);
    }
}
