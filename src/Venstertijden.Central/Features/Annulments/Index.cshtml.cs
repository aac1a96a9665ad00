using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>What waits for a second officer, what runs, what is still unanswered, what is done.</summary>
public sealed class IndexModel(AnnulmentDesk desk) : PageModel
{
    public IReadOnlyList<(Annulment Annulment, IReadOnlyDictionary<AnnulmentOutcome, int> Cases)> All { get; private set; } = [];
    public int Open { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => (All, Open) = (await desk.List(ct), await desk.CountOpen(ct));

    /// <summary>Key of the text that says how far it is.</summary>
    public static string StateOf(Annulment annulment, IReadOnlyDictionary<AnnulmentOutcome, int> cases) =>
        annulment.CancelledAt is not null ? "state.cancelled" : annulment.ConfirmedAt is null ? "state.proposed" : annulment.FinishedAt is null ? "state.running" : cases.GetValueOrDefault(AnnulmentOutcome.Requested) > 0 ? "state.open" : "state.done";
}
