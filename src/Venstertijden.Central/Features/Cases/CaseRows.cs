using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cases;

/// <summary>
/// What queues and joins need of a case without opening it. The truth is its events; <see cref="State"/> and the deadlines
/// follow from them. Holds no plate: <see cref="PlateIndex"/> is a keyed hash, gone when the case is erased.
/// </summary>
public sealed class CaseRow : ISiteRow, IVersioned
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>For people: <c>2026-000123</c>, counted per site and year of the act.</summary>
    public required string Number { get; init; }

    public required string Zone { get; init; }

    /// <summary>Camera of the first passage.</summary>
    public required CameraId Camera { get; set; }

    public required CaseState State { get; set; }

    /// <summary>As in the verdict: <c>pedestrian-zone</c>, <c>zero-emission-zone</c>, or both joined by <c>+</c>.</summary>
    public required string Offence { get; set; }

    /// <summary>As in the verdict: <c>outside-window</c> or <c>zero-emission</c>.</summary>
    public required string Reason { get; set; }

    /// <summary>Only a warning letter may follow.</summary>
    public bool WarningOnly { get; set; }

    public string? PlateIndex { get; set; }
    public required Instant FirstSeen { get; set; }
    public required Instant LastSeen { get; set; }
    public required LocalDate ActDate { get; set; }
    public required LocalDate LegalLastDay { get; set; }
    public required LocalDate InternalLastDay { get; set; }

    /// <summary>The review target.</summary>
    public required Instant ReviewBy { get; set; }

    /// <summary>Until when the case settles; null when it does not have to.</summary>
    public Instant? SettlesAt { get; set; }

    /// <summary>The regime that the sanction is about, once an officer decided for one; null before and after he took it back.</summary>
    public string? Regime { get; set; }

    /// <summary>Local date on which the sanction went to the person; null while it has not.</summary>
    public LocalDate? SentOn { get; set; }

    /// <summary>Code of the reason for which it was rejected; null when it is not.</summary>
    public string? RejectedFor { get; set; }

    /// <summary>Who asked for a second opinion, or judged first of two: it is a colleague's now. Null otherwise.</summary>
    public Guid? NotFor { get; set; }

    /// <summary>Of a case for two officers how far they are; null when one is enough.</summary>
    public string? SecondPair { get; set; }

    public const string SecondPairWaits = "waits";
    public const string SecondPairAgreed = "agreed";
    public const string SecondPairDiffered = "differed";

    internal static string? RejectedForOf(Case current) => (current.Decision as CaseRejected)?.ReasonCode;

    internal static string? RegimeOf(Case current) => (current.Decision as CaseApproved)?.Regime;

    internal static Guid? NotForOf(Case current) => current.State == CaseState.SecondOpinion ? current.SecondOpinionAskedBy : current.Decision is null ? current.FirstDecision?.By.UserId : null;

    internal static string? SecondPairOf(Case current) => (current.FirstDecision, current.Decision) switch
    {
        (null, _) => null,
        (_, null) => SecondPairWaits,
        (CaseApproved one, CaseApproved two) => one.Regime == two.Regime ? SecondPairAgreed : SecondPairDiffered,
        _ => SecondPairDiffered,
    };

    public Guid? TakenBy { get; set; }
    public string? TakenByName { get; set; }
    public Instant? TakenUntil { get; set; }
    public Instant? ErasedAt { get; set; }

    /// <summary>How many events there are, and the hash of the last: an event taken from the end shows.</summary>
    public int EventCount { get; set; }

    /// <inheritdoc cref="EventCount"/>
    public string LastEventHash { get; set; } = Signing.NoPrevious;

    public long Version { get; set; }
}

/// <summary>One appended event of a case; its body lies encrypted under the case's key, the hash chain covers the ciphertext.</summary>
public sealed class CaseEventRow : ISiteRow
{
    public required Guid CaseId { get; init; }

    /// <summary>1, 2, 3 ... within the case: two writers of one number are a race that the key refuses.</summary>
    public required int Number { get; init; }

    public SiteId Site { get; set; }
    public required Instant At { get; init; }
    public required string Actor { get; init; }
    public required string Kind { get; init; }
    public required byte[] Sealed { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
}

/// <summary>A passage of a case, as received and as judged.</summary>
public sealed class CasePassage : ISiteRow
{
    /// <summary>The message's id.</summary>
    public required Guid Id { get; init; }

    public SiteId Site { get; set; }
    public required Guid CaseId { get; init; }
    public required CameraId Camera { get; init; }
    public required Guid Chain { get; init; }
    public required long Seq { get; init; }
    public required Instant SeenFrom { get; init; }

    /// <summary>The judged passage (<see cref="Matching.JudgedPassage"/>: payload, signature, facts, verdict) under the case's key.</summary>
    public required byte[] Sealed { get; set; }
}

internal sealed class CaseRowMapping : IEntityTypeConfiguration<CaseRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> builder)
    {
        builder.ToTable("Cases");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Number).HasMaxLength(20);
        builder.Property(c => c.Zone).HasMaxLength(60);
        builder.Property(c => c.Offence).HasMaxLength(60);
        builder.Property(c => c.Reason).HasMaxLength(40);
        builder.Property(c => c.Regime).HasMaxLength(40);
        builder.Property(c => c.PlateIndex).HasMaxLength(64);
        builder.Property(c => c.RejectedFor).HasMaxLength(40);
        builder.Property(c => c.SecondPair).HasMaxLength(20);
        builder.Property(c => c.LastEventHash).HasMaxLength(64);
        builder.Property(c => c.TakenByName).HasMaxLength(120);
        builder.HasIndex(c => new { c.Site, c.Number }).IsUnique();
        // The queue (state, oldest target first) and /metrics (count per state).
        builder.HasIndex(c => new { c.Site, c.State, c.ReviewBy });
        // Search by day, newest first. The camera stands last: a week at one camera is counted without a look at its rows, and no index begins with the camera, which
        // would draw SQLite away from the queue's.
        builder.HasIndex(c => new { c.Site, c.ActDate, c.Number, c.Camera });
        // Joining a visit; exact search.
        builder.HasIndex(c => new { c.Site, c.PlateIndex, c.Zone, c.LastSeen });
    }
}

internal sealed class CaseEventRowMapping : IEntityTypeConfiguration<CaseEventRow>
{
    public void Configure(EntityTypeBuilder<CaseEventRow> builder)
    {
        builder.ToTable("CaseEvents");
        builder.HasKey(e => new { e.CaseId, e.Number });
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(e => e.Actor).HasMaxLength(120);
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.Property(e => e.PreviousHash).HasMaxLength(64);
        builder.Property(e => e.Hash).HasMaxLength(64);
    }
}

internal sealed class CasePassageMapping : IEntityTypeConfiguration<CasePassage>
{
    public void Configure(EntityTypeBuilder<CasePassage> builder)
    {
        builder.HasKey(p => p.Id);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.CaseId);
    }
}
