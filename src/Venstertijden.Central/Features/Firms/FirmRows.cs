using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Firms;

/// <summary>How a firm showed that it is that firm.</summary>
public enum FirmProofKind
{
    /// <summary>A code in a letter to the address in the trade register.</summary>
    Letter,

    /// <summary>Somebody signed in for it by eHerkenning.</summary>
    EHerkenning,

    /// <summary>The municipality set it up itself.</summary>
    Municipality,
}

/// <summary>A logistics firm or shop.</summary>
public sealed class Firm : ISiteRow, IVersioned
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required string Name { get; set; }

    /// <summary>Number in the trade register, 8 digits, as whoever registered the firm gave it: several may claim one.</summary>
    public required string KvkNumber { get; init; }

    /// <summary>
    /// The same number, once it is shown that these people are of that firm (a code by letter to the register's address, or eHerkenning); null until then.
    /// One firm per number and municipality.
    /// </summary>
    public string? ProvenKvkNumber { get; set; }

    /// <summary>How it was shown, and when; null until then.</summary>
    public FirmProofKind? ProvenBy { get; set; }

    public Instant? ProvenAt { get; set; }

    /// <summary>When it asked for the letter with the code; null while it has not, or has used it.</summary>
    public Instant? ProofAskedAt { get; set; }

    /// <summary>When that letter was made; null until then.</summary>
    public Instant? ProofMadeAt { get; set; }

    /// <summary>Keyed hash of the code in it.</summary>
    public string? ProofCodeHash { get; set; }

    /// <summary>Wrong codes typed since.</summary>
    public int ProofTries { get; set; }

    /// <summary>Only a firm that has shown to be it sees and asks exemptions.</summary>
    public bool IsProven => ProvenKvkNumber is not null;

    public required Instant CreatedAt { get; init; }

    /// <summary>Where it is warned by mail; null for nowhere.</summary>
    public string? NoticeAddress { get; set; }

    /// <summary>Steps of which it wants no mail, days with commas between them; empty for all.</summary>
    public string StepsOff { get; set; } = "";

    /// <summary>Hash of the key in the address of its calendar; null while it has none.</summary>
    public string? CalendarKeyHash { get; set; }

    public long Version { get; set; }

    /// <summary>Whether it wants a mail so many days before.</summary>
    public bool WarnsAt(int step) => !StepsOff.Split(',').Contains(step.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>
/// A vehicle that a firm registered. It is in the fleet while it is not removed and, of a hired one, up to its last day; a plate may be with two
/// firms, one after another or (both told so) at once.
/// </summary>
public sealed class FirmVehicle : ISiteRow
{
    /// <summary>Most characters of <see cref="Nickname"/> and <see cref="Group"/>.</summary>
    public const int MaxText = 60;

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid FirmId { get; init; }

    /// <summary>Upper case, without dashes.</summary>
    public required string Plate { get; init; }

    /// <summary>What the firm calls it.</summary>
    public string? Nickname { get; set; }

    /// <summary>The firm's own grouping, such as a branch; null for none.</summary>
    public string? Group { get; set; }

    /// <summary>Last day on which it is the firm's; null when it is not hired, or without end.</summary>
    public LocalDate? HiredUntil { get; set; }

    public required Instant AddedAt { get; init; }

    /// <summary>When the firm took it off its list; it can be put back until <see cref="FleetRound"/> forgets it. Null while it is there.</summary>
    public Instant? RemovedAt { get; set; }

    /// <summary>Hash of the secret in the address of its driver's page; null while it has none.</summary>
    public string? DriverKeyHash { get; set; }

    /// <summary>Whether it is the firm's on that local day.</summary>
    public bool IsInFleetOn(LocalDate day) => RemovedAt is null && !(HiredUntil < day);
}

internal sealed class FirmMapping : IEntityTypeConfiguration<Firm>
{
    public void Configure(EntityTypeBuilder<Firm> builder)
    {
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Name).HasMaxLength(200);
        builder.Property(f => f.KvkNumber).HasMaxLength(8);
        builder.Property(f => f.NoticeAddress).HasMaxLength(254);
        builder.Property(f => f.StepsOff).HasMaxLength(20);
        builder.Property(f => f.CalendarKeyHash).HasMaxLength(64);
        builder.Property(f => f.ProvenKvkNumber).HasMaxLength(8);
        builder.Property(f => f.ProofCodeHash).HasMaxLength(64);
        builder.HasIndex(f => new { f.Site, f.ProvenKvkNumber }).IsUnique();
        // The officials' list of letters to make.
        builder.HasIndex(f => new { f.Site, f.ProofAskedAt });
        builder.HasIndex(f => f.CalendarKeyHash);
    }
}

internal sealed class FirmVehicleMapping : IEntityTypeConfiguration<FirmVehicle>
{
    public void Configure(EntityTypeBuilder<FirmVehicle> builder)
    {
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Plate).HasMaxLength(16);
        builder.Property(v => v.Nickname).HasMaxLength(FirmVehicle.MaxText);
        builder.Property(v => v.Group).HasMaxLength(FirmVehicle.MaxText);
        builder.Property(v => v.DriverKeyHash).HasMaxLength(64);
        builder.HasIndex(v => v.DriverKeyHash);
        builder.HasOne<Firm>().WithMany().HasForeignKey(v => v.FirmId);
        // Who else has this plate.
        builder.HasIndex(v => new { v.Site, v.Plate });
        builder.HasIndex(v => new { v.FirmId, v.Plate }).IsUnique();
    }
}
