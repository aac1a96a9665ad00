using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>What an annulment does to a case.</summary>
public enum AnnulmentEffect
{
    /// <summary>It had not left the house: it ends.</summary>
    Lapses,

    /// <summary>It was sent: the city asks to withdraw the sanction; the prosecutor decides.</summary>
    AsksWithdrawal,
}

/// <summary>What became of a case of an annulment.</summary>
public enum AnnulmentOutcome
{
    /// <summary>Still to be done.</summary>
    Pending,

    Lapsed,

    /// <summary>Asked; no answer is on record yet.</summary>
    Requested,

    /// <summary>The sanction was withdrawn.</summary>
    Withdrawn,

    /// <summary>The prosecutor left the sanction as it was.</summary>
    Refused,

    /// <summary>It had ended in another way before its turn came.</summary>
    Overtaken,
}

/// <summary>
/// A decision to take back all cases of a kind: proposed by one officer, confirmed by another on the very list that was shown. Its cases are then done one by one.
/// </summary>
public sealed class Annulment : ISiteRow, IVersioned
{
    public const int MaxWhy = 300;

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>What was asked for (<see cref="AnnulmentGround"/>).</summary>
    public Guid? PaperId { get; init; }

    /// <inheritdoc cref="PaperId"/>
    public string? CaseNumber { get; init; }

    /// <inheritdoc cref="PaperId"/>
    public string? Zone { get; init; }

    /// <inheritdoc cref="PaperId"/>
    public CameraId? Camera { get; init; }

    /// <inheritdoc cref="PaperId"/>
    public Regime? Regime { get; init; }

    /// <inheritdoc cref="PaperId"/>
    public LocalDate? From { get; init; }

    /// <inheritdoc cref="PaperId"/>
    public LocalDate? LastDay { get; init; }

    /// <summary>Why, in the words that also stand in the letters.</summary>
    public required string Why { get; init; }

    /// <summary>Mark of the list that was proposed (<see cref="FoundCase.MarkOf"/>).</summary>
    public required string Mark { get; set; }

    public required Instant ProposedAt { get; init; }
    public required Guid? ProposedById { get; init; }
    public required string ProposedBy { get; init; }
    public Instant? ConfirmedAt { get; set; }
    public Guid? ConfirmedById { get; set; }
    public string? ConfirmedBy { get; set; }
    public Instant? CancelledAt { get; set; }
    public string? CancelledBy { get; set; }

    /// <summary>When every case had its turn.</summary>
    public Instant? FinishedAt { get; set; }

    public long Version { get; set; }

    public AnnulmentGround Ground => new(PaperId, CaseNumber, Zone, Camera, Regime, From, LastDay);
}

/// <summary>A case of an annulment, and what became of it.</summary>
public sealed class AnnulmentCase : ISiteRow
{
    public required Guid AnnulmentId { get; init; }
    public required Guid CaseId { get; init; }
    public SiteId Site { get; set; }
    public required string CaseNumber { get; init; }
    public required Instant FirstSeen { get; init; }
    public required CaseState StateBefore { get; init; }
    public required AnnulmentEffect Effect { get; init; }
    public required AnnulmentOutcome Outcome { get; set; }
    public Instant? DoneAt { get; set; }

    /// <summary>Who wrote the answer down.</summary>
    public string? AnsweredBy { get; set; }

    /// <summary>The reference of the answer, or why the sanction stays.</summary>
    public string? Note { get; set; }
}

internal sealed class AnnulmentMapping : IEntityTypeConfiguration<Annulment>
{
    public void Configure(EntityTypeBuilder<Annulment> builder)
    {
        builder.ToTable("Annulments");
        builder.HasKey(a => a.Id);
        builder.Ignore(a => a.Ground);
        builder.Property(a => a.CaseNumber).HasMaxLength(20);
        builder.Property(a => a.Zone).HasMaxLength(60);
        builder.Property(a => a.Why).HasMaxLength(Annulment.MaxWhy);
        builder.Property(a => a.Mark).HasMaxLength(64);
        builder.Property(a => a.ProposedBy).HasMaxLength(120);
        builder.Property(a => a.ConfirmedBy).HasMaxLength(120);
        builder.Property(a => a.CancelledBy).HasMaxLength(120);
        builder.HasIndex(a => new { a.Site, a.FinishedAt });
    }
}

internal sealed class AnnulmentCaseMapping : IEntityTypeConfiguration<AnnulmentCase>
{
    public void Configure(EntityTypeBuilder<AnnulmentCase> builder)
    {
        builder.ToTable("AnnulmentCases");
        builder.HasKey(c => new { c.AnnulmentId, c.CaseId });
        builder.HasOne<Annulment>().WithMany().HasForeignKey(c => c.AnnulmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.CaseNumber).HasMaxLength(20);
        builder.Property(c => c.AnsweredBy).HasMaxLength(120);
        builder.Property(c => c.Note).HasMaxLength(Annulment.MaxWhy);
        builder.HasIndex(c => new { c.Site, c.Outcome });
        builder.HasIndex(c => c.CaseId);
    }
}
