using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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

    /// <summary>The firm whose vehicles a <see cref="Role.Firm"/> user looks after; null for everybody else.</summary>
    public Guid? FirmId { get; set; }
}

internal sealed class CentralUserMapping : IEntityTypeConfiguration<CentralUser>
{
    public void Configure(EntityTypeBuilder<CentralUser> builder)
    {
        builder.Property(u => u.DisplayName).HasMaxLength(120);
        builder.Property(u => u.OfficerNumber).HasMaxLength(20);
        builder.HasIndex(u => u.FirmId);
    }
}
