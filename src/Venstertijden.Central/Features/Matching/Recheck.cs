using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Matching;

/// <summary>
/// Late truth: whenever lists, register facts, marks or documents change, every open and sent case is judged again. What is undecided or
/// unsent lapses or changes, with an event, an audit row and a line on the page "Zaken die veranderen"; what was sent is an alert there.
/// Where very many would fall at once the list itself may be wrong: then they are held for an officer.
/// </summary>
public sealed class Recheck(CentralDbs databases, Vault vault, Rejudging rejudging, LivePolicies policies, FactsLoader facts, UndecidedRecheck undecided, CentralOptions options, IClock clock)
{
    private static readonly Actor Program = Actor.System("late-truth");

    private static readonly CaseState[] Looked =
    [
        // Settling cases are judged again when their settling ends.
        .. CaseMoves.Undecided.Where(s => s != CaseState.Settling), .. CaseMoves.DecidedUnsent, .. CaseMoves.Sent,
    ];

    /// <summary>Looks again when something changed since the last look; gives the commands for the edges.</summary>
    public async Task<IReadOnlyList<Outgoing>> Run(SiteId site, CancellationToken ct)
    {
        var known = facts.Latest(site);
        if (known.ExemptionList is null)
            return [];
        var outgoing = new List<Outgoing>();
        await using var db = databases.Open(site);
        string stamp = StampOf(known);
        var state = await db.RecheckStates.FirstOrDefaultAsync(ct);
        bool changed = state?.Stamp != stamp;
        outgoing.AddRange(await undecided.Run(site, known, all: changed, ct));
        if (!changed)
            return outgoing;
        var cases = await db.Cases.AsNoTracking().Where(c => Looked.Contains(c.State) && c.ErasedAt == null).OrderBy(c => c.Number).Select(c => c.Id).ToListAsync(ct);
        var found = new List<(Guid Case, LateFinding Finding)>();
        foreach (var id in cases)
        {
            if (await Look(site, id, known, ct, follows: true) is { } finding)
                found.Add((id, finding));
        }

        int byItself = found.Count(f => f.Finding.Effect is LateEffect.Lapses or LateEffect.Changes);
        bool held = options.Recheck.Holds(byItself, cases.Count);
        foreach (var (id, finding) in found)
            outgoing.AddRange(await Note(site, id, finding, held, ct));
        await Overtake(db, [.. found.Select(f => f.Case)], ct);
        if (state is null)
            db.RecheckStates.Add(state = new RecheckState { Stamp = stamp, At = clock.GetCurrentInstant() });
        (state.Stamp, state.At, state.Looked) = (stamp, clock.GetCurrentInstant(), cases.Count);
        await db.SaveChangesAsync(ct);
        return outgoing;
    }

    /// <summary>Does to a case what a late truth that was held for an officer says; false when it is no longer so.</summary>
    public async Task<(bool Done, IReadOnlyList<Outgoing> Outgoing)> Apply(SiteId site, Guid lateTruth, Actor officer, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        if (await db.LateTruths.FirstOrDefaultAsync(l => l.Id == lateTruth && l.Status == LateStatus.Held, ct) is not { } row)
            return (false, []);
        if (await Look(site, row.CaseId, facts.Latest(site), ct) is not { Effect: LateEffect.Lapses or LateEffect.Changes } finding || LateFinding.Said(finding.After) != row.After)
            return (false, []);
        if (await CaseFile.Open(db, vault, row.CaseId, ct) is not { } file)
            return (false, []);
        var outgoing = await Do(db, file, finding, officer, ct);
        (row.Status, row.SettledAt, row.SettledBy) = (LateStatus.Applied, clock.GetCurrentInstant(), officer.Name);
        await db.SaveChangesAsync(ct);
        return (true, outgoing);
    }

    /// <summary>Looks at one case whose papers changed, and does what follows. Done twice it does nothing more; that the papers changed was confirmed by a person.</summary>
    public async Task<IReadOnlyList<Outgoing>> ByPapers(SiteId site, Guid id, CancellationToken ct) =>
        await Look(site, id, facts.Latest(site), ct, byPapers: true) is { } finding ? await Note(site, id, finding, held: false, ct) : [];

    /// <summary>What the rules say of a case by what is known now, where that is something else; null when they say the same. Changes nothing.</summary>
    public Task<LateFinding?> Ask(SiteId site, Guid id, CancellationToken ct) => Look(site, id, facts.Latest(site), ct);

    // follows: keeps with the case what the register says now, where that is something else; explaining must tell it later, also where the verdict stays.
    private async Task<LateFinding?> Look(SiteId site, Guid id, Facts known, CancellationToken ct, bool byPapers = false, bool follows = false)
    {
        await using var db = databases.Open(site);
        if (await CaseFile.Open(db, vault, id, ct) is not { } file)
            return null;
        var corrected = file.Events.OfType<PlateCorrected>().LastOrDefault();
        PlateText? plate = corrected is null ? null : CaseExplanation.PlateOf(corrected.To, file.Case.Country);
        var passages = ImmutableArray.CreateBuilder<LatePassage>();
        foreach (var row in await db.CasePassages.Where(p => p.CaseId == id).OrderBy(p => p.SeenFrom).ToListAsync(ct))
        {
            var stored = StoredJson.Read<JudgedPassage>(file.Cipher.Open(row.Sealed, CaseLibrary.PassagePlace(row.Id)));
            // The facts are what is asked, not the age of the list since: that counts where a verdict is first given.
            var at = Instant.Max(row.SeenFrom, known.ExemptionList?.RetrievedAt ?? row.SeenFrom);
            var judged = await rejudging.Now(db, stored, plate, known, at, ct, papersAt: byPapers ? clock.GetCurrentInstant() : null);
            if (follows && CopiedFacts.Next(stored, file.Events, judged, known) is { } said)
                row.Sealed = file.Cipher.Seal(StoredJson.Write(stored with { RegisterSince = [.. stored.RegisterSince, said] }), CaseLibrary.PassagePlace(row.Id));
            var old = corrected?.Record is { } record && stored.Verdict.JudgedAt <= corrected.At ? record : stored.Verdict;
            var grounds = byPapers ? VerdictRecords.GroundsOf(Rejudging.CameraOf(stored.Verdict, site, stored.ReadPassage()), judged) : stored.Verdict.Camera;
            passages.Add(new LatePassage(row.Id, old, VerdictRecords.Of(judged, grounds, known, clock.GetCurrentInstant())));
        }

        await db.SaveChangesAsync(ct);
        return passages.Count == 0 ? null : LateFinding.Of(file.Row.State, passages.ToImmutable());
    }

