using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>The rounds that were signed, with what they found.</summary>
public sealed class PastModel(InspectionDesk desk) : PageModel
{
    public IReadOnlyList<PastRound> Rounds { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rounds = await desk.Past(ct);
}
