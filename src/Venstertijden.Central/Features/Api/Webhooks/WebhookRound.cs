using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>
/// Tells webhooks: writes down what happened for each that wants to know, once, and sends it until it is taken or a day has passed. Each step is saved before the
/// next; what was taken just before central died goes out again under the same id.
/// </summary>
public sealed partial class WebhookRound(CentralDbs databases, Vault vault, WebhookDoor door, IEnumerable<IWebhookSource> sources, WebhookMail mail, IClock clock, ILogger<WebhookRound> log)
{
    // Far more than a round: what was saved late by another central is still found. What was told is known longer than this.
    private static readonly Duration LooksBack = Duration.FromDays(2);
    private static readonly Duration LooksEvery = Duration.FromSeconds(10);
    private const int AtOnce = 50;
    private static readonly Actor Program = Actor.System("webhooks");

    private readonly ConcurrentDictionary<SiteId, Instant> _looked = new();

    /// <summary>Looks at one site.</summary>
    public async Task Run(SiteId site, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (!_looked.TryGetValue(site, out var looked) || now - looked >= LooksEvery || now < looked)
        {
            await Note(site, now, ct);
            _looked[site] = now;
        }

        await Send(site, ct);
    }

    /// <summary>Writes down what each webhook is to be told.</summary>
    internal async Task Note(SiteId site, Instant now, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var old = now - WebhookDelivery.KeptFor;
        await db.Set<WebhookDelivery>().Where(d => d.At < old).ExecuteDeleteAsync(ct);
        var hooks = await Told(db).AsNoTracking().ToListAsync(ct);
        if (hooks.Count == 0)
            return;
        var since = Instant.Max(now - LooksBack, hooks.Min(w => w.CreatedAt));
        var happened = new List<Happening>();
        foreach (var source in sources)
            happened.AddRange(await source.Since(db, since, ct));
        var ids = hooks.ConvertAll(w => w.Id);
        var told = (await db.Set<WebhookDelivery>().AsNoTracking().Where(d => ids.Contains(d.WebhookId) && d.At >= since).Select(d => new { d.WebhookId, d.Source }).ToListAsync(ct)).ToHashSet();
        foreach (var hook in hooks)
        {
            string[] wants = hook.Events.Split(' ');
            foreach (var what in happened.Where(h => h.At >= hook.CreatedAt && (h.Firm is null || h.Firm == hook.FirmId) && wants.Contains(h.Event) && !told.Contains(new { WebhookId = hook.Id, h.Source })))
                db.Add(Delivery(hook.Id, what, now));
        }

        await db.SaveChangesAsync(ct);
    }

    internal static WebhookDelivery Delivery(Guid hook, Happening what, Instant now) => new()
    {
        Id = Guid.CreateVersion7(), WebhookId = hook, Event = what.Event, Source = what.Source, Payload = WebhookPayload.Of(what), At = what.At, NextAt = now,
    };

    private async Task Send(SiteId site, CancellationToken ct)
    {
        await using var list = databases.Open(site);
        var now = clock.GetCurrentInstant();
        var due = await list.Set<WebhookDelivery>().AsNoTracking().Where(d => d.NextAt <= now && Told(list).Any(w => w.Id == d.WebhookId)).OrderBy(d => d.NextAt).Take(AtOnce)
            .Select(d => new { d.Id, d.WebhookId }).ToListAsync(ct);
        // One that does not answer holds up its own deliveries alone.
        await Task.WhenAll(due.GroupBy(d => d.WebhookId).Select(async hook =>
        {
            foreach (var delivery in hook)
                if (!await Offer(site, delivery.Id, ct))
                    break;
        }));
    }

    /// <summary>Sends one; false when its webhook takes nothing now.</summary>
    private async Task<bool> Offer(SiteId site, Guid id, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        if (await db.Set<WebhookDelivery>().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } delivery || await db.Set<Webhook>().FirstOrDefaultAsync(w => w.Id == delivery.WebhookId, ct) is not { } hook || await vault.Find(db, hook.Id, ct) is not { } cipher)
            return false;
        var now = clock.GetCurrentInstant();
        var (isTaken, answer) = await door.Send(hook.Address, delivery, now.ToUnixTimeSeconds(), Secrets(hook, cipher, now), ct);
        delivery.Attempts++;
        (delivery.TriedAt, delivery.Answer) = (now, answer.Length <= WebhookDelivery.MaxAnswer ? answer : answer[..WebhookDelivery.MaxAnswer]);
        if (isTaken)
        {
            (delivery.TakenAt, delivery.NextAt, hook.FailingSince) = (now, null, null);
        }
        else
        {
            delivery.NextAt = delivery.Event == WebhookEvents.Test ? null : WebhookSchedule.Next(delivery, now);
            LogFailed(log, delivery.Id, delivery.Attempts, answer);
            if (delivery.Event != WebhookEvents.Test)
                hook.FailingSince ??= now;
            if (hook.FailingSince is { } since && now - since >= WebhookSchedule.Patience)
            {
                hook.DisabledAt = now;
                AuditTrail.Record(db, Program, "webhook.disable", $"api-client:{hook.ClientId}", "failed for a day", now);
            }
        }

        await db.SaveChangesAsync(ct);
        if (hook.DisabledAt == now)
            await mail.TellOut(db, hook, now, ct);
        return isTaken;
    }

    private static IQueryable<Webhook> Told(CentralDb db) => db.Set<Webhook>().Where(w => w.DisabledAt == null && db.Set<ApiClient>().Any(c => c.Id == w.ClientId && c.RevokedAt == null));

    private static List<string> Secrets(Webhook hook, SubjectCipher cipher, Instant now)
    {
        byte[][] rows = hook.PreviousSecret is { } previous && now < hook.PreviousUntil ? [hook.Secret, previous] : [hook.Secret];
        return [.. rows.Select(r => Encoding.ASCII.GetString(cipher.Open(r, Webhook.SecretPlace(hook.Id))))];
    }

    [LoggerMessage(2511, LogLevel.Warning, "Webhook delivery {Delivery} was not taken, attempt {Attempts}: {Answer}")]
    private static partial void LogFailed(ILogger log, Guid delivery, int attempts, string answer);
}
