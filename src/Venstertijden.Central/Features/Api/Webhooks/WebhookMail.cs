using System.Net;
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
        string link = (options.Mail.Link ?? options.HttpUrl).TrimEnd('/') + WebhookModel.At(hook.ClientId);
        var (subject, what) = Language.InDutch(() => (texts["mail.out.subject", name].Value, texts["mail.out.text", name].Value));
        try
        {
            await mail.Send(new OutgoingMail(Guid.CreateVersion7(), address, subject, $"{what}\r\n\r\n{link}\r\n",
                $"<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(subject)}</title></head><body><p>{WebUtility.HtmlEncode(what)}</p><p><a href=\"{WebUtility.HtmlEncode(link)}\">{WebUtility.HtmlEncode(link)}</a></p></body></html>", now), ct);
        }
        catch (MailException e)
        {
            LogFailed(log, hook.ClientId, e.Message);
        }
    }

    [LoggerMessage(2512, LogLevel.Warning, "The mail that the webhook of client {Client} was put out was not taken: {Why}")]
    private static partial void LogFailed(ILogger log, Guid client, string why);
}
