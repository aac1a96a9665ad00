using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Venstertijden.Central.Features.Supplying;

/// <summary>Passages without a verdict: first those that an official can help, then those that wait for something else.</summary>
public sealed class IndexModel(SupplyDesk desk, IClock clock) : PageModel
{
    public IReadOnlyList<UndecidedItem> ToHelp { get; private set; } = [];
    public IReadOnlyList<UndecidedItem> Others { get; private set; } = [];
    public Instant Now { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        var all = await desk.List(ct);
        (ToHelp, Others) = ([.. all.Where(i => i.CanBeHelped)], [.. all.Where(i => !i.CanBeHelped)]);
    }
}
