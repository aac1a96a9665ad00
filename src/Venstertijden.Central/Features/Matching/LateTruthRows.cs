using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>What a late truth means for a case.</summary>
public enum LateEffect
{
    /// <summary>No rule is broken any more: it ends.</summary>
    Lapses,

    /// <summary>Another rule, reason or sanction than before: it is judged anew.</summary>
    Changes,

    /// <summary>A missing fact now decides: an officer has to say what follows.</summary>
    AsksOfficer,

    /// <summary>Sent already: only the city's own act can take it back.</summary>
    ProposesWithdrawal,
}

/// <summary>How far a late truth has been dealt with.</summary>
public enum LateStatus
{
    /// <summary>Held for an officer: so many cases would change at once that a list may be wrong.</summary>
    Held,

    /// <summary>Waits for an officer's act on a case that the program does not change itself.</summary>
    Open,

    /// <summary>Done to the case.</summary>
    Applied,

    /// <summary>An officer said that nothing follows, with his reason.</summary>
    Dismissed,

    /// <summary>A later truth took it back before anything was done.</summary>
    Overtaken,
}

/// <summary>A case whose verdict is another with what is known now. Names no plate and no exemption.</summary>
public sealed class LateTruth : ISiteRow, IVersioned
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }

    /// <summary>State of the case when it was found.</summary>
    public required CaseState CaseState { get; init; }

    public required Instant FoundAt { get; init; }
    public required LateEffect Effect { get; init; }

    /// <summary>Verdict, reason and offence before, as in the verdict's columns, parted by a space.</summary>
    public required string Before { get; init; }

    public required string After { get; init; }

    /// <summary>The cause that a paper was withdrawn, or an inspection found a fault; also the reason under which a case then lapses.</summary>
    public const string Papers = "papers";

    /// <summary>What became known: <c>exemption</c>, <c>register</c>, <c>policy</c>, <c>list</c>, <c>mark</c>, <c>papers</c>, joined by <c>;</c>.</summary>
    public required string Causes { get; init; }

    public required LateStatus Status { get; set; }
    public Instant? SettledAt { get; set; }
    public string? SettledBy { get; set; }
    public string? Note { get; set; }

    /// <summary>Who decided has seen that his decision fell; null while he has not, or had not to.</summary>
    public Instant? SeenAt { get; set; }

    public long Version { get; set; }
}

/// <summary>What was known when the open cases were last looked at; another stamp means that they are due.</summary>
public sealed class RecheckState : ISiteRow, IVersioned
{
    public SiteId Site { get; set; }
    public required string Stamp { get; set; }
    public required Instant At { get; set; }

    /// <summary>Cases and undecided passages looked at.</summary>
    public int Looked { get; set; }

    public long Version { get; set; }
}

internal sealed class LateTruthMapping : IEntityTypeConfiguration<LateTruth>
{
    public void Configure(EntityTypeBuilder<LateTruth> builder)
    {
        builder.ToTable("LateTruths");
        builder.HasKey(l => l.Id);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(l => l.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(l => l.CaseNumber).HasMaxLength(20);
        builder.Property(l => l.Before).HasMaxLength(120);
        builder.Property(l => l.After).HasMaxLength(120);
        builder.Property(l => l.Causes).HasMaxLength(60);
        builder.Property(l => l.SettledBy).HasMaxLength(120);
        builder.Property(l => l.Note).HasMaxLength(300);
        builder.HasIndex(l => new { l.Site, l.Status, l.FoundAt });
        builder.HasIndex(l => l.CaseId);
    }
}

internal sealed class RecheckStateMapping : IEntityTypeConfiguration<RecheckState>
{
    public void Configure(EntityTypeBuilder<RecheckState> builder)
    {
        builder.ToTable("RecheckStates");
        builder.HasKey(s => s.Site);
        builder.Property(s => s.Stamp).HasMaxLength(64);
    }
}
