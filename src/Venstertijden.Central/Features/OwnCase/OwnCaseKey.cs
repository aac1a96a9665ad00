using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>What opens a case to the person whom a letter about it went to. Holds nothing of the person: it stays when the case is erased, so that he is told so.</summary>
public sealed class OwnCaseKey : ISiteRow, IVersioned
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <inheritdoc/>
    public SiteId Site { get; set; }

    /// <summary>Number of the case, as it stands on the letter.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Keyed hash of case and code (<see cref="Vault.CodeHash"/>).</summary>
    public required string CodeHash { get; set; }

    /// <summary>When the code that counts was made.</summary>
    public required Instant MadeAt { get; set; }

    /// <summary>Comments of the person that no officer has marked as read.</summary>
    public int Unread { get; set; }

    /// <summary>When the last comment came; null without any.</summary>
    public Instant? LastCommentAt { get; set; }

    /// <inheritdoc/>
    public long Version { get; set; }

    /// <summary>What a session under this code carries: another code ends it.</summary>
    internal string Stamp => CodeHash[..16];
}

internal sealed class OwnCaseKeyMapping : IEntityTypeConfiguration<OwnCaseKey>
{
    public void Configure(EntityTypeBuilder<OwnCaseKey> builder)
    {
        builder.ToTable("OwnCaseKeys");
        builder.HasKey(k => k.CaseId);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(k => k.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(k => k.Stamp);
        builder.Property(k => k.CaseNumber).HasMaxLength(20);
        builder.Property(k => k.CodeHash).HasMaxLength(64);
        builder.HasIndex(k => new { k.Site, k.CaseNumber }).IsUnique();
        builder.HasIndex(k => new { k.Site, k.Unread });
    }
}
