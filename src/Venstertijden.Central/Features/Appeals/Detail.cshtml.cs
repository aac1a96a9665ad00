using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>One request: the statement to sign, and what was decided.</summary>
public sealed class DetailModel(AppealDesk desk, IStringLocalizer<AppealTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Addition { get; set; }
    [BindProperty] public string? Outcome { get; set; }
    [BindProperty] public string? DecidedOn { get; set; }
    [BindProperty] public string? Note { get; set; }

    /// <summary>The plate was another one.</summary>
    [BindProperty] public bool Misread { get; set; }

    public AppealRequest Appeal { get; private set; } = null!;

    /// <summary>The statement as it would be signed; null when its case was erased.</summary>
    public Sheet? Draft { get; private set; }

    public bool ProposesWithdrawal { get; private set; }
    public string? AdditionProblem { get; private set; }
    public string? OutcomeProblem { get; private set; }
    public string? DecidedProblem { get; private set; }
    public LocalDate Today => desk.Today;

    private Officer Me
    {
        get
        {
            var person = Person.Required(User);
            return new Officer(person.Actor, person.OfficerNumber ?? "");
        }
    }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public Task<IActionResult> OnPostPreviewAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostSignAsync(CancellationToken ct)
    {
        string addition = Addition?.Trim() ?? "";
        if (addition.Length > AppealRequest.MaxText)
        {
            AdditionProblem = texts["addition.long", AppealRequest.MaxText];
            return await Show(ct);
        }

        return Told(await desk.Sign(Id, addition, Me, ct), "told.signed");
    }

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct)
    {
        var outcome = Enum.GetValues<AppealOutcome>().Where(o => Kebab.Name(o) == Outcome).Select(o => (AppealOutcome?)o).FirstOrDefault();
        var on = LocalDatePattern.Iso.Parse(DecidedOn ?? "");
        if (outcome is null) OutcomeProblem = texts["missing"];
        if (!on.Success) DecidedProblem = texts["date"];
        else if (on.Value > Today) DecidedProblem = texts["received.future"];
        string note = Note?.Trim() ?? "";
        return OutcomeProblem is null && DecidedProblem is null ? Told(await desk.Decide(Id, outcome!.Value, on.Value, note.Length <= 300 ? note : note[..300], Misread, Me.Actor, ct), "told.decided") : await Show(ct);
    }

    private RedirectToPageResult Told(AppealStep step, string done)
    {
        TempData.Tell(texts[step == AppealStep.Done ? done : "step." + Kebab.Name(step)], tone: step == AppealStep.Done ? Tone.Ok : Tone.Danger);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        if (await desk.Find(Id, ct) is not { } request) return NotFound();
        Appeal = request;
        if (request.Outcome is null) Draft = await desk.Draft(request, Addition?.Trim() ?? "", Me, ct);
        ProposesWithdrawal = await desk.IsProposedForWithdrawal(request.CaseId, ct);
        ModelState.Clear();
        return Page();
    }
}
