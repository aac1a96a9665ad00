using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>A draft that can be tried.</summary>
/// <param name="Key">In the form: the draft's id, or the file name of one that ships.</param>
/// <param name="Title">For people.</param>
/// <param name="IsShipped">Travels with the program.</param>
/// <param name="Text">Name and document.</param>
public sealed record TriableDraft(string Key, string Title, bool IsShipped, DraftText Text);

/// <summary>Starts and finds what-ifs.</summary>
public sealed class WhatIfDesk(CentralDb db, WhatIfRunner runner, IClock clock)
{
    private const int Shown = 30;

    /// <summary>What can be tried: drafts of this town, and those that ship for it.</summary>
    public async Task<IReadOnlyList<TriableDraft>> Drafts(CancellationToken ct)
    {
        var own = await db.PolicyDrafts.AsNoTracking().Where(d => d.State == DraftState.Writing || d.State == DraftState.Asked).OrderByDescending(d => d.CreatedAt).ToListAsync(ct);
        return
        [
            .. own.Select(d => new TriableDraft(d.Id.ToString(), d.Title, false, new DraftText(d.Title, d.Yaml))),
            .. AssenPolicies.DraftFiles.Where(f => PolicyReader.ReadDocument(f.Name, f.Yaml, out _)?.Site == db.CurrentSite.Value).Select(f => new TriableDraft(f.Name, f.Name[..^".yaml".Length], true, new DraftText(f.Name, f.Yaml))),
        ];
    }

    public PolicyReading Check(IReadOnlyList<DraftText> drafts) => runner.WithDrafts(drafts);

    /// <summary>Begins a run over the days from the first up to, not including, the last. The drafts were checked.</summary>
    public async Task<Guid> Begin(string title, Guid? draft, IReadOnlyList<DraftText> drafts, LocalDate from, LocalDate until, Person by, CancellationToken ct)
    {
        var run = new WhatIfRun
        {
            Id = Guid.CreateVersion7(), Title = title, DraftId = draft, Documents = Encoding.UTF8.GetString(StoredJson.Write(drafts)), From = from, Until = until,
            State = WhatIfState.Running, AskedAt = clock.GetCurrentInstant(), AskedBy = by.Name,
        };
        db.WhatIfRuns.Add(run);
        AuditTrail.Record(db, by.Actor, "policy.what-if", $"what-if:{run.Id}", $"{from:uuuu-MM-dd} to {until:uuuu-MM-dd}", run.AskedAt);
        await db.SaveChangesAsync(ct);
        runner.Start(db.CurrentSite, run.Id, drafts);
        return run.Id;
    }

    public Task<List<WhatIfRun>> Recent(CancellationToken ct) => db.WhatIfRuns.AsNoTracking().OrderByDescending(r => r.AskedAt).Take(Shown).ToListAsync(ct);

    public Task<WhatIfRun?> Find(Guid id, CancellationToken ct) => db.WhatIfRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>The last finished run of a draft, with whether it was of the text as it stands now.</summary>
    public async Task<(WhatIfRun Run, bool IsOfThisText)?> LastOf(PolicyDraft draft, CancellationToken ct)
    {
        var run = await db.WhatIfRuns.AsNoTracking().Where(r => r.DraftId == draft.Id && r.State == WhatIfState.Done).OrderByDescending(r => r.AskedAt).FirstOrDefaultAsync(ct);
        return run is null ? null : (run, TextsOf(run) is [var only] && only.Yaml == draft.Yaml);
    }

    public bool IsInterrupted(WhatIfRun run) => run.State == WhatIfState.Running && !runner.IsRunning(run.Id) && clock.GetCurrentInstant() - run.AskedAt > Duration.FromMinutes(10);

    public void Stop(Guid run) => runner.Stop(run);

    public static IReadOnlyList<DraftText> TextsOf(WhatIfRun run) => StoredJson.Read<List<DraftText>>(Encoding.UTF8.GetBytes(run.Documents));

    public static WhatIfOutcome? OutcomeOf(WhatIfRun run) => run.Outcome is { } json ? StoredJson.Read<WhatIfOutcome>(Encoding.UTF8.GetBytes(json)) : null;
}
