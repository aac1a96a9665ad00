using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>Tells a firm that a webhook was put out, at the address where it is warned. Its page and start page say so too, so one mail that is not taken is not sent again.</summary>
public sealed partial class WebhookMail(IMail mail, CentralOptions options, IStringLocalizer<ApiTexts> texts, ILogger<WebhookMail> log)
{
    /// <summary>Sends it, where the firm gave an address.</summary>
    public async Task TellOut(CentralDb db, Webhook hook, Instant now, CancellationToken ct)
    {
        if (await db.Firms.AsNoTracking().Where(f => f.Id == hook.FirmId).Select(f => f.NoticeAddress).FirstOrDefaultAsync(ct) is not { } address)
            return;
        string name = await db.Set<ApiClient>().AsNoTracking().Where(c => c.Id == hook.ClientId).Select(c => c.Name).FirstAsync(ct);
        var (subject, body) = Language.InDutch(() =>
        {
            string head = texts["mail.out.subject", name];
            var words = new MailBody(head);
            words.Paragraph(texts["mail.out.text", name]);
            words.Paragraph(options.PublicAddress + WebhookModel.At(hook.ClientId));
            return (head, words);
        });
        try
        {
            await mail.Send(new OutgoingMail(Guid.CreateVersion7(), address, subject, body.Text, body.Html, now), ct);
        }
        catch (MailException e)
        {
            LogFailed(log, hook.ClientId, e.Message);
        }
    }

    [LoggerMessage(2512, LogLevel.Warning, "The mail that the webhook of client {Client} was put out was not taken: {Why}")]
    private static partial void LogFailed(ILogger log, Guid client, string why);
}
