using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Exemptions;

namespace Venstertijden.Central.Features.Applying;

/// <summary>One application beside its papers and what register and rules say: ask, grant or refuse, with the letter before it leaves.</summary>
public sealed class DecideModel(ApplicationLibrary library, ApplicationDesk desk, FactsLoader facts, LivePolicies policies, IOptions<WebOptions> web, IStringLocalizer<ApplyingTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Text { get; set; }
    [BindProperty] public string? From { get; set; }
    [BindProperty] public string? LastDay { get; set; }
    [BindProperty] public string? Choice { get; set; }

    public ApplicationView View { get; private set; } = null!;
    public ExemptionRule? Rule { get; private set; }
    public IReadOnlyList<ConditionCheck> Checks { get; private set; } = [];

    /// <summary>The letter as it would leave; null before it is asked for.</summary>
    public Sheet? Letter { get; private set; }

    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);
    public LocalDate Today => library.Today;

    private Person Me => Person.Required(User);

    public string? Problem(string field) => Problems.GetValueOrDefault(field);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct) => await After(await desk.Ask(Id, Text?.Trim() ?? "", Me.Actor, ct), "told.asked", ct);

    /// <summary>Shows the letter, or decides once it was seen.</summary>
    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct)
    {
        var (from, last, reason) = (TypedDay.Of(From), TypedDay.Of(LastDay), Text?.Trim() ?? "");
        bool grants = Choice is "grant" or "grant-seen";
        if (grants && from is null) Problems["From"] = texts["bad.day"];
        if (grants && (last is null || last < from)) Problems["LastDay"] = texts["bad.last"];
        if (!grants && reason.Length == 0) Problems["Text"] = texts["step.text-missing"];
        if (Problems.Count > 0)
            return await Show(ct);
        if (Choice is "grant" or "refuse")
        {
            Letter = await desk.Preview(Id, grants ? LetterKind.ExemptionGranted : LetterKind.ExemptionRefused, from ?? Today, last ?? Today, reason, Me.Actor, ct);
            return await Show(ct);
        }

        return await After(grants ? await desk.Grant(Id, from!.Value, last!.Value, reason, Me.Actor, ct) : await desk.Refuse(Id, reason, Me.Actor, ct), grants ? "told.granted" : "told.refused", ct);
    }

    /// <summary>Ends a granted exemption.</summary>
    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct) => await After(await desk.End(Id, null, Text?.Trim() ?? "", Me.Actor, ct), "told.ended", ct);

    private async Task<IActionResult> After(ApplicationStep step, string told, CancellationToken ct)
    {
        if (step == ApplicationStep.NotFound)
            return NotFound();
        if (step == ApplicationStep.TextMissing)
        {
            Problems["Text"] = texts["step.text-missing"];
            return await Show(ct);
        }

        TempData.Tell(texts[step == ApplicationStep.Done ? told : "step.too-late"], tone: step == ApplicationStep.Done ? Tone.Ok : Tone.Warning);
        return Redirect(step == ApplicationStep.Done && told is not "told.ended" ? "/ontheffingen-beoordelen" : $"/ontheffingen-beoordelen/{Id}");
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        if (await library.Find(Id, null, Me.Actor, ct) is not { } view)
            return NotFound();
        View = view;
        From ??= LocalDatePattern.Iso.Format(view.Row.From);
        LastDay ??= LocalDatePattern.Iso.Format(view.Row.LastDay);
        Rule = ExemptionKinds.TryParse(view.Row.Kind, out var kind) ? ExemptionFinder.RuleOf(kind, policies.Current, Today, web.Value.Site.Value) : null;
        var known = facts.Latest(web.Value.Site);
        if (Rule is not null && view.Row.IsOpen)
            Checks = ApplicationChecks.Of(Rule, known.Vehicle(view.Row.Plate, view.Row.From), known.Exemptions(view.Row.Plate), view.Row.From, view.Row.LastDay);
        return Page();
    }
}
