using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Open cases that change with what became known later: before it is done, and after.</summary>
public sealed class ChangesModel(LateTruthDesk desk, Recheck recheck, FactsLoader facts, NodaTime.IClock clock, Speaker speaker, CentralDb db, IStringLocalizer<MatchingTexts> texts) : PageModel
{
    public IReadOnlyList<LateTruth> Waiting { get; private set; } = [];
    public IReadOnlyList<LateTruth> Done { get; private set; } = [];
    public IReadOnlyList<ListCount> Counts { get; private set; } = [];

    /// <summary>How the copy of the register stands; null with the bundled sample.</summary>
    public CopyState? Register => CopyState.Of(facts.Shelf, clock.GetCurrentInstant());

    /// <summary>The row whose reason is missing, to say so at its field.</summary>
    public Guid? ReasonMissing { get; private set; }

    private Person Me => Person.Required(User);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public Task<IActionResult> OnPostApplyAsync(Guid row, CancellationToken ct) => ApplyAll([row], ct);

    public async Task<IActionResult> OnPostApplyAllAsync(CancellationToken ct) =>
        await ApplyAll([.. (await desk.Waiting(ct)).Where(l => l.Status == LateStatus.Held).Select(l => l.Id)], ct);

    public async Task<IActionResult> OnPostDismissAsync(Guid row, string? reason, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            ReasonMissing = row;
            await Load(ct);
            return Page();
        }

        string said = reason.Trim();
        TempData.Tell(texts[await desk.Dismiss(row, Me.Actor, said.Length <= 300 ? said : said[..300], ct) ? "told.dismissed" : "told.gone"]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSeenAsync(Guid row, CancellationToken ct)
    {
        await desk.See(row, Me.Actor, ct);
        return RedirectToPage();
    }

    private async Task<IActionResult> ApplyAll(IReadOnlyList<Guid> rows, CancellationToken ct)
    {
        int done = 0;
        foreach (var row in rows)
        {
            var (applied, outgoing) = await recheck.Apply(db.CurrentSite, row, Me.Actor, ct);
            done += applied ? 1 : 0;
            speaker.Say(outgoing);
        }

        TempData.Tell(done == 0 ? texts["told.gone"] : texts[done == 1 ? "told.applied.one" : "told.applied", done]);
        return RedirectToPage();
    }

    private async Task Load(CancellationToken ct) => (Waiting, Done, Counts) = (await desk.Waiting(ct), await desk.Done(ct), await desk.Counts(ct));
}
