using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Members;

/// <summary>The mails about accounts, in the language of the request.</summary>
public sealed class MemberMails(IMail mail, CentralOptions options, IStringLocalizer<MemberTexts> texts, IClock clock)
{
    /// <summary>The secret address. False when the mail was not taken.</summary>
    public Task<bool> Invite(Invitation invitation, string firm, string code, CancellationToken ct) => Send(
        invitation.Id, invitation.Address, invitation.InvitedBy is null ? texts["mail.register.subject"] : texts["mail.invite.subject", firm],
        [
            invitation.InvitedBy is { } by ? texts["mail.invite.lead", by, firm] : texts["mail.register.lead", firm], texts["mail.invite.do", $"{options.PublicAddress}{MemberPages.Accept}/{code}"],
            texts["mail.invite.until", Written.Date(Policy.Windows.DutchTime.Local(invitation.InvitedAt + Invitation.Lasts).Date)], texts["mail.invite.not-you"],
        ],
        ct);

    /// <summary>To who registers with an address that has an account.</summary>
    public Task<bool> AlreadyThere(string address, CancellationToken ct) =>
        Send(Guid.CreateVersion7(), address, texts["mail.there.subject"], [texts["mail.there.lead"], texts["mail.there.do", options.PublicAddress + Identity.IdentityFeature.SignInPath], texts["mail.invite.not-you"]], ct);

    private async Task<bool> Send(Guid id, string address, string subject, IReadOnlyList<string> paragraphs, CancellationToken ct)
    {
        var body = new MailBody(subject);
        foreach (string paragraph in paragraphs)
            body.Paragraph(paragraph);
        try
        {
            await mail.Send(new OutgoingMail(id, address, subject, body.Text, body.Html, clock.GetCurrentInstant()), ct);
            return true;
        }
        catch (MailException)
        {
            return false;
        }
    }
}
