using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Applying;

/// <summary>Where an application stands.</summary>
public enum ApplicationState
{
    /// <summary>The municipality must decide.</summary>
    Submitted,

    /// <summary>The municipality asked something; the applicant must answer.</summary>
    Asked,
    Granted,
    Refused,

    /// <summary>The applicant took it back before a decision.</summary>
    Withdrawn,
}

/// <summary>
/// An application (aanvraag) for an exemption. What people wrote and handed in is sealed under a key of its own; destroying that key erases it. The exemption itself, once
/// granted, is a version in the book of exemptions.
/// </summary>
public sealed class ExemptionApplication : ISiteRow, IVersioned
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>For people: <c>O-2026-000012</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The firm that applies.</summary>
    public required Guid FirmId { get; init; }

    /// <summary>Upper case, without dashes. Of a granted one: as it was granted; a swap is a version of the exemption.</summary>
    public required string Plate { get; init; }

    /// <summary>Such as <c>business</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The one zone it is for; null = all.</summary>
    public string? Zone { get; init; }

    /// <summary>First local day.</summary>
    public required LocalDate From { get; set; }

    /// <summary>Last local day.</summary>
    public required LocalDate LastDay { get; set; }

    public required Instant SubmittedAt { get; init; }

    /// <summary>Last local day to decide on (Awb art. 4:13); moves on by the time that a question was open (Awb art. 4:15).</summary>
    public required LocalDate DecideBy { get; set; }

    /// <summary>Euro, as the rules said on the day of applying.</summary>
    public required decimal FeeEuro { get; init; }

    public ApplicationState State { get; set; }

    /// <summary>When the open question was asked; null when none is open.</summary>
    public Instant? AskedAt { get; set; }

    public Instant? DecidedAt { get; set; }

    /// <summary>Of the exemption that was granted.</summary>
    public Guid? ExemptionId { get; set; }

    /// <summary>From when texts and papers are erased; null while it runs.</summary>
    public Instant? EraseAt { get; set; }

    public long Version { get; set; }

    public bool IsOpen => State is ApplicationState.Submitted or ApplicationState.Asked;
}

/// <summary>What happened to an application: appended, never changed.</summary>
public sealed class ApplicationEvent : ISiteRow
{
    public required Guid ApplicationId { get; init; }

    /// <summary>1, 2, 3 ... per application.</summary>
    public required int Number { get; init; }

    public SiteId Site { get; set; }

    /// <summary><c>submitted</c>, <c>asked</c>, <c>answered</c>, <c>granted</c>, <c>refused</c>, <c>withdrawn</c>, <c>swapped</c>, <c>ended</c>.</summary>
    public required string Kind { get; init; }

    public required Instant At { get; init; }

    /// <summary>Name of who did it.</summary>
    public required string By { get; init; }

    /// <summary>What he wrote, sealed; empty text for nothing.</summary>
    public required byte[] Sealed { get; init; }

    internal static string Place(Guid application, int number) => $"application:{application}/{number}";
}

/// <summary>A paper that was handed in, or the letter with the decision.</summary>
public sealed class ApplicationFile : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid ApplicationId { get; init; }

    /// <summary>As it was called where it came from.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }
    public required int Bytes { get; init; }

    /// <summary>Lower-case hex, of the content in clear.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The decision, made here.</summary>
    public bool IsLetter { get; init; }

    public required Instant AddedAt { get; init; }
    public required byte[] Sealed { get; init; }

    internal static string Place(Guid file) => $"application-file:{file}";
}

internal sealed class ExemptionApplicationMapping : IEntityTypeConfiguration<ExemptionApplication>
{
    public void Configure(EntityTypeBuilder<ExemptionApplication> builder)
    {
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Number).HasMaxLength(20);
        builder.Property(a => a.Plate).HasMaxLength(16);
        builder.Property(a => a.Kind).HasMaxLength(40);
        builder.Property(a => a.Zone).HasMaxLength(60);
        builder.Property(a => a.FeeEuro).HasPrecision(9, 2);
        builder.HasOne<Firms.Firm>().WithMany().HasForeignKey(a => a.FirmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.Site, a.Number }).IsUnique();
        // A firm's own; the officials' list by age.
        builder.HasIndex(a => new { a.Site, a.FirmId, a.SubmittedAt });
        builder.HasIndex(a => new { a.Site, a.State, a.DecideBy });
    }
}

internal sealed class ApplicationEventMapping : IEntityTypeConfiguration<ApplicationEvent>
{
    public void Configure(EntityTypeBuilder<ApplicationEvent> builder)
    {
        builder.ToTable("ApplicationEvents");
        builder.HasKey(e => new { e.ApplicationId, e.Number });
        builder.Property(e => e.Kind).HasMaxLength(20);
        builder.Property(e => e.By).HasMaxLength(120);
        builder.HasOne<ExemptionApplication>().WithMany().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApplicationFileMapping : IEntityTypeConfiguration<ApplicationFile>
{
    public void Configure(EntityTypeBuilder<ApplicationFile> builder)
    {
        builder.ToTable("ApplicationFiles");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Name).HasMaxLength(300);
        builder.Property(f => f.MediaType).HasMaxLength(40);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.HasOne<ExemptionApplication>().WithMany().HasForeignKey(f => f.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
