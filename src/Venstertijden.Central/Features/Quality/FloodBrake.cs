using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Quality;

/// <summary>What had more cases than is normal.</summary>
public enum BrakeKind
{
    /// <summary>One plate.</summary>
    Plate,

    /// <summary>One camera.</summary>
    Camera,

    /// <summary>All cameras together.</summary>
    Town,
}

/// <summary>
/// The flood brake (N8): more cases than is normal may mean a sign that fell, a wrong list, a camera that misreads. No sanction follows until a
/// senior officer has looked and released it.
/// </summary>
public sealed class FloodBrake : ISiteRow, IVersioned
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required BrakeKind Kind { get; init; }

    /// <summary>The camera, or the keyed hash of the plate; empty for the town.</summary>
    public required string Subject { get; init; }

    public required Instant PulledAt { get; init; }

    /// <summary>How many there were.</summary>
    public required int Hits { get; init; }

    /// <summary>How many are normal at most.</summary>
    public required int Band { get; init; }

    public Instant? ReleasedAt { get; set; }
    public string? ReleasedBy { get; set; }

    /// <summary>What the senior officer found.</summary>
    public string? Reason { get; set; }

    public long Version { get; set; }

    /// <summary>The brake that holds a case of this camera and plate; null when none does.</summary>
    public static Task<FloodBrake?> Over(CentralDb db, CameraId camera, string? plateIndex, CancellationToken ct)
    {
        string name = camera.Value, plate = plateIndex ?? "-";
        return db.FloodBrakes.AsNoTracking().Where(b => b.ReleasedAt == null)
            .Where(b => b.Kind == BrakeKind.Town || (b.Kind == BrakeKind.Camera && b.Subject == name) || (b.Kind == BrakeKind.Plate && b.Subject == plate))
            .OrderBy(b => b.PulledAt).FirstOrDefaultAsync(ct);
    }
}

internal sealed class FloodBrakeMapping : IEntityTypeConfiguration<FloodBrake>
{
    public void Configure(EntityTypeBuilder<FloodBrake> builder)
    {
        builder.ToTable("FloodBrakes");
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Subject).HasMaxLength(64);
        builder.Property(b => b.ReleasedBy).HasMaxLength(120);
        builder.Property(b => b.Reason).HasMaxLength(300);
        builder.HasIndex(b => new { b.Site, b.ReleasedAt });
    }
}
