using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>
/// What is kept of every passage with a final verdict, for what-if and reports: no plate, no id, no exact time. The cells are those of
/// <see cref="Policy.WhatIf.AnonymousFact.Columns"/>, written as in a file of facts.
/// </summary>
public sealed class AnonymousFact : ISiteRow
{
    public long Id { get; init; }
    public SiteId Site { get; set; }
    public required string Zone { get; init; }
    public required CameraId Camera { get; init; }
    public required LocalDateTime LocalQuarter { get; init; }
    public required Direction Direction { get; init; }
    public required string CountryGroup { get; init; }
    public required string Category { get; init; }
    public required string BodyGroup { get; set; }
    public required string EmissionClass { get; init; }
    public required string AdmissionBand { get; set; }
    public required string Statutory { get; init; }
    public required string ExemptionGroup { get; init; }
    public required string Verdict { get; init; }
    public required string Reason { get; init; }

    public static AnonymousFact Of(Policy.WhatIf.AnonymousFact fact)
    {
        string[] cells = fact.Cells();
        return new AnonymousFact
        {
            Zone = fact.Zone.Text,
            Camera = CameraId.Parse(fact.Camera),
            LocalQuarter = fact.LocalQuarter,
            Direction = Kebab.Value<Direction>(cells[3]),
            CountryGroup = cells[4],
            Category = cells[5],
            BodyGroup = cells[6],
            EmissionClass = cells[7],
            AdmissionBand = cells[8],
            Statutory = cells[9],
            ExemptionGroup = cells[10],
            Verdict = cells[11],
            Reason = cells[12],
        };
    }
}

/// <summary>A passage that waits for a missing fact, encrypted under a key of its own, 72 hours at most.</summary>
public sealed class UndecidedPassage : ISiteRow, IVersioned
{
    public static readonly Duration KeptFor = Duration.FromHours(72);

    /// <summary>The message's id.</summary>
    public required Guid Id { get; init; }

    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }
    public required Guid Chain { get; init; }
    public required long Seq { get; init; }
    public required string Zone { get; init; }
    public required Instant SeenFrom { get; init; }
    public required string Reason { get; set; }
    public required Instant EraseAt { get; init; }

    /// <summary>When an official found that nobody can add what is missing; null while nobody said so.</summary>
    public Instant? GivenUpAt { get; set; }

    /// <inheritdoc cref="GivenUpAt"/>
    public string? GivenUpBy { get; set; }

    /// <summary>The judged passage (<see cref="JudgedPassage"/>) under the key of <see cref="Id"/>.</summary>
    public required byte[] Sealed { get; set; }

    public long Version { get; set; }

    internal static string Place(Guid id) => $"undecided:{id}";
}

internal sealed class AnonymousFactMapping : IEntityTypeConfiguration<AnonymousFact>
{
    public void Configure(EntityTypeBuilder<AnonymousFact> builder)
    {
        builder.Property(f => f.Zone).HasMaxLength(60);
        foreach (string name in (string[])["CountryGroup", "Category", "BodyGroup", "EmissionClass", "AdmissionBand", "Verdict", "Reason"])
            builder.Property<string>(name).HasMaxLength(40);
        foreach (string list in (string[])["Statutory", "ExemptionGroup"])
            builder.Property<string>(list).HasMaxLength(400);
        builder.HasIndex(f => new { f.Site, f.LocalQuarter });
    }
}

internal sealed class UndecidedPassageMapping : IEntityTypeConfiguration<UndecidedPassage>
{
    public void Configure(EntityTypeBuilder<UndecidedPassage> builder)
    {
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Zone).HasMaxLength(60);
        builder.Property(p => p.Reason).HasMaxLength(40);
        builder.Property(p => p.GivenUpBy).HasMaxLength(120);
        builder.HasIndex(p => p.EraseAt);
    }
}