    private async Task<IReadOnlyList<Outgoing>> Note(SiteId site, Guid id, LateFinding finding, bool held, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var now = clock.GetCurrentInstant();
        if (await CaseFile.Open(db, vault, id, ct) is not { } file)
            return [];
        string after = LateFinding.Said(finding.After);
        var open = await db.LateTruths.Where(l => l.CaseId == id && (l.Status == LateStatus.Held || l.Status == LateStatus.Open || l.Status == LateStatus.Dismissed)).ToListAsync(ct);
        if (open.Any(l => l.After == after && l.Effect == finding.Effect))
            return [];
        foreach (var old in open.Where(l => l.Status != LateStatus.Dismissed && !l.Causes.Split(';').Contains(LateTruth.Papers)))
            (old.Status, old.SettledAt) = (LateStatus.Overtaken, now);
        bool byItself = finding.Effect is LateEffect.Lapses or LateEffect.Changes;
        var row = new LateTruth
        {
            Id = Guid.CreateVersion7(), CaseId = id, CaseNumber = file.Row.Number, CaseState = file.Row.State, FoundAt = now, Effect = finding.Effect, Before = LateFinding.Said(finding.Before), After = after,
            Causes = finding.Causes, Status = !byItself ? LateStatus.Open : held ? LateStatus.Held : LateStatus.Applied,
        };
        db.LateTruths.Add(row);
        IReadOnlyList<Outgoing> outgoing = [];
        if (row.Status == LateStatus.Applied)
        {
            (row.SettledAt, row.SettledBy) = (now, Program.Name);
            outgoing = await Do(db, file, finding, Program, ct);
        }
        else
        {
            AuditTrail.Record(db, Program, "case.late-truth", $"case:{file.Row.Number}", $"{Kebab.Name(row.Effect)}: {finding.Causes}", now);
        }

        await db.SaveChangesAsync(ct);
        return outgoing;
    }

    /// <summary>Event, passages under their new verdicts (the old ones kept), audit row: saved together by the caller.</summary>
    private async Task<IReadOnlyList<Outgoing>> Do(CentralDb db, CaseFile file, LateFinding finding, Actor by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        bool waiting = file.Row.State is CaseState.New or CaseState.AwaitingEvidence;
        var rows = await db.CasePassages.Where(p => p.CaseId == file.Row.Id).ToListAsync(ct);
        foreach (var row in rows)
        {
            string place = CaseLibrary.PassagePlace(row.Id);
            var stored = StoredJson.Read<JudgedPassage>(file.Cipher.Open(row.Sealed, place));
            var found = finding.Passages.First(p => p.Passage == row.Id);
            row.Sealed = file.Cipher.Seal(StoredJson.Write(stored.Under(found.New)), place);
        }

        var after = finding.After;
        bool warningOnly = finding.Passages.All(p => p.New.Verdict != "suspected");
        file.Append(finding.Effect == LateEffect.Lapses
            ? new CaseLapsed(now, by, finding.Causes.Split(';').Contains(LateTruth.Papers) ? LateTruth.Papers : "late-truth")
            : new CaseRejudged(now, by, after.Verdict, after.Reason, after.Offence, warningOnly, finding.Causes));
        file.Row.WarningOnly = file.Case.WarningOnly;
        AuditTrail.Record(db, by, "case.late-truth", $"case:{file.Row.Number}", $"{Kebab.Name(finding.Effect)}: {finding.Causes}", now);
        return finding.Effect == LateEffect.Lapses && waiting ? [.. rows.Select(r => new Outgoing(db.CurrentSite, r.Camera, new DiscardEvidence([r.Id])))] : [];
    }

    private async Task Overtake(CentralDb db, HashSet<Guid> stillSo, CancellationToken ct)
    {
        foreach (var row in await db.LateTruths.Where(l => l.Status == LateStatus.Held || l.Status == LateStatus.Open).ToListAsync(ct))
        {
            // What papers changed stays so, whatever the lists say.
            if (!stillSo.Contains(row.CaseId) && !row.Causes.Split(';').Contains(LateTruth.Papers))
                (row.Status, row.SettledAt) = (LateStatus.Overtaken, clock.GetCurrentInstant());
        }
    }

    private string StampOf(Facts known) => Signing.Hash(System.Text.Encoding.UTF8.GetBytes(
        known.Stamp + string.Concat(policies.Current.Documents.Select(d => $"|{d.Version} {d.RecordedAt} {d.Valid}"))));
}
