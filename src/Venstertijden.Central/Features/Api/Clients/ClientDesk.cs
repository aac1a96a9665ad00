using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;

namespace Venstertijden.Central.Features.Api.Clients;

/// <summary>Makes, renews and closes the clients of a firm. Every query holds the firm's id: another's is not found.</summary>
public sealed class ClientDesk(CentralDb db, IClock clock)
{
    /// <summary>Clients of one firm that stand at once.</summary>
    public const int Most = 20;

    // A row is not written with every request.
    private static readonly Duration UsedToTheMinute = Duration.FromMinutes(1);

    /// <summary>The firm's clients, those that stand first, the newest first.</summary>
    public async Task<IReadOnlyList<ApiClient>> List(Guid firm, CancellationToken ct) =>
        [.. (await db.Set<ApiClient>().AsNoTracking().Where(c => c.FirmId == firm).ToListAsync(ct)).OrderBy(c => c.RevokedAt is not null).ThenByDescending(c => c.CreatedAt)];

    /// <summary>Makes a client.</summary>
    /// <returns>Its id and secret, which is told here alone; null when the firm has <see cref="Most"/>.</returns>
    public async Task<(Guid Id, string Secret)?> Make(Guid firm, string name, IEnumerable<string> scopes, Actor actor, CancellationToken ct)
    {
        if (await db.Set<ApiClient>().CountAsync(c => c.FirmId == firm && c.RevokedAt == null, ct) >= Most)
            return null;
        string secret = ClientSecret.New();
        var client = new ApiClient { Id = Guid.CreateVersion7(), FirmId = firm, Name = name, Scopes = string.Join(' ', ApiScopes.All.Intersect(scopes)), SecretHash = ClientSecret.HashOf(secret), CreatedAt = clock.GetCurrentInstant() };
        db.Add(client);
        Note("api-client.create", client, client.Scopes, actor);
        await db.SaveChangesAsync(ct);
        return (client.Id, secret);
    }

    /// <summary>Gives a client another secret; the one before works a day longer.</summary>
    /// <returns>The secret; null when the firm has no such client that stands.</returns>
    public async Task<string?> Rotate(Guid firm, Guid id, Actor actor, CancellationToken ct)
    {
        if (await Standing(firm, id, ct) is not { } client)
            return null;
        string secret = ClientSecret.New();
        (client.PreviousHash, client.PreviousUntil) = (client.SecretHash, clock.GetCurrentInstant() + ApiClient.Overlap);
        client.SecretHash = ClientSecret.HashOf(secret);
        Note("api-client.rotate", client, "", actor);
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Closes a client: neither its secret nor a token that it has works from now on.</summary>
    /// <returns>False when the firm has no such client that stands.</returns>
    public async Task<bool> Revoke(Guid firm, Guid id, Actor actor, CancellationToken ct)
    {
        if (await Standing(firm, id, ct) is not { } client)
            return false;
        client.RevokedAt = clock.GetCurrentInstant();
        Note("api-client.revoke", client, "", actor);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>The client that this secret opens; null for none.</summary>
    internal async Task<ApiClient?> Open(string? id, string? secret, CancellationToken ct) =>
        Guid.TryParse(id, out var asked) && secret is { Length: > 0 and <= 200 }
        && await db.Set<ApiClient>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == asked, ct) is { } client && client.Opens(secret, clock.GetCurrentInstant())
            ? client
            : null;

    /// <summary>A client that stands, noted as used; null when it was closed.</summary>
    internal async Task<ApiClient?> Use(Guid id, CancellationToken ct)
    {
        if (await db.Set<ApiClient>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.RevokedAt == null, ct) is not { } client)
            return null;
        var now = clock.GetCurrentInstant();
        if (!(client.LastUsedAt > now - UsedToTheMinute))
            await db.Set<ApiClient>().Where(c => c.Id == id).ExecuteUpdateAsync(c => c.SetProperty(x => x.LastUsedAt, now), ct);
        return client;
    }

    private Task<ApiClient?> Standing(Guid firm, Guid id, CancellationToken ct) => db.Set<ApiClient>().FirstOrDefaultAsync(c => c.Id == id && c.FirmId == firm && c.RevokedAt == null, ct);

    private void Note(string action, ApiClient client, string what, Actor actor) => AuditTrail.Record(db, actor, action, $"api-client:{client.Id}", what, clock.GetCurrentInstant());
}
