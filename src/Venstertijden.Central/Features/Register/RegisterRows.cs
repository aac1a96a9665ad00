using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Register;

/// <summary>
/// One version of what the register says of a vehicle. An empty text is a fact that the register does not hold. Valid time is
/// <see cref="ValidFrom"/> to <see cref="ValidUntil"/>, recorded time <see cref="RecordedAt"/> to <see cref="ReplacedAt"/>;
/// never overwritten: <see cref="RegisterBook"/> closes a version and writes the next.
/// </summary>
public sealed class RegisterVehicle : ISiteRow
{
    public SiteId Site { get; set; }

    /// <summary>Upper case, without dashes.</summary>
    public required string Plate { get; init; }

    /// <summary>1, 2, 3 ... per plate.</summary>
    public int Revision { get; init; } = 1;

    public string Brand { get; init; } = "";
    public string Model { get; init; } = "";

    /// <summary>European category, such as <c>N1</c>.</summary>
    public string Category { get; init; } = "";

    /// <summary>RDW's Dutch words joined by <c>+</c>.</summary>
    public string Fuels { get; init; } = "";

    /// <summary>0 to 6 or <c>Z</c>.</summary>
    public string EmissionClass { get; init; } = "";

    public LocalDate? FirstAdmission { get; init; }

    /// <summary>Body tokens joined by <c>+</c> (design: verdict's column <c>body</c>).</summary>
    public string Body { get; init; } = "";

    public string Colour { get; init; } = "";

    /// <summary>Permitted maximum mass, kilograms.</summary>
    public int? MaxMassKg { get; init; }

    public bool Taxi { get; init; }

    /// <summary>First local day on which it is so; null where the source names none: then it counts for the past too, as a correction.</summary>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>First local day on which it is no longer so; null = no end.</summary>
    public LocalDate? ValidUntil { get; init; }

    /// <summary>Version of the list that brought it; null when it was recorded here.</summary>
    public string? ListVersion { get; init; }

    /// <summary>Since when we know this.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>When a next version took its place, or the list dropped it; null while it stands.</summary>
    public Instant? ReplacedAt { get; set; }

    /// <summary>Whether it counted among what was known at an instant.</summary>
    public bool IsKnownAt(Instant at) => RecordedAt <= at && !(ReplacedAt <= at);

    /// <summary>Whether it tells of that local day.</summary>
    public bool IsValidOn(LocalDate day) => !(ValidFrom > day) && !(ValidUntil <= day);
}

/// <summary>One fetch of a list that verdicts lean on: <c>register</c> or <c>exemptions</c>. The latest is the version in use.</summary>
public sealed class ListVersion : ISiteRow
{
    public const string RegisterList = "register";
    public const string ExemptionList = "exemptions";

    public SiteId Site { get; set; }
    public required string List { get; init; }

    /// <summary>1, 2, 3 ... per list.</summary>
    public long Number { get; init; } = 1;

    public required string ListVersionName { get; init; }
    public required Instant RetrievedAt { get; init; }

    /// <summary>Rows that came.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that the source said it would send; null when it says nothing.</summary>
    public int? Announced { get; init; }
}

/// <summary>The daily count of a list (N9): what the source announced against what we hold.</summary>
public sealed class ListCount : ISiteRow
{
    public SiteId Site { get; set; }
    public required string List { get; init; }

    /// <summary>Local day of the count.</summary>
    public required LocalDate Day { get; init; }

    public required string ListVersionName { get; init; }
    public required int Announced { get; init; }
    public required int Held { get; init; }
    public required Instant CountedAt { get; init; }

    public int Difference => Held - Announced;
}

internal sealed class RegisterVehicleMapping : IEntityTypeConfiguration<RegisterVehicle>
{
    public void Configure(EntityTypeBuilder<RegisterVehicle> builder)
    {
        builder.HasKey(v => new { v.Site, v.Plate, v.Revision });
        builder.Property(v => v.Plate).HasMaxLength(16);
        builder.Property(v => v.Brand).HasMaxLength(60);
        builder.Property(v => v.Model).HasMaxLength(60);
        builder.Property(v => v.Category).HasMaxLength(4);
        builder.Property(v => v.Fuels).HasMaxLength(80);
        builder.Property(v => v.EmissionClass).HasMaxLength(2);
        builder.Property(v => v.Body).HasMaxLength(120);
        builder.Property(v => v.Colour).HasMaxLength(30);
        builder.Property(v => v.ListVersion).HasMaxLength(64);
        builder.HasIndex(v => new { v.Site, v.ReplacedAt });
    }
}

internal sealed class ListVersionMapping : IEntityTypeConfiguration<ListVersion>
{
    public void Configure(EntityTypeBuilder<ListVersion> builder)
    {
        builder.HasKey(l => new { l.Site, l.List, l.Number });
        builder.Property(l => l.List).HasMaxLength(20);
        builder.Property(l => l.ListVersionName).HasMaxLength(64);
        builder.HasIndex(l => new { l.Site, l.List, l.RetrievedAt });
    }
}

internal sealed class ListCountMapping : IEntityTypeConfiguration<ListCount>
{
    public void Configure(EntityTypeBuilder<ListCount> builder)
    {
        builder.HasKey(c => new { c.Site, c.List, c.Day });
        builder.Property(c => c.List).HasMaxLength(20);
        builder.Property(c => c.ListVersionName).HasMaxLength(64);
    }
}
