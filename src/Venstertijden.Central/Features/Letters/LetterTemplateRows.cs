using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Letters;

/// <summary>A version of a template as somebody saved it. None is ever changed; the one with the highest number is used.</summary>
public sealed class LetterVersion : ISiteRow
{
    public SiteId Site { get; set; }
    public required LetterKind Kind { get; init; }

    /// <summary>1, 2, 3 ...; 0 is the shipped one, which lies in no table.</summary>
    public required int Number { get; init; }

    public required string Text { get; init; }
    public required Instant SavedAt { get; init; }
    public required Guid? SavedById { get; init; }
    public required string SavedBy { get; init; }

    /// <summary>What changed, in the words of who saved it.</summary>
    public required string Why { get; init; }
}

internal sealed class LetterVersionMapping : IEntityTypeConfiguration<LetterVersion>
{
    public void Configure(EntityTypeBuilder<LetterVersion> builder)
    {
        builder.ToTable("LetterVersions");
        builder.HasKey(v => new { v.Site, v.Kind, v.Number });
        builder.Property(v => v.Text).HasMaxLength(LetterTemplate.MaxText);
        builder.Property(v => v.SavedBy).HasMaxLength(120);
        builder.Property(v => v.Why).HasMaxLength(LetterTemplates.MaxWhy);
    }
}
