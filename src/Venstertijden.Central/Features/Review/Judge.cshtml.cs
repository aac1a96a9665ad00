using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register.Live;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Review;

/// <summary>
/// One case before one officer: first he reads the plate himself, then he sees what the machine read, what the rules say and
/// what the evidence lacks, and decides. Every form carries the version that it was drawn with.
/// </summary>
public sealed class JudgeModel(ReviewDesk desk, CaseLibrary library, CaseQueue queue, CaseExplanation explanation, FactsLoader facts, RegisterDesk register, Data.CentralDb db, IClock clock, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public long Version { get; set; }
    [BindProperty] public string? Typed { get; set; }
    [BindProperty] public string? Why { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public string? Regime { get; set; }
    [BindProperty] public string? Contradiction { get; set; }
    [BindProperty] public bool PlateReadByMe { get; set; }
    [BindProperty] public bool SignSeen { get; set; }
    [BindProperty] public bool Driving { get; set; }
    [BindProperty] public bool NoLoadingSeen { get; set; }

    public CaseOnScreen Case { get; private set; } = null!;

    /// <summary>Why the last attempt did not go through; null when nothing was tried.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Which fold the refused attempt came from, to be shown open again.</summary>
    public string? Tried { get; private set; }

    /// <summary>Comments of the person concerned that nobody has marked as read.</summary>
    public int UnreadComments { get; private set; }

    private Person Me => Person.Required(User);
    private Officer Officer => new(Me.Actor, Me.OfficerNumber ?? "");
    private Finding Finding => new(PlateReadByMe, SignSeen, Driving, NoLoadingSeen);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Show(ct);

    public Task<IActionResult> OnPostReadAsync(CancellationToken ct) =>
        Try("read", stayHere: true, () => desk.ReadBlind(Id, Version, Officer, Typed ?? "", ct), ct);

    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) =>
        Try("approve", stayHere: false, () => desk.Approve(Id, Version, Officer, new ApproveRequest(Regime ?? "", Finding, Contradiction), ct), ct);

    public Task<IActionResult> OnPostRejectAsync(CancellationToken ct) =>
        Try("reject", stayHere: false, () => desk.Reject(Id, Version, Officer, Reason ?? "", Why, ct), ct);

    public Task<IActionResult> OnPostWarnAsync(CancellationToken ct) =>
        Try("warn", stayHere: false, () => desk.Warn(Id, Version, Officer, Finding, ct), ct);

    public Task<IActionResult> OnPostSecondAsync(CancellationToken ct) =>
        Try("second", stayHere: false, () => desk.AskSecondOpinion(Id, Version, Officer, Why ?? "", ct), ct);

    public Task<IActionResult> OnPostCorrectAsync(CancellationToken ct) =>
        Try("correct", stayHere: true, () => desk.CorrectPlate(Id, Version, Officer, Typed ?? "", Why ?? "", ct), ct);

    public Task<IActionResult> OnPostUndoAsync([FromQuery] long? version, CancellationToken ct) =>
        Try("undo", stayHere: true, () => desk.Undo(Id, version ?? Version, Officer, texts["undo.why"], ct), ct);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken ct) =>
        Try("reopen", stayHere: true, () => desk.Reopen(Id, Version, Officer, Why ?? "", ct), ct);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken ct) =>
        Try("close", stayHere: true, () => desk.CloseRefused(Id, Version, Officer, ct), ct);

    /// <summary>Lets this case go, unjudged, and opens the next.</summary>
    public async Task<IActionResult> OnPostNextAsync(CancellationToken ct)
    {
        await desk.Release(Id, Officer, ct);
        return await ToNext(ct);
    }

    /// <summary>Asks the register itself what the vehicle is: only for who has read the plate, and on record.</summary>
    public async Task<IActionResult> OnPostAskRegisterAsync(CancellationToken ct)
    {
        if (await Show(ct) is not PageResult || !Case.AsksRegister)
            return NotFound();
        var asked = await register.Ask(Case.Row.Number, Case.Plate.Kenteken!.Value, Me.Actor, ct);
        TempData.Tell(RegisterInWords.Of(asked, texts), tone: asked.Outcome == AskOutcome.Down ? Shared.Tags.Tone.Warning : Shared.Tags.Tone.Ok);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> Try(string what, bool stayHere, Func<Task<ReviewOutcome>> attempt, CancellationToken ct)
    {
        var outcome = await attempt();
        if (!outcome.IsDone)
        {
            (Refusal, Tried) = (outcome.Refusal, what);
            return outcome.Refusal is CaseNotFound ? NotFound() : await Show(ct);
        }

        string number = await queue.NumberOf(Id, ct) ?? "";
        if (stayHere)
        {
            if (what != "read") TempData.Tell(texts["done." + what, number]);
            return RedirectToPage(new { id = Id });
        }

        await desk.Release(Id, Officer, ct);
        long version = await queue.VersionOf(Id, ct);
        TempData.Tell(texts["done." + what, number], what == "second" ? null : $"/zaak/{Id}?handler=Undo&version={version}");
        return await ToNext(ct);
    }

    private async Task<IActionResult> ToNext(CancellationToken ct) =>
        await queue.Next(Me.Id, Id, ct) is { } next ? RedirectToPage(new { id = next }) : RedirectToPage("Queue");

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        var taken = await desk.Take(Id, Officer, ct);
        if (await library.Look(Id, Me.Actor, "beoordelen", ct) is not { } view) return NotFound();
        var (judged, explained) = explanation.Of(view, Language.IsEnglish);
        Case = new CaseOnScreen(view, judged, explained, Officer, taken.Refusal as TakenByColleague, clock.GetCurrentInstant())
        {
            Late = await db.LateTruths.AsNoTracking().Where(l => l.CaseId == Id && l.Status == LateStatus.Open && l.Effect == LateEffect.ProposesWithdrawal).OrderByDescending(l => l.FoundAt).FirstOrDefaultAsync(ct),
            CanAskRegister = register.IsOpen,
            BetterNeighbours = judged.Plate is { } plate ? NeighbourTest.Of(plate, view.Act.Message, facts.Latest(db.CurrentSite), judged.Facts.Time.Local.Date) : [],
        };
        UnreadComments = await db.OwnCaseKeys.AsNoTracking().Where(k => k.CaseId == Id).Select(k => k.Unread).FirstOrDefaultAsync(ct);
        // A field that holds what was posted wins over the value written here, except for the version.
        ModelState.Remove(nameof(Version));
        Version = view.Row.Version;
        return Page();
    }
}
