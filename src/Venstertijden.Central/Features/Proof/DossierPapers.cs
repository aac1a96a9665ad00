using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>A paper on which the case rests, as filed. Who filed it is in the audit trail, not here.</summary>
public sealed record DossierPaper(
    Guid Id, string Kind, string Zone, string? Camera, string? Regime, LocalDateTime DatedAt, LocalDate ValidFrom, LocalDate? ValidUntil, string Number, string Note, bool IsExample, string? Fault,
    LocalDate? SentOn, string? SentNumber, LocalDate? ReceivedOn, string? ReceivedNumber, Instant FiledAt, Instant? WithdrawnAt, LocalDate? WithdrawnFrom, string? WithdrawnWhy, ImmutableArray<DossierUpload> Uploads);

/// <summary>An upload of a paper: <paramref name="File"/> holds its exact bytes.</summary>
public sealed record DossierUpload(string File, string FileName, string MediaType, long Bytes, string Sha256);

/// <summary>Gathers the papers of the case's day: those in force at the act, the inspections around it, the warning periods before it.</summary>
public sealed class DossierPapers(CentralDb db, Vault vault)
{
    public async Task Add(CaseView view, SortedDictionary<string, byte[]> files, CancellationToken ct)
    {
        var papers = await Of(view, ct);
        var ids = papers.Select(p => p.Id).ToList();
        var uploads = (await db.PaperUploads.AsNoTracking().Where(u => ids.Contains(u.PaperId)).OrderBy(u => u.Number).ToListAsync(ct)).ToLookup(u => u.PaperId);
        var written = ImmutableArray.CreateBuilder<DossierPaper>();
        foreach (var (number, paper) in papers.Index())
        {
            var listed = ImmutableArray.CreateBuilder<DossierUpload>();
            foreach (var upload in uploads[paper.Id])
            {
                if (await Content(upload, ct) is not { } content)
                    continue;
                string name = DossierFiles.Paper(number + 1, paper.Kind.Code(), upload.Number, upload.MediaType);
                files[name] = content;
                listed.Add(new DossierUpload(name, upload.FileName, upload.MediaType, upload.Bytes, upload.Sha256));
            }

            written.Add(Written(paper, listed.ToImmutable()));
        }

        files[DossierFiles.Papers] = DossierFiles.Json(written.ToImmutable());
    }

    /// <summary>The papers, by kind and date.</summary>
    public async Task<IReadOnlyList<Paper>> Of(CaseView view, CancellationToken ct)
    {
        var cameras = view.Passages.Select(p => CameraId.Parse(p.Message.Camera)).ToHashSet();
        var regimes = view.Case.Regimes.Select(Kebab.Value<Regime>).ToHashSet();
        var about = (await db.Papers.AsNoTracking().Where(p => p.Zone == view.Row.Zone).ToListAsync(ct))
            .Where(p => (p.Camera is not { } camera || cameras.Contains(camera)) && (p.Regime is not { } regime || regimes.Contains(regime))).ToList();
        var day = view.Row.ActDate;
        var around = about.Where(p => p.Kind == PaperKind.SignInspection).GroupBy(p => p.Camera)
            .SelectMany(g => new[] { g.Where(p => p.DatedAt.Date <= day).MaxBy(p => p.DatedAt), g.Where(p => p.DatedAt.Date > day).MinBy(p => p.DatedAt) }).OfType<Paper>();
        return [.. about.Where(p => p.Kind == PaperKind.WarningPeriod ? p.ValidFrom <= day : p.Kind != PaperKind.SignInspection && p.Spans(day)).Concat(around).OrderBy(p => p.Kind).ThenBy(p => p.DatedAt).ThenBy(p => p.Id)];
    }

    private async Task<byte[]?> Content(PaperUpload upload, CancellationToken ct) =>
        await vault.Find(db, upload.PaperId, ct) is { } cipher && await db.PaperContents.AsNoTracking().FirstOrDefaultAsync(c => c.UploadId == upload.Id, ct) is { } content
            ? cipher.Open(content.Sealed, ReadinessDesk.Place(upload.Id))
            : null;

    private static DossierPaper Written(Paper p, ImmutableArray<DossierUpload> uploads) => new(
        p.Id, p.Kind.Code(), p.Zone, p.Camera?.Value, p.Regime is { } regime ? Kebab.Name(regime) : null, p.DatedAt, p.ValidFrom, p.ValidUntil, p.Number, p.Note, p.IsExample, p.Fault,
        p.SentOn, p.SentNumber, p.ReceivedOn, p.ReceivedNumber, p.FiledAt, p.WithdrawnAt, p.WithdrawnFrom, p.WithdrawnWhy, uploads);
}
