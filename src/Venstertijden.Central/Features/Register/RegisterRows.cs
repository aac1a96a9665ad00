using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Register;

/// <summary>A vehicle in the local copy of the register. An empty text is a fact that the register does not hold.</summary>
public sealed class RegisterVehicle : ISiteRow
{
    public SiteId Site { get; set; }

    /// <summary>Upper case, without dashes.</summary>
    public required string Plate { get; init; }

    public string Brand { get; set; } = "";
    public string Model { get; set; } = "";

    /// <summary>European category, such as <c>N1</c>.</summary>
    public string Category { get; set; } = "";

    /// <summary>RDW's Dutch words joined by <c>+</c>.</summary>
    public string Fuels { get; set; } = "";

    /// <summary>0 to 6 or <c>Z</c>.</summary>
    public string EmissionClass { get; set; } = "";

    public LocalDate? FirstAdmission { get; set; }

    /// <summary>Body tokens joined by <c>+</c> (design: verdict's column <c>body</c>).</summary>
    public string Body { get; set; } = "";

    public string Colour { get; set; } = "";

    /// <summary>Permitted maximum mass, kilograms.</summary>
    public int? MaxMassKg { get; set; }

    public bool Taxi { get; set; }
    public required Instant RetrievedAt { get; set; }
}

/// <summary>The version in use of a list that verdicts lean on: <c>register</c> or <c>exemptions</c>.</summary>
public sealed class ListVersion : ISiteRow, IVersioned
{
    public const string RegisterList = "register";
    public const string ExemptionList = "exemptions";

    public SiteId Site { get; set; }
    public required string List { get; init; }
    public required string ListVersionName { get; set; }
    public required Instant RetrievedAt { get; set; }
    public required int Rows { get; set; }
    public long Version { get; set; }
}

internal sealed class RegisterVehicleMapping : IEntityTypeConfiguration<RegisterVehicle>
{
    public void Configure(EntityTypeBuilder<RegisterVehicle> builder)
    {
        builder.HasKey(v => new { v.Site, v.Plate });
        builder.Property(v => v.Plate).HasMaxLength(16);
        builder.Property(v => v.Brand).HasMaxLength(60);
        builder.Property(v => v.Model).HasMaxLength(60);
        builder.Property(v => v.Category).HasMaxLength(4);
        builder.Property(v => v.Fuels).HasMaxLength(80);
        builder.Property(v => v.EmissionClass).HasMaxLength(2);
        builder.Property(v => v.Body).HasMaxLength(120);
        builder.Property(v => v.Colour).HasMaxLength(30);
    }
}

internal sealed class ListVersionMapping : IEntityTypeConfiguration<ListVersion>
{
    public void Configure(EntityTypeBuilder<ListVersion> builder)
    {
        builder.HasKey(l => new { l.Site, l.List });
        builder.Property(l => l.List).HasMaxLength(20);
        builder.Property(l => l.ListVersionName).HasMaxLength(64);
    }
}
