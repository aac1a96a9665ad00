using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Proof;

/// <summary>A case on one sheet of paper: for a hearing, a file, a question by telephone. The look is on record.</summary>
public sealed class PrintModel(CaseLibrary library, CaseExplanation explanation, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public CaseOnScreen Case { get; private set; } = null!;
    public Person Me => Person.Required(User);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await library.Look(Id, Me.Actor, "afdrukken", ct) is not { } view) return NotFound();
        var (judged, explained) = explanation.Of(view, Language.IsEnglish);
        Case = new CaseOnScreen(view, judged, explained, new Officer(Me.Actor, Me.OfficerNumber ?? ""), null, clock.GetCurrentInstant());
        // Who may still have to judge it reads the plate himself first; the dossier's page says so.
        return Case.ShowsPlate ? Page() : Redirect($"/zaak/{Id}/dossier");
    }
}
