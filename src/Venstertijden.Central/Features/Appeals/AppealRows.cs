using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>Before whom a sanction is contested (Wahv 6, 9, 14).</summary>
public enum AppealStage
{
    /// <summary>Administratief beroep: the officer of justice.</summary>
    Prosecutor,

    /// <summary>Beroep: the kantonrechter.</summary>
    Court,

    /// <summary>Hoger beroep: Hof Arnhem-Leeuwarden.</summary>
    HighCourt,
}

/// <summary>What was decided on a sanction. Others decide; the city writes it down.</summary>
public enum AppealOutcome
{
    /// <summary>The sanction stays.</summary>
    Upheld,

    /// <summary>The sanction stays, and is another: a lower amount, another act.</summary>
    Amended,

    /// <summary>The sanction is gone.</summary>
    Annulled,
}

/// <summary>A request of the prosecutor or a judge about a case, with the day on which the answer is due.</summary>
public sealed class AppealRequest : ISiteRow, IVersioned
{
    public const int MaxReference = 60;
    public const int MaxText = 2_000;

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }
    public required AppealStage Stage { get; init; }

    /// <summary>Their mark.</summary>
    public required string Reference { get; init; }

    public required LocalDate ReceivedOn { get; init; }
    public required LocalDate DueOn { get; init; }

    /// <summary>Day of the hearing; null without one, or not yet known.</summary>
    public LocalDate? HearingOn { get; set; }

    public required Instant EnteredAt { get; init; }
    public required string EnteredBy { get; init; }

    /// <summary>The signed statement (<see cref="Letters.SentLetter"/>); null while there is none.</summary>
    public Guid? Statement { get; set; }

    public Instant? SignedAt { get; set; }
    public string? SignedBy { get; set; }
    public AppealOutcome? Outcome { get; set; }
    public LocalDate? DecidedOn { get; set; }
    public string? EnteredOutcomeBy { get; set; }
    public long Version { get; set; }

    public bool IsOpen => Statement is null && Outcome is null;
}

internal sealed class AppealRequestMapping : IEntityTypeConfiguration<AppealRequest>
{
    public void Configure(EntityTypeBuilder<AppealRequest> builder)
    {
        builder.ToTable("AppealRequests");
        builder.HasKey(r => r.Id);
        builder.Ignore(r => r.IsOpen);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(r => r.CaseNumber).HasMaxLength(20);
        builder.Property(r => r.Reference).HasMaxLength(AppealRequest.MaxReference);
        builder.Property(r => r.EnteredBy).HasMaxLength(120);
        builder.Property(r => r.SignedBy).HasMaxLength(120);
        builder.Property(r => r.EnteredOutcomeBy).HasMaxLength(120);
        builder.HasIndex(r => new { r.Site, r.DueOn });
        builder.HasIndex(r => new { r.Site, r.HearingOn });
        builder.HasIndex(r => r.CaseId);
    }
}
