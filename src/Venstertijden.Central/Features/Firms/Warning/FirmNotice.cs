using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Firms.Warning;

/// <summary>That a vehicle's right ends, told once per right, end and step (90, 30 and 7 days before).</summary>
public sealed class FirmNotice : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid FirmId { get; init; }
    public required Guid VehicleId { get; init; }

    /// <summary>The zone.</summary>
    public required string Zone { get; init; }

    /// <summary>As of <see cref="RightEnd.Right"/>.</summary>
    public required string Right { get; init; }

    /// <summary>First day without the right.</summary>
    public required LocalDate EndsOn { get; init; }

    /// <summary>Days before the end: 90, 30 or 7.</summary>
    public required int Step { get; init; }

    public required Instant FoundAt { get; init; }

    /// <summary>When somebody of the firm said on the page that he saw it.</summary>
    public Instant? SeenAt { get; set; }

    /// <summary>The mail that holds it; null while it is in none.</summary>
    public Guid? MailId { get; set; }

    /// <summary>When it stopped being so before it was mailed: the right moved, or a later step took over.</summary>
    public Instant? CancelledAt { get; set; }
}

/// <summary>One mail of one firm and day, kept until it was taken and <see cref="WarningRound.KeptDays"/> after.</summary>
public sealed class FirmMail : ISiteRow
{
    /// <summary>Most characters of <see cref="Error"/>.</summary>
    public const int MaxError = 200;

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid FirmId { get; init; }

    /// <summary>Local day of which it is the one.</summary>
    public required LocalDate Day { get; init; }

    public required Instant WrittenAt { get; init; }

    /// <summary>How many times it was offered.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is offered next.</summary>
    public required Instant NextAt { get; set; }

    /// <summary>When it was taken; null while it waits.</summary>
    public Instant? SentAt { get; set; }

    /// <summary>Why it was not taken the last time; null for no failure.</summary>
    public string? Error { get; set; }
}

internal sealed class FirmNoticeMapping : IEntityTypeConfiguration<FirmNotice>
{
    public void Configure(EntityTypeBuilder<FirmNotice> builder)
    {
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Zone).HasMaxLength(60);
        builder.Property(n => n.Right).HasMaxLength(40);
        builder.HasOne<FirmVehicle>().WithMany().HasForeignKey(n => n.VehicleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(n => new { n.VehicleId, n.Zone, n.Right, n.EndsOn, n.Step }).IsUnique();
        builder.HasIndex(n => new { n.Site, n.FirmId });
        builder.HasIndex(n => n.MailId);
    }
}

internal sealed class FirmMailMapping : IEntityTypeConfiguration<FirmMail>
{
    public void Configure(EntityTypeBuilder<FirmMail> builder)
    {
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Error).HasMaxLength(FirmMail.MaxError);
        builder.HasOne<Firm>().WithMany().HasForeignKey(m => m.FirmId);
        builder.HasIndex(m => new { m.FirmId, m.Day }).IsUnique();
        builder.HasIndex(m => new { m.Site, m.SentAt, m.NextAt });
    }
}
