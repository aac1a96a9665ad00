using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>What came of filing or withdrawing a paper.</summary>
/// <param name="Paper">The paper; null when nothing was done.</param>
/// <param name="Faults">What keeps it from being done.</param>
/// <param name="Touched">Cases that it takes the ground from.</param>
public sealed record PaperOutcome(Paper? Paper, ImmutableArray<PaperFault> Faults, IReadOnlyList<TouchedCase> Touched);

/// <summary>Files papers and their uploads, and writes down that one was withdrawn: each with its audit entry, in one save.</summary>
public sealed class ReadinessDesk(CentralDb db, Vault vault, LivePolicies policies, FactsLoader facts, Repercussions repercussions, IClock clock)
{
    public Task<Paper?> Find(Guid id, CancellationToken ct) => db.Papers.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);

    /// <summary>The uploads of these papers, by paper.</summary>
    public async Task<ILookup<Guid, PaperUpload>> Uploads(IReadOnlyCollection<Guid> papers, CancellationToken ct) =>
        (await db.PaperUploads.AsNoTracking().Where(u => papers.Contains(u.PaperId)).OrderBy(u => u.Number).ToListAsync(ct)).ToLookup(u => u.PaperId);

    /// <summary>An upload in clear; null when there is none of that id here. The look is on record.</summary>
    public async Task<(PaperUpload Upload, byte[] Content)?> Open(Guid upload, Actor actor, CancellationToken ct)
    {
        var row = await db.PaperUploads.AsNoTracking().FirstOrDefaultAsync(u => u.Id == upload, ct);
        var content = await db.PaperContents.AsNoTracking().FirstOrDefaultAsync(c => c.UploadId == upload, ct);
        if (row is null || content is null || await vault.Find(db, row.PaperId, ct) is not { } cipher)
            return null;
        AuditTrail.Record(db, actor, "paper.look", $"paper:{row.PaperId}", row.FileName, clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return (row, cipher.Open(content.Sealed, Place(upload)));
    }

    /// <summary>What a faulty inspection would take the ground from.</summary>
    public async Task<IReadOnlyList<TouchedCase>> Preview(PaperRequest faulty, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var file = await ReadinessFile.Read(db, ct);
        return await repercussions.TouchedAnew(db, file, Make(faulty, file, Actor.System("preview"), now), now, ct);
    }

    /// <summary>What a withdrawal would take the ground from; null when the paper is not there, or withdrawn already.</summary>
    public async Task<IReadOnlyList<TouchedCase>?> Preview(Guid paper, LocalDate from, CancellationToken ct)
    {
        if (await Find(paper, ct) is not { WithdrawnAt: null } standing)
            return null;
        var now = clock.GetCurrentInstant();
        return await repercussions.TouchedAnew(db, await ReadinessFile.Read(db, ct), standing.Withdrawn(now, from, "", ""), now, ct);
    }

    /// <summary>Files a paper. One that takes the ground from cases needs the mark of the list that was shown.</summary>
    /// <param name="request">The paper.</param>
    /// <param name="uploads">Its files.</param>
    /// <param name="seen"><see cref="TouchedCase.MarkOf"/> of the list that was shown; null when none was.</param>
    /// <param name="actor">Who files.</param>
    /// <param name="ct">Stops.</param>
    public async Task<PaperOutcome> File(PaperRequest request, IReadOnlyList<UploadedPaper> uploads, string? seen, Actor actor, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var file = await ReadinessFile.Read(db, ct);
        var faults = PaperCheck.Of(request, uploads, file, DutchTime.Local(now).Date, now);
        if (!faults.IsEmpty)
            return new PaperOutcome(null, faults, []);
        var paper = Make(request, file, actor, now);
        var touched = await repercussions.TouchedAnew(db, file, paper, now, ct);
        if (touched.Count > 0 && TouchedCase.MarkOf(touched) != seen)
            return new PaperOutcome(null, [new PaperFault("Seen", seen is null ? "confirm" : "changed")], touched);
        Add(paper, uploads, touched, actor, now);
        await db.SaveChangesAsync(ct);
        await facts.ReloadPapers(db.CurrentSite, ct);
        return new PaperOutcome(paper, [], touched);
    }

    /// <summary>
    /// Files the papers of one piece of work in one save, all or none. No list of cases is confirmed first: what was seen in the street is written down
    /// whatever follows, and the cases are looked at after it as after any paper.
    /// </summary>
    /// <param name="filings">The papers with their files.</param>
    /// <param name="actor">Who files.</param>
    /// <param name="work">Audit entry of the work as a whole.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>What keeps any of them from being filed; empty when all are.</returns>
    public async Task<ImmutableArray<PaperFault>> FileTogether(IReadOnlyList<(PaperRequest Request, IReadOnlyList<UploadedPaper> Uploads)> filings, Actor actor, (string Action, string Subject, string Reason) work, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var file = await ReadinessFile.Read(db, ct);
        ImmutableArray<PaperFault> faults = [.. filings.SelectMany(f => PaperCheck.Of(f.Request, f.Uploads, file, DutchTime.Local(now).Date, now))];
        if (!faults.IsEmpty)
            return faults;
        foreach (var (request, uploads) in filings)
        {
            var paper = Make(request, file, actor, now);
            Add(paper, uploads, paper.Fault is null ? [] : await repercussions.TouchedAnew(db, file, paper, now, ct), actor, now);
        }

        AuditTrail.Record(db, actor, work.Action, work.Subject, work.Reason, now);
        await db.SaveChangesAsync(ct);
        await facts.ReloadPapers(db.CurrentSite, ct);
        return [];
    }

    /// <summary>Writes down that a paper was withdrawn. Its cases are then looked at one by one (<see cref="Repercussions"/>); none can be approved from this save on.</summary>
    public async Task<PaperOutcome> Withdraw(Guid id, LocalDate from, string why, string? seen, Actor actor, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await db.Papers.FirstOrDefaultAsync(p => p.Id == id, ct) is not { WithdrawnAt: null } paper)
            return new PaperOutcome(null, [new PaperFault("Seen", "gone")], []);
        if (why.Length is 0 or > Paper.MaxWords)
            return new PaperOutcome(null, [new PaperFault("Why", why.Length == 0 ? "missing" : "too-long")], []);
        var touched = await repercussions.TouchedAnew(db, await ReadinessFile.Read(db, ct), paper.Withdrawn(now, from, actor.Name, why), now, ct);
        if (TouchedCase.MarkOf(touched) != seen)
            return new PaperOutcome(null, [new PaperFault("Seen", seen is null ? "confirm" : "changed")], touched);
        (paper.WithdrawnAt, paper.WithdrawnFrom, paper.WithdrawnBy, paper.WithdrawnWhy) = (now, from, actor.Name, why);
        Note(paper, touched, actor, now);
        AuditTrail.Record(db, actor, "paper.withdraw", $"paper:{id}", $"{Said(paper)}: {touched.Count} cases", now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new PaperOutcome(null, [new PaperFault("Seen", "gone")], []);
        }

        await facts.ReloadPapers(db.CurrentSite, ct);
        return new PaperOutcome(paper, [], touched);
    }

    /// <summary>Changes whose cases are not looked at yet.</summary>
    public Task<List<PaperChange>> Running(CancellationToken ct) => db.PaperChanges.AsNoTracking().Where(c => c.LookedAt == null && c.Expected > 0).OrderBy(c => c.At).ToListAsync(ct);

    private Paper Make(PaperRequest request, ReadinessFile file, Actor actor, Instant now)
    {
        var scope = PaperScope.Of(request.Kind);
        bool places = request.Kind is PaperKind.SignSet or PaperKind.CameraAcceptance;
        var document = policies.Current.On(ZoneId.Parse(request.Zone), request.From);
        return new Paper
        {
            Id = request.Id ?? Guid.CreateVersion7(), Site = db.CurrentSite, Kind = request.Kind, Zone = request.Zone, Camera = scope.OfCamera ? request.Camera : null, Regime = scope.OfRegime ? request.Regime : null,
            DatedAt = request.DatedOn!.Value + request.Time, ValidFrom = request.From, ValidUntil = request.LastDay?.PlusDays(1), Number = request.Number, Note = request.Note,
            Fault = request.FoundFault ? request.Fault : null,
            SentOn = request.SentOn, SentNumber = request.SentNumber, ReceivedOn = request.ReceivedOn, ReceivedNumber = request.ReceivedNumber,
            Situation = !places ? null : request.Unchanged ? PaperCheck.Earlier(request, file, now)?.Situation : Guid.CreateVersion7(),
            GivenForRule = request.Kind == PaperKind.Approval && document is not null ? RuleMark.Of(document, request.Regime) : null,
            GivenForCameras = request.Kind == PaperKind.Approval ? Paper.Write(request.Cameras.Select(c => Approved(request, c, file, now))) : null,
            FiledAt = now, FiledById = actor.UserId, FiledBy = actor.Name,
        };
    }

    private static ApprovedCamera Approved(PaperRequest request, CameraId camera, ReadinessFile file, Instant now)
    {
        var about = file.About(request.Zone, camera, request.Regime);
        return new ApprovedCamera(
            camera.Value,
            PaperRule.InForce(about, PaperKind.SignSet, request.From, now)?.Situation,
            PaperRule.InForce(about, PaperKind.CameraAcceptance, request.From, now)?.Situation);
    }

    private void Add(Paper paper, IReadOnlyList<UploadedPaper> uploads, IReadOnlyList<TouchedCase> touched, Actor actor, Instant now)
    {
        db.Papers.Add(paper);
        Keep(paper, uploads, now);
        Note(paper, touched, actor, now);
        AuditTrail.Record(db, actor, "paper.file", $"paper:{paper.Id}", Said(paper), now);
    }

    private void Keep(Paper paper, IReadOnlyList<UploadedPaper> uploads, Instant now)
    {
        var cipher = vault.Create(db, paper.Id, now);
        foreach (var (number, upload) in uploads.Index())
        {
            var row = new PaperUpload
            {
                Id = Guid.CreateVersion7(), PaperId = paper.Id, Number = number + 1, FileName = upload.FileName, MediaType = upload.MediaType!, Bytes = upload.Content.Length, Sha256 = Signing.Hash(upload.Content),
            };
            db.PaperUploads.Add(row);
            db.PaperContents.Add(new PaperContent { UploadId = row.Id, Sealed = cipher.Seal(upload.Content, Place(row.Id)) });
        }
    }

    private void Note(Paper paper, IReadOnlyList<TouchedCase> touched, Actor actor, Instant now)
    {
        if (touched.Count > 0 || paper.Fault is not null || paper.WithdrawnAt is not null)
            db.PaperChanges.Add(new PaperChange { Id = Guid.CreateVersion7(), PaperId = paper.Id, At = now, By = actor.Name, Expected = touched.Count });
    }

    private static string Said(Paper paper) => string.Join(' ', new[] { paper.Kind.Code(), paper.Zone, paper.Camera?.Value ?? "", paper.Regime is { } regime ? Kebab.Name(regime) : "" }.Where(s => s.Length > 0));

    internal static string Place(Guid upload) => $"paper:{upload}";
}
