using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>Does every camera see, read and deliver? Read from three metres.</summary>
public sealed class IndexModel(CameraOverview overview, IClock clock) : PageModel
{
    /// <summary>In one order always, so that a tile stays where it is when its state changes.</summary>
    public IReadOnlyList<CameraSignals> Cameras { get; private set; } = [];

    public IReadOnlyList<CameraSignals> Unwell => [.. Cameras.Where(c => !c.IsWell)];
    public Instant Now { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        Cameras = [.. (await overview.List(ct)).Select(CameraSignals.Of)];
    }
}
