using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>Messages that central refused in the last 72 hours: by reason, with what was expected, and nothing of what they said.</summary>
public sealed class DeadLettersModel(DeadLetterList letters) : PageModel
{
    /// <summary>Letters shown at most; the counts are of all.</summary>
    public const int MostShown = 200;

    /// <summary>Only this reason, by its wire name; anything else shows all.</summary>
    [BindProperty(SupportsGet = true, Name = "reden")] public string? Wanted { get; set; }

    public DeadLetterReason? Reason { get; private set; }

    public IReadOnlyDictionary<DeadLetterReason, int> Counts { get; private set; } = new Dictionary<DeadLetterReason, int>();

    public IReadOnlyList<DeadLetterItem> Letters { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Reason = Enum.GetValues<DeadLetterReason>().Cast<DeadLetterReason?>().FirstOrDefault(r => r!.Value.WireName() == Wanted);
        Counts = await letters.CountByReason(ct);
        Letters = await letters.List(Reason, MostShown, ct);
    }
}
