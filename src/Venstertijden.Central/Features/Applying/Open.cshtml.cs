using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Venstertijden.Central.Features.Applying;

/// <summary>What must be decided, the soonest due in front.</summary>
public sealed class OpenModel(ApplicationDesk desk) : PageModel
{
    public IReadOnlyList<(ExemptionApplication Row, string Firm)> Applications { get; private set; } = [];
    public LocalDate Today => desk.Today;

    public async Task OnGetAsync(CancellationToken ct) => Applications = await desk.Open(ct);
}
