using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Letters;

/// <summary>A letter that was made of a case. The PDF lies apart, under the case's key.</summary>
public sealed class SentLetter : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }
    public required LetterKind Kind { get; init; }

    /// <summary>Number of the template's version.</summary>
    public required int Template { get; init; }

    /// <summary>Letters that were made in one go, to be printed together.</summary>
    public required Guid Batch { get; init; }

    public required Instant MadeAt { get; init; }
    public required string MadeBy { get; init; }
    public required long Bytes { get; init; }

    /// <summary>Lower-case hex SHA-256 of the PDF.</summary>
    public required string Sha256 { get; init; }

    /// <summary>
    /// What there may be one letter of, such as a kenteken in a warning period; null for letters without such a bound, and once the case is erased (it holds a keyed
    /// hash of the plate). Two that make the same letter at the same moment exclude each other by it.
    /// </summary>
    public string? OnceKey { get; set; }
}

/// <summary>The PDF of a letter, under the key of its case.</summary>
public sealed class LetterContent : ISiteRow
{
    public required Guid LetterId { get; init; }
    public SiteId Site { get; set; }
    public required byte[] Sealed { get; init; }
}

internal sealed class SentLetterMapping : IEntityTypeConfiguration<SentLetter>
{
    public void Configure(EntityTypeBuilder<SentLetter> builder)
    {
        builder.ToTable("SentLetters");
        builder.HasKey(l => l.Id);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(l => l.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(l => l.CaseNumber).HasMaxLength(20);
        builder.Property(l => l.MadeBy).HasMaxLength(120);
        builder.Property(l => l.Sha256).HasMaxLength(64);
        builder.Property(l => l.OnceKey).HasMaxLength(64);
        builder.HasIndex(l => new { l.Site, l.OnceKey }).IsUnique();
        builder.HasIndex(l => new { l.Site, l.Batch });
        builder.HasIndex(l => l.CaseId);
    }
}

internal sealed class LetterContentMapping : IEntityTypeConfiguration<LetterContent>
{
    public void Configure(EntityTypeBuilder<LetterContent> builder)
    {
        builder.ToTable("LetterContents");
        builder.HasKey(c => c.LetterId);
        builder.HasOne<SentLetter>().WithOne().HasForeignKey<LetterContent>(c => c.LetterId).OnDelete(DeleteBehavior.Cascade);
    }
}
