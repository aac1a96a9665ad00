using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Policies;

/// <summary>The second person: what changes, what it does, and yes or no.</summary>
public sealed class DecideModel(PolicyDesk desk, WhatIfDesk whatIf, LivePolicies live, PolicyInWords words, IClock clock, IStringLocalizer<PolicyTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public long Seen { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public bool HasRead { get; set; }

    public PolicyDraft Draft { get; private set; } = null!;
    public DraftCheck Check { get; private set; } = null!;

    /// <summary>The document that the draft takes the place of on its first day; null when the zone has none then.</summary>
    public PolicyDocument? Before { get; private set; }

    public IReadOnlyList<(string Title, IReadOnlyList<DiffLine> Lines)>? InWords { get; private set; }
    public IReadOnlyList<DiffLine> Lines { get; private set; } = [];
    public (WhatIfRun Run, bool IsOfThisText)? Tried { get; private set; }
    public bool IsOwn => Draft.AskedById == Person.Required(User).Id;
    public string? ReasonProblem { get; private set; }
    public string? ReadProblem { get; private set; }
    public string? Problem { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken ct)
    {
        if (!HasRead)
        {
            ReadProblem = texts["decide.seen.missing"];
            return await Show(ct);
        }

        var outcome = await desk.Approve(Id, Seen, Person.Required(User), ct);
        if (outcome != DeskOutcome.Done) return await Refused(outcome, ct);
        var published = (await desk.Stored(ct)).Find(s => s.DraftId == Id)!;
        TempData.Tell(texts["decide.approved", published.VersionName.ToString(), Written.Date(published.ValidFrom)]);
        return RedirectToPage("Index");
    }

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken ct)
    {
        var outcome = await desk.Refuse(Id, Seen, Reason, Person.Required(User), ct);
        if (outcome == DeskOutcome.ReasonMissing)
        {
            ReasonProblem = texts["decide.reason.missing"];
            return await Show(ct);
        }

        if (outcome != DeskOutcome.Done) return await Refused(outcome, ct);
        TempData.Tell(texts["decide.refused"]);
        return RedirectToPage("Index");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        var outcome = await desk.TakeBack(Id, Seen, Person.Required(User), ct);
        if (outcome != DeskOutcome.Done) return await Refused(outcome, ct);
        TempData.Tell(texts["decide.taken-back"]);
        return RedirectToPage("Draft", new { id = Id });
    }

    private Task<IActionResult> Refused(DeskOutcome outcome, CancellationToken ct)
    {
        Problem = texts["outcome." + outcome];
        return Show(ct);
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        if (await desk.Find(Id, ct) is not { } draft) return NotFound();
        if (draft.State is DraftState.Writing or DraftState.Withdrawn)
        {
            if (Problem is not null) TempData.Tell(Problem);
            return RedirectToPage("Draft", new { id = Id });
        }

        (Draft, Seen) = (draft, draft.Version);
        Check = await desk.Check(draft.Yaml, ct);
        if (Check.Document is { } document)
        {
            Before = live.Current.On(document.Zone, document.Valid.From) ?? live.Current.At(document.Zone, clock.GetCurrentInstant());
            if (Before is not null) InWords = words.Differences(Before, document);
        }

        var before = Before is null ? null : (await desk.Stored(ct)).Find(s => s.VersionName == Before.Version);
        Lines = LineDiff.Of(before is null ? [] : YamlOnScreen.LinesOf(before.Yaml), YamlOnScreen.LinesOf(draft.Yaml));
        Tried = await whatIf.LastOf(draft, ct);
        ModelState.Clear();
        return Page();
    }

    public bool StartsInPast => Check.Document is { } document && document.Valid.From < DutchTime.Local(clock.GetCurrentInstant()).Date;
}
