using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Supplying;

/// <summary>One undecided passage: its plate is read, or a register fact recorded, and the rules judge it anew.</summary>
public sealed class SupplyModel(SupplyDesk desk, IClock clock, IStringLocalizer<SupplyTexts> texts) : PageModel
{
    /// <summary>Countries offered beside the Netherlands: the most seen on Dutch roads.</summary>
    public static IReadOnlyList<string> Countries { get; } = ["NL", "BE", "DE", "PL", "LT", "RO", "BG", "FR", "GB", "LU", "CZ", "HU", "ES", "IT", "UA"];

    public static IReadOnlyList<string> FuelChoices { get; } = ["Benzine", "Diesel", "LPG", "CNG", "LNG", "Alcohol", "Elektriciteit", "Waterstof"];

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public long Version { get; set; }
    [BindProperty] public string? Typed { get; set; }
    [BindProperty] public string? Country { get; set; }
    [BindProperty] public string? ReadFrom { get; set; }
    [BindProperty] public FactsEntry Facts { get; set; } = new();

    public UndecidedOnScreen Passage { get; private set; } = null!;
    public Instant Now { get; private set; }
    public IReadOnlyDictionary<string, string> Problems { get; private set; } = new Dictionary<string, string>();

    private Person Me => Person.Required(User);

    public string? ProblemOf(string field) => Problems.TryGetValue(field, out string? key) ? texts[key].Value : null;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostReadAsync(CancellationToken ct) => await After(await desk.Read(Id, Version, Me.Actor, Typed ?? "", Country ?? "NL", ReadFrom, ct), ct);

    public async Task<IActionResult> OnPostFactsAsync(CancellationToken ct) => await After(await desk.Record(Id, Version, Me.Actor, Facts, ct), ct);

    public Task<IActionResult> OnPostNextAsync(CancellationToken ct) => ToNext(ct);

    public async Task<IActionResult> OnPostGiveUpAsync(CancellationToken ct)
    {
        bool done = await desk.GiveUp(Id, Me.Actor, back: false, ct);
        TempData.Tell(texts[done ? "told.given-up" : "gone"], done ? $"/feiten/{Id}?handler=TakeBack" : null);
        return await ToNext(ct);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        await desk.GiveUp(Id, Me.Actor, back: true, ct);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> After(SupplyOutcome outcome, CancellationToken ct)
    {
        if (outcome.Settled is not { } settled)
        {
            Problems = outcome.Problems;
            return await Show(ct);
        }

        if (settled.Verdict == VerdictCode.Undecided)
        {
            TempData.Tell(texts["told.still." + settled.Reason.Code()], tone: Tone.Warning);
            return RedirectToPage(new { id = Id });
        }

        TempData.Tell(settled.CaseNumber is { } number ? texts["told.case", number] : texts[settled.Verdict == VerdictCode.Allowed ? "told.allowed" : "told.not-enforceable"]);
        return await ToNext(ct);
    }

    private async Task<IActionResult> ToNext(CancellationToken ct) => await desk.Next(Id, ct) is { } next ? RedirectToPage(new { id = next }) : RedirectToPage("Index");

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        if (await desk.Look(Id, Me.Actor, Language.IsEnglish, ct) is not { } passage)
        {
            TempData.Tell(texts["gone"], tone: Tone.Warning);
            return RedirectToPage("Index");
        }

        Passage = passage;
        ModelState.Remove(nameof(Version));
        Version = passage.Version;
        return Page();
    }
}
