using System.Net;
using System.Text;
using Microsoft.Extensions.Localization;
using NodaTime;
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
        var text = new StringBuilder();
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"").Append(Language.IsEnglish ? "en" : "nl").Append("\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(subject)).Append("</title></head><body>");
        foreach (string line in opening) Paragraph(line);
        foreach (var group in vehicles.GroupBy(v => (v.End.EndsOn, v.End.Right, v.End.ZoneName)).OrderBy(g => g.Key.EndsOn).ThenBy(g => g.Key.ZoneName, StringComparer.Ordinal))
        {
            string head = texts[group.First().End.IsAccess ? "mail.access" : "mail.exemption", Written.Date(group.Key.EndsOn), group.Key.ZoneName, texts[group.First().End.IsAccess ? "right.access" : "exemption." + group.Key.Right].Value];
            text.Append(head).Append("\r\n");
            html.Append("<p><strong>").Append(WebUtility.HtmlEncode(head)).Append("</strong></p><ul>");
            foreach (var vehicle in group.OrderBy(v => v.Plate, StringComparer.Ordinal))
            {
                string line = vehicle.Name is null ? vehicle.Plate : $"{vehicle.Plate} ({vehicle.Name})";
                text.Append("- ").Append(line).Append("\r\n");
                html.Append("<li>").Append(WebUtility.HtmlEncode(line)).Append("</li>");
            }

            html.Append("</ul>");
            text.Append("\r\n");
            Paragraph(texts[group.First().End.IsAccess ? "mail.access.do" : "mail.exemption.do"]);
        }

        foreach (string line in closing) Paragraph(line);
        return (subject, text.ToString(), html.Append("</body></html>").ToString());

        void Paragraph(string words)
        {
            text.Append(words).Append("\r\n\r\n");
            html.Append("<p>").Append(Linked(words)).Append("</p>");
        }
    }

    private static string Linked(string words) => string.Join(' ', words.Split(' ').Select(word =>
        word.StartsWith("http", StringComparison.Ordinal) && Uri.IsWellFormedUriString(word, UriKind.Absolute) ? $"<a href=\"{WebUtility.HtmlEncode(word)}\">{WebUtility.HtmlEncode(word)}</a>" : WebUtility.HtmlEncode(word)));
}
