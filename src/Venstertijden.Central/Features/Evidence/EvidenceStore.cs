using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Evidence;

/// <summary>A picture in clear.</summary>
public sealed record OpenPicture(byte[] Content, string MediaType, Guid CaseId);

/// <summary>Keeps pictures under their case's key, and opens them for one who looks at the case.</summary>
public sealed class EvidenceStore(CentralDb db, Vault vault)
{
    /// <summary>The picture; null when it is not here (yet, or any more).</summary>
    public async Task<OpenPicture?> Open(Guid picture, CancellationToken ct)
    {
        var row = await db.Pictures.AsNoTracking().FirstOrDefaultAsync(p => p.Id == picture, ct);
        var content = await db.PictureContents.AsNoTracking().FirstOrDefaultAsync(c => c.PictureId == picture, ct);
        if (row is null || content is null || await vault.Find(db, row.CaseId, ct) is not { } cipher)
            return null;
        return new OpenPicture(cipher.Open(content.Sealed, Place(picture)), row.MediaType, row.CaseId);
    }

    /// <summary>Adds the content of a picture whose hash was checked; saved with the unit of work.</summary>
    internal static void Keep(CentralDb db, SubjectCipher cipher, EvidencePicture row, ReadOnlySpan<byte> content, Instant now)
    {
        row.ReceivedAt = now;
        db.PictureContents.Add(new EvidenceContent { PictureId = row.Id, Sealed = cipher.Seal(content, Place(row.Id)) });
    }

    internal static string Place(Guid picture) => $"picture:{picture}";
}
