using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>Does every camera see, read and deliver? Read from three metres.</summary>
public sealed class IndexModel(CameraOverview overview, LivePolicies policies, IClock clock) : PageModel
{
    /// <summary>In one order always, so that a tile stays where it is when its state changes.</summary>
    public IReadOnlyList<CameraSignals> Cameras { get; private set; } = [];

    public IReadOnlyList<CameraSignals> Unwell => [.. Cameras.Where(c => !c.IsWell)];
    /// <summary>Documents that cannot go live: who keeps the machines also keeps their folder.</summary>
    public IReadOnlyList<PolicyError> PolicyFaults => policies.Faults;

    public Instant Now { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        Cameras = [.. (await overview.List(ct)).Select(CameraSignals.Of)];
    }
}
