using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Identity;

/// <summary>
/// A person who signs in. What he may do follows from his <see cref="Role"/> alone (see <see cref="Permissions"/>),
/// and he sees rows of his own <see cref="Site"/> only.
/// </summary>
public sealed class CentralUser : IdentityUser<Guid>, ISiteRow
{
    /// <summary>The municipality this account belongs to.</summary>
    public required SiteId Site { get; set; }

    public required Role Role { get; set; }

    /// <summary>How the person is named on screens and in the audit trail.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The number under which a boa is sworn in; null for everybody else.</summary>
    public string? OfficerNumber { get; set; }

    /// <summary>The firm that owner, planner or reader belongs to; null for everybody else.</summary>
    public Guid? FirmId { get; set; }

    /// <summary>When the account was taken away: nobody signs in with it. It can be given back until it is forgotten; null while it stands.</summary>
    public Instant? RemovedAt { get; set; }
}

internal sealed class CentralUserMapping : IEntityTypeConfiguration<CentralUser>
{
    public void Configure(EntityTypeBuilder<CentralUser> builder)
    {
        builder.Property(u => u.DisplayName).HasMaxLength(120);
        builder.Property(u => u.OfficerNumber).HasMaxLength(20);
        builder.HasIndex(u => u.FirmId);
        // A name is somebody's within a municipality: two of them may know the same person.
        builder.Metadata.RemoveIndex([builder.Metadata.FindProperty(nameof(CentralUser.NormalizedUserName))!]);
        builder.HasIndex(u => new { u.Site, u.NormalizedUserName }).IsUnique();
    }
}

/// <summary>Passkeys, as Identity's third schema has them: said here, for without it they were missing from the model.</summary>
internal sealed class PasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    /// <summary>Most bytes of a credential's id. WebAuthn allows 1,023, SQL Server's index of the key 900; authenticators use some tens.</summary>
    private const int MaxCredentialId = 900;

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("AspNetUserPasskeys");
        builder.HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(MaxCredentialId);
        builder.OwnsOne(p => p.Data).ToJson();
        builder.HasOne<CentralUser>().WithMany().HasForeignKey(p => p.UserId);
    }
}
