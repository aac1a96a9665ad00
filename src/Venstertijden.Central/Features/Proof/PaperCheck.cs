using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Files of papers and letters against the hashes that were written down when they came in or left.</summary>
internal sealed class PaperCheck(CentralDb db, Vault vault, ProofReport report)
{
    public async Task Run(CancellationToken ct)
    {
        foreach (var upload in await db.PaperUploads.AsNoTracking().OrderBy(u => u.Id).ToListAsync(ct))
        {
            report.Count("paper files");
            byte[]? content = (await db.PaperContents.AsNoTracking().FirstOrDefaultAsync(c => c.UploadId == upload.Id, ct))?.Sealed;
            Check($"paper {upload.PaperId} file {upload.Number}", await vault.Find(db, upload.PaperId, ct), content, ReadinessDesk.Place(upload.Id), upload.Bytes, upload.Sha256);
        }

        foreach (var letter in await db.SentLetters.AsNoTracking().Where(l => db.Cases.Any(c => c.Id == l.CaseId && c.ErasedAt == null)).OrderBy(l => l.Id).ToListAsync(ct))
        {
            report.Count("letters");
            byte[]? content = (await db.LetterContents.AsNoTracking().FirstOrDefaultAsync(c => c.LetterId == letter.Id, ct))?.Sealed;
            Check($"letter of case {letter.CaseNumber}", await vault.Find(db, letter.CaseId, ct), content, LetterDesk.Place(letter.Id), letter.Bytes, letter.Sha256);
        }
    }

    private void Check(string where, SubjectCipher? cipher, byte[]? content, string place, long bytes, string sha256)
    {
        if (cipher is null || content is null)
        {
            report.Wrong(where, "is gone");
            return;
        }

        try
        {
            byte[] plain = cipher.Open(content, place);
            report.Unless(plain.Length == bytes && Signing.Hash(plain) == sha256, where, "is not what was filed");
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            report.Wrong(where, "does not open: it was changed");
        }
    }
}
