using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Supplying;

/// <summary>
/// A picture of an undecided passage, asked for when an official opens it to read the plate, and kept under the passage's own key. It goes
/// with the passage: the database takes it away together with the row.
/// </summary>
public sealed class UndecidedPicture : ISiteRow
{
    public required Guid PassageId { get; init; }
    public required string Sha256 { get; init; }
    public SiteId Site { get; set; }
    public required EvidenceKind Kind { get; init; }
    public required string MediaType { get; init; }
    public required Instant RequestedAt { get; set; }
    public Instant? ReceivedAt { get; set; }

    /// <summary>Null until it came.</summary>
    public byte[]? Sealed { get; set; }

    /// <summary>Takes in a picture that came, when it is of a passage that still waits. The edge keeps it: it may be evidence yet.</summary>
    /// <returns>False when no undecided passage of that id is held.</returns>
    internal static async Task<bool> Take(CentralDb db, Vault vault, Guid passage, string sha256, byte[] content, Instant now, CancellationToken ct)
    {
        if (!await db.Undecided.AnyAsync(p => p.Id == passage, ct) || await vault.Find(db, passage, ct) is not { } cipher)
            return false;
        if (await db.UndecidedPictures.FirstOrDefaultAsync(p => p.PassageId == passage && p.Sha256 == sha256 && p.ReceivedAt == null, ct) is { } asked)
            (asked.ReceivedAt, asked.Sealed) = (now, cipher.Seal(content, asked.Place));
        return true;
    }

    internal byte[]? Open(SubjectCipher cipher) => Sealed is { } kept ? cipher.Open(kept, Place) : null;

    private string Place => $"undecided-picture:{PassageId}:{Sha256}";
}

internal sealed class UndecidedPictureMapping : IEntityTypeConfiguration<UndecidedPicture>
{
    public void Configure(EntityTypeBuilder<UndecidedPicture> builder)
    {
        builder.ToTable("UndecidedPictures");
        builder.HasKey(p => new { p.PassageId, p.Sha256 });
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.Property(p => p.MediaType).HasMaxLength(120);
        builder.HasOne<UndecidedPassage>().WithMany().HasForeignKey(p => p.PassageId).OnDelete(DeleteBehavior.Cascade);
    }
}
