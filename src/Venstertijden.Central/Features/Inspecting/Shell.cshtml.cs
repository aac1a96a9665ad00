using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>The same form as a phone keeps it: no name, no token, nothing of a person.</summary>
public sealed class ShellModel(InspectionDesk desk, IClock clock) : PageModel
{
    public RoundView Round { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Round = new RoundView(await desk.Route(ct), DutchTime.Local(clock.GetCurrentInstant()).Date, null, [], null);
}
