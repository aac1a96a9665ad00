using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>Messages that central refused in the last 72 hours: by reason, with what was expected, and nothing of what they said; each may be offered again.</summary>
public sealed class DeadLettersModel(DeadLetterList letters, DeadLetterDesk desk, CentralOptions options, IStringLocalizer<CameraTexts> texts) : PageModel
{
    /// <summary>Letters shown at most; the counts are of all.</summary>
    public const int MostShown = 200;

    /// <summary>Only this reason, by its wire name; anything else shows all.</summary>
    [BindProperty(SupportsGet = true, Name = "reden")] public string? Wanted { get; set; }

    public DeadLetterReason? Reason { get; private set; }

    public IReadOnlyDictionary<DeadLetterReason, int> Counts { get; private set; } = new Dictionary<DeadLetterReason, int>();

    public IReadOnlyList<DeadLetterItem> Letters { get; private set; } = [];

    /// <summary>How many were ever erased before their time, because more came than are kept.</summary>
    public long Dropped { get; private set; }

    public int MostKept => options.DeadLetters.MostKept;

    private Person Me => Person.Required(User);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Reason = ReasonOf(Wanted);
        Counts = await letters.CountByReason(ct);
        Letters = await letters.List(Reason, MostShown, ct);
        Dropped = await letters.Dropped(ct);
    }

    public async Task<IActionResult> OnPostOfferAsync(Guid letter, CancellationToken ct)
    {
        TempData.Tell(await desk.Offer(letter, Me.Actor, ct), texts);
        return RedirectToPage(new { reden = Wanted });
    }

    public async Task<IActionResult> OnPostOfferAllAsync(CancellationToken ct)
    {
        if (ReasonOf(Wanted) is { } reason)
            TempData.Tell(await desk.OfferAll(reason, Me.Actor, ct), texts);
        return RedirectToPage(new { reden = Wanted });
    }

    private static DeadLetterReason? ReasonOf(string? wireName) => Enum.GetValues<DeadLetterReason>().Cast<DeadLetterReason?>().FirstOrDefault(r => r!.Value.WireName() == wireName);
}
