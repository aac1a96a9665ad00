using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Members;

/// <summary>
/// A letter by e-mail with a secret address, under which one person makes an account of a firm: somebody whom the owner invites, or who registers the
/// firm itself. Works once.
/// </summary>
public sealed class Invitation : ISiteRow
{
    /// <summary>How long its address works.</summary>
    public static readonly Duration Lasts = Duration.FromDays(7);

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid FirmId { get; init; }

    /// <summary>E-mail address; it becomes the name by which the person signs in.</summary>
    public required string Address { get; init; }

    public required Role Role { get; init; }

    /// <summary>Hash of the secret in the address.</summary>
    public required string CodeHash { get; init; }

    /// <summary>Who invites; null for who registers a firm.</summary>
    public string? InvitedBy { get; init; }

    public required Instant InvitedAt { get; init; }

    /// <summary>When an account was made of it; null until then.</summary>
    public Instant? AcceptedAt { get; set; }

    /// <summary>Whether its address works at a moment.</summary>
    public bool IsOpenAt(Instant now) => AcceptedAt is null && now < InvitedAt + Lasts;
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Address).HasMaxLength(254);
        builder.Property(i => i.CodeHash).HasMaxLength(64);
        builder.Property(i => i.InvitedBy).HasMaxLength(120);
        builder.HasOne<Firm>().WithMany().HasForeignKey(i => i.FirmId);
        builder.HasIndex(i => i.CodeHash).IsUnique();
        builder.HasIndex(i => new { i.Site, i.FirmId });
    }
}
