using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Letters;

/// <summary>Which warnings wait for a letter, and the letters that went.</summary>
public sealed class WarningsModel(WarningDesk desk, IStringLocalizer<LetterTexts> texts) : PageModel
{
    public const int Shown = 200;

    public IReadOnlyList<WaitingWarning> Waiting { get; private set; } = [];
    public IReadOnlyList<(Guid Batch, Instant At, string By, int Letters)> Batches { get; private set; } = [];
    public bool AddressesAreThere => desk.AddressesAreThere;
    public int ToMake => Waiting.Count(w => w.SentAs is null && !w.LacksPaper);
    public int Cases => Waiting.Sum(w => w.Cases.Count);

    public async Task OnGetAsync(CancellationToken ct) => (Waiting, Batches) = (await desk.Waiting(ct), await desk.Batches(ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var run = await desk.Make(Person.Required(User).Actor, ct);
        TempData.Tell(texts["warnings.told", run.Made, run.Covered] + (run.Unknown == 0 ? "" : " " + texts["warnings.told.unknown", run.Unknown]), tone: run.Unknown == 0 ? Tone.Ok : Tone.Warning);
        return RedirectToPage();
    }
}
