using MimeKit;

namespace Venstertijden.Central.Features.Mail;

/// <summary>A mail in the form of the internet (MIME): plain text and HTML, for the program of the reader to choose from.</summary>
internal static class MailMessages
{
    internal static MimeMessage Of(OutgoingMail mail, string from)
    {
        var sender = MailboxAddress.Parse(from);
        return new MimeMessage([sender], [MailboxAddress.Parse(mail.To)], mail.Subject, new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody())
        {
            MessageId = $"{mail.Id:N}@{sender.Domain}",
            Date = mail.At.ToDateTimeOffset(),
            // Nobody's holiday answer comes back.
            Headers = { { "Auto-Submitted", "auto-generated" } },
        };
    }

    /// <summary>True for one address that mail can be sent to.</summary>
    internal static bool IsAddress(string text) =>
        text.Length <= 254 && !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var address) && address.Address == text && address.Domain.Length > 0 && address.LocalPart.Length > 0;
}
