using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Audit;

/// <summary>Who does something: a signed-in person, or a part of the program.</summary>
public sealed record Actor(Guid? UserId, string Name, string Role)
{
    /// <summary>The program itself, by the part's name.</summary>
    public static Actor System(string part) => new(null, part, "system");
}

/// <summary>Who did what to whom and why. Chained by hash per site, so that a changed or deleted row shows.</summary>
public sealed class AuditEntry : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>1, 2, 3 ... per site without gaps; given when saved.</summary>
    public long Number { get; internal set; }

    public required Instant At { get; init; }
    public Guid? ActorId { get; init; }
    public required string Actor { get; init; }
    public required string Role { get; init; }

    /// <summary>A word such as <c>case.approve</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Such as <c>case:2026-000012</c>; never a plate or a citizen's name.</summary>
    public required string Subject { get; init; }

    public required string Reason { get; init; }
    public string PreviousHash { get; internal set; } = "";
    public string Hash { get; internal set; } = "";

    internal string ComputeHash()
    {
        var text = new StringBuilder();
        foreach (string part in (string[])[Site.Value, Number.ToString(Invariant), AuditTrail.Time.Format(At), ActorId?.ToString() ?? "", Actor, Role, Action, Subject, Reason, PreviousHash])
            text.Append(part.Length).Append(':').Append(part).Append('\n');
        return Signing.Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;
}

/// <summary>The end of a site's audit chain.</summary>
public sealed class AuditHead : ISiteRow, IVersioned
{
    public SiteId Site { get; set; }
    public long Number { get; set; }
    public required string Hash { get; set; }
    public long Version { get; set; }
}

/// <summary>The one call that records an action, and the check of the chain.</summary>
public static class AuditTrail
{
    internal static readonly InstantPattern Time = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>Adds the entry to the unit of work: it is saved with the change that it tells of, or not at all.</summary>
    public static void Record(CentralDb db, Actor actor, string action, string subject, string reason, Instant at) =>
        db.Audit.Add(new AuditEntry
        {
            Id = Guid.CreateVersion7(),
            At = at,
            ActorId = actor.UserId,
            Actor = actor.Name,
            Role = actor.Role,
            Action = action,
            Subject = subject,
            Reason = reason,
        });

    /// <summary>Gives new entries their numbers and hashes; called by <see cref="CentralDb"/> inside the saving transaction.</summary>
    internal static async Task<AuditHead> Chain(CentralDb db, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        // Held until the commit: writers at the same moment wait for each other instead of failing time and again.
        var head = await db.Locked<AuditHead>("\"Site\" = {0}", db.CurrentSite.Value).FirstOrDefaultAsync(ct);
        if (head is null)
        {
            head = new AuditHead { Site = db.CurrentSite, Hash = Signing.NoPrevious, Version = 1 };
            db.AuditHeads.Add(head);
        }
        else
        {
            head.Version++;
        }

        foreach (var entry in entries)
        {
            entry.Number = ++head.Number;
            entry.PreviousHash = head.Hash;
            entry.Hash = entry.ComputeHash();
            head.Hash = entry.Hash;
        }

        return head;
    }

    /// <summary>The number of the first entry that is changed, missing or out of place; null when the site's chain is whole.</summary>
    public static async Task<long?> FirstFault(CentralDb db, CancellationToken ct)
    {
        long number = 0;
        string previous = Signing.NoPrevious;
        await foreach (var entry in db.Audit.AsNoTracking().OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            number++;
            if (entry.Number != number || entry.PreviousHash != previous || entry.Hash != entry.ComputeHash())
                return number;
            previous = entry.Hash;
        }

        var head = await db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(ct);
        return (head?.Number ?? 0) == number && (head?.Hash ?? Signing.NoPrevious) == previous ? null : number + 1;
    }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Actor).HasMaxLength(120);
        builder.Property(e => e.Role).HasMaxLength(40);
        builder.Property(e => e.Action).HasMaxLength(60);
        builder.Property(e => e.Subject).HasMaxLength(120);
        builder.Property(e => e.Reason).HasMaxLength(400);
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.Property(e => e.PreviousHash).HasMaxLength(64);
        builder.HasIndex(e => new { e.Site, e.Number }).IsUnique();
        builder.HasIndex(e => new { e.Site, e.Subject });
    }
}

internal sealed class AuditHeadMapping : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.HasKey(h => h.Site);
        builder.Property(h => h.Hash).HasMaxLength(64);
    }
}
