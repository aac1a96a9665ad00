using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>One refused message: why, from where, how it was built; never a plate. To open it is on record.</summary>
public sealed class LetterModel(DeadLetterDesk desk, IStringLocalizer<CameraTexts> texts) : PageModel
{
    public LetterLook Look { get; private set; } = null!;

    private Person Me => Person.Required(User);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await desk.Look(id, Me.Actor, ct) is not { } look)
        {
            TempData.Tell(texts["letters.fate.gone"], tone: Tone.Warning);
            return Redirect("/dode-letters");
        }

        Look = look;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var fate = await desk.Offer(id, Me.Actor, ct);
        TempData.Tell(fate, texts);
        return fate is RefusedAgain or NotOffered ? RedirectToPage(new { id }) : Redirect("/dode-letters");
    }
}
