using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Venstertijden.Central.Features.Applying;

/// <summary>What must be decided, the soonest due in front.</summary>
public sealed class OpenModel(ApplicationLibrary library) : PageModel
{
    public IReadOnlyList<(ExemptionApplication Row, string Firm)> Applications { get; private set; } = [];
    public LocalDate Today => library.Today;

    public async Task OnGetAsync(CancellationToken ct) => Applications = await library.Open(ct);
}
