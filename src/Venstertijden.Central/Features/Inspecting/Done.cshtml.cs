using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>One signed round: what was found at each post, and what becomes of it.</summary>
public sealed class DoneModel(InspectionDesk desk, ReadinessDesk papers, CentralDb db) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Number { get; set; } = "";

    public PastRound Round { get; private set; } = null!;
    public ILookup<Guid, PaperUpload> Photos { get; private set; } = null!;

    /// <summary>Cases that lose their ground, by paper.</summary>
    public IReadOnlyDictionary<Guid, int> Touched { get; private set; } = null!;

    private Dictionary<CameraId, string> _names = [];

    public string NameOf(Paper paper) => paper.Camera is { } camera ? _names.GetValueOrDefault(camera, camera.Value) : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await desk.Find(Number, ct) is not { } round)
            return NotFound();
        Round = round;
        Photos = await papers.Uploads([.. round.Papers.Select(p => p.Id)], ct);
        Touched = await desk.Touched(round, ct);
        _names = await db.Cameras.AsNoTracking().ToDictionaryAsync(c => c.Camera, c => c.DisplayName, ct);
        return Page();
    }
}
