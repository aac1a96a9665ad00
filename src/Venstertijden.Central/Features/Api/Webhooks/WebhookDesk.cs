using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>A webhook with what it was told last.</summary>
public sealed record WebhookView(Webhook Hook, IReadOnlyList<WebhookDelivery> Last);

/// <summary>Makes, changes, tests and ends the webhooks of a firm's clients. Every query holds the firm's id: another's is not found.</summary>
public sealed class WebhookDesk(CentralDb db, Vault vault, IClock clock)
{
    /// <summary>Deliveries shown.</summary>
    public const int Shown = 20;

    /// <summary>The client, if it stands and is the firm's.</summary>
    public Task<ApiClient?> Client(Guid firm, Guid client, CancellationToken ct) => db.Set<ApiClient>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == client && c.FirmId == firm && c.RevokedAt == null, ct);

    /// <summary>The webhook of a client; null when it has none.</summary>
    public async Task<WebhookView?> Find(Guid firm, Guid client, CancellationToken ct) =>
        await db.Set<Webhook>().AsNoTracking().FirstOrDefaultAsync(w => w.ClientId == client && w.FirmId == firm, ct) is { } hook
            ? new WebhookView(hook, await db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.WebhookId == hook.Id).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(Shown).ToListAsync(ct))
            : null;

    /// <summary>Webhooks of a firm's open clients that were put out because nothing arrived.</summary>
    public Task<int> CountOut(Guid firm, CancellationToken ct) => db.Set<Webhook>().CountAsync(w => w.FirmId == firm && w.DisabledAt != null && db.Set<ApiClient>().Any(c => c.Id == w.ClientId && c.RevokedAt == null), ct);

    /// <summary>Makes the client's webhook, or changes it; one that was put out is told again from now on.</summary>
    /// <returns>The secret of a new one; null when one was changed.</returns>
    public async Task<string?> Keep(ApiClient client, Uri address, IEnumerable<string> events, Actor actor, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        string wanted = string.Join(' ', WebhookEvents.All.Intersect(events));
        string? secret = null;
        if (await db.Set<Webhook>().FirstOrDefaultAsync(w => w.ClientId == client.Id, ct) is { } hook)
        {
            (hook.Address, hook.Events, hook.FailingSince, hook.DisabledAt) = (address.AbsoluteUri, wanted, null, null);
        }
        else
        {
            var id = Guid.CreateVersion7();
            secret = WebhookSecret.New();
            db.Add(new Webhook { Id = id, ClientId = client.Id, FirmId = client.FirmId, Address = address.AbsoluteUri, Events = wanted, Secret = Sealed(vault.Create(db, id, now), id, secret), CreatedAt = now });
        }

        AuditTrail.Record(db, actor, "webhook.keep", $"api-client:{client.Id}", wanted, now);
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Another secret; both sign for a day.</summary>
    /// <returns>The secret; null when there is no such webhook.</returns>
    public async Task<string?> Rotate(Guid firm, Guid client, Actor actor, CancellationToken ct)
    {
        if (await Own(firm, client, ct) is not { } hook || await vault.Find(db, hook.Id, ct) is not { } cipher)
            return null;
        var now = clock.GetCurrentInstant();
        string secret = WebhookSecret.New();
        (hook.PreviousSecret, hook.PreviousUntil, hook.Secret) = (hook.Secret, now + Webhook.Overlap, Sealed(cipher, hook.Id, secret));
        AuditTrail.Record(db, actor, "webhook.rotate", $"api-client:{client}", "", now);
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Sends a test with the next round.</summary>
    /// <returns>False when there is no such webhook.</returns>
    public async Task<bool> Test(Guid firm, Guid client, CancellationToken ct)
    {
        if (await Own(firm, client, ct) is not { } hook)
            return false;
        var now = clock.GetCurrentInstant();
        db.Add(WebhookRound.Delivery(hook.Id, new Happening(WebhookEvents.Test, $"test:{Guid.CreateVersion7()}", firm, now, new { Message = "This is a test." }), now));
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Ends the client's webhook with all that it was told.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> End(Guid firm, Guid client, Actor actor, CancellationToken ct)
    {
        if (await Own(firm, client, ct) is not { } hook)
            return false;
        db.Remove(hook);
        await Vault.Drop(db, hook.Id, ct);
        AuditTrail.Record(db, actor, "webhook.end", $"api-client:{client}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return true;
    }

    private Task<Webhook?> Own(Guid firm, Guid client, CancellationToken ct) => db.Set<Webhook>().FirstOrDefaultAsync(w => w.ClientId == client && w.FirmId == firm, ct);

    private static byte[] Sealed(SubjectCipher cipher, Guid id, string secret) => cipher.Seal(Encoding.ASCII.GetBytes(secret), Webhook.SecretPlace(id));
}
