using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>Does every camera see, read and deliver? Read from three metres.</summary>
public sealed class IndexModel(CameraOverview overview, LivePolicies policies, FactsLoader facts, IClock clock) : PageModel
{
    /// <summary>In one order always, so that a tile stays where it is when its state changes.</summary>
    public IReadOnlyList<CameraSignals> Cameras { get; private set; } = [];

    public IReadOnlyList<CameraSignals> Unwell => [.. Cameras.Where(c => !c.IsWell)];
    /// <summary>Documents that cannot go live: who keeps the machines also keeps their folder.</summary>
    public IReadOnlyList<PolicyError> PolicyFaults => policies.Faults;

    /// <summary>How the copy of the register stands: who keeps the machines brings it daily. Null with the bundled sample.</summary>
    public CopyState? Register => CopyState.Of(facts.Shelf, clock.GetCurrentInstant());

    public Instant Now { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        Cameras = [.. (await overview.List(ct)).Select(CameraSignals.Of)];
    }
}
