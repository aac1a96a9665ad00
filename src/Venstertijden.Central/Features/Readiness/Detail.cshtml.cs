using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>The file of one camera and one regime: what counts, and what was ever filed.</summary>
public sealed class DetailModel(ReadinessOverview overview, ReadinessDesk desk, CentralDb db) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Camera { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Regime { get; set; } = "";

    public ReadinessRow Row { get; private set; } = null!;

    /// <summary>All papers about it, by kind, newest first.</summary>
    public ILookup<PaperKind, Paper> Papers { get; private set; } = null!;

    public ILookup<Guid, PaperUpload> Uploads { get; private set; } = null!;
    public LocalDate Today => overview.Today;
    public bool MayFile => Person.Required(User).May(Permissions.FilePapers);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!CameraId.TryParse(Camera, out var camera) || RegimeOf(Regime) is not { } regime || await overview.Row(camera, regime, ct) is not { } row)
            return NotFound();
        Row = row;
        var papers = (await ReadinessFile.Read(db, row.Camera.Zone, camera, ct)).About(row.Camera.Zone, camera, regime).ToArray();
        Papers = papers.Reverse().ToLookup(p => p.Kind);
        Uploads = await desk.Uploads([.. papers.Select(p => p.Id)], ct);
        return Page();
    }

    internal static Regime? RegimeOf(string code) => Enum.GetValues<Regime>().Select(r => (Regime?)r).FirstOrDefault(r => Kebab.Name(r!.Value) == code);
}
