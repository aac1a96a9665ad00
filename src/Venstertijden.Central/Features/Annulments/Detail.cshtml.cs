using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>One annulment: to confirm, to follow, and to read back what became of each case.</summary>
public sealed class DetailModel(AnnulmentDesk desk, AnnulmentFinder finder, Refunds refunds, IStringLocalizer<AnnulmentTexts> texts) : PageModel
{
    /// <summary>Refunds on the page; the CSV has all.</summary>
    public const int RefundsShown = 100;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Seen { get; set; }
    [BindProperty] public string? Note { get; set; }
    [BindProperty] public List<Guid> Answered { get; set; } = [];

    public Annulment Annulment { get; private set; } = null!;
    public IReadOnlyList<AnnulmentCase> Rows { get; private set; } = [];

    /// <summary>As it is now, for who is to confirm; null once it was.</summary>
    public IReadOnlyList<FoundCase>? ToConfirm { get; private set; }

    public IReadOnlyList<Refund> RefundList { get; private set; } = [];
    /// <summary>Cases of the list beyond those shown.</summary>
    public int MoreRefunds => Math.Max(0, Rows.Count(r => r.Effect == AnnulmentEffect.AsksWithdrawal && r.Outcome != AnnulmentOutcome.Pending) - RefundsShown);

    public int LettersToMake { get; private set; }
    public string? NoteProblem { get; private set; }
    public bool AddressesAreThere => refunds.AddressesAreThere;
    public bool IsMine => Annulment.ProposedById == Person.Required(User).Id;
    public IEnumerable<AnnulmentCase> Unanswered => Rows.Where(r => r.Outcome == AnnulmentOutcome.Requested);

    public int Count(AnnulmentOutcome outcome) => Rows.Count(r => r.Outcome == outcome);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken ct) => Told(await desk.Confirm(Id, Seen, Person.Required(User).Actor, ct), "told.confirmed");

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct) => Told(await desk.Cancel(Id, Person.Required(User).Actor, ct), "told.cancelled");

    public async Task<IActionResult> OnPostLettersAsync(CancellationToken ct)
    {
        var (made, unknown) = await refunds.MakeLetters(Id, Person.Required(User).Actor, ct);
        TempData.Tell(texts["told.letters", made] + (unknown > 0 ? " " + texts["told.letters.unknown", unknown] : ""), tone: unknown > 0 ? Tone.Warning : Tone.Ok);
        return RedirectToPage(new { id = Id });
    }

    public Task<IActionResult> OnPostWithdrawnAsync(CancellationToken ct) => Answer(true, ct);

    public Task<IActionResult> OnPostRefusedAsync(CancellationToken ct) => Answer(false, ct);

    private async Task<IActionResult> Answer(bool withdrawn, CancellationToken ct)
    {
        string note = Note?.Trim() ?? "";
        if (note.Length is 0 or > Annulment.MaxWhy || Answered.Count == 0)
        {
            NoteProblem = texts[Answered.Count == 0 ? "answer.none" : "answer.note.missing"];
            return await Show(ct);
        }

        int done = await desk.Answer(Id, Answered, withdrawn, note, Person.Required(User).Actor, ct);
        TempData.Tell(texts[done == 1 ? "told.answered.one" : "told.answered", done]);
        return RedirectToPage(new { id = Id });
    }

    private RedirectToPageResult Told(AnnulmentStep step, string done)
    {
        TempData.Tell(texts[step == AnnulmentStep.Done ? done : "step." + Kebab.Name(step)], tone: step == AnnulmentStep.Done ? Tone.Ok : Tone.Danger);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        if (await desk.Find(Id, ct) is not { } annulment) return NotFound();
        (Annulment, Rows) = (annulment, await desk.Cases(Id, ct));
        if (annulment.ConfirmedAt is null && annulment.CancelledAt is null)
        {
            ToConfirm = await finder.Find(annulment.Ground, ct);
            Seen = FoundCase.MarkOf(ToConfirm);
        }
        else if (annulment.ConfirmedAt is not null)
        {
            RefundList = await refunds.Of(Id, RefundsShown, Person.Required(User).Actor, ct);
            LettersToMake = await refunds.LettersToMake(Id, ct);
        }

        ModelState.Clear();
        return Page();
    }
}
