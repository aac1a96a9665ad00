using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Quality;

/// <summary>How sure the work is: brakes that are on, officers who agree, false flags, plates that were mistaken.</summary>
public sealed class IndexModel(QualityDesk desk, CentralOptions options, IStringLocalizer<QualityTexts> texts) : PageModel
{
    private const int LongestReason = 300;

    public IReadOnlyList<FloodBrake> On { get; private set; } = [];
    public IReadOnlyList<FloodBrake> Released { get; private set; } = [];
    public Agreement Agreement { get; private set; } = new(0, 0, 0);
    public IReadOnlyList<FalseFlagRow> FalseFlags { get; private set; } = [];
    public int Pairs { get; private set; }
    public IReadOnlyList<LookAlikePair> LatestPairs { get; private set; } = [];
    public IReadOnlyDictionary<string, string> CameraNames { get; private set; } = new Dictionary<string, string>();
    public int SamplePercent => options.Quality.SamplePercent;
    public Person Me => Person.Required(User);

    /// <summary>The brake whose reason is missing, to say so at its field.</summary>
    public Guid? ReasonMissing { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostReleaseAsync(Guid brake, string? reason, CancellationToken ct)
    {
        if (!Me.May(Permissions.ReleaseBrakes)) return Forbid();
        string said = reason?.Trim() ?? "";
        if (said.Length is 0 or > LongestReason)
        {
            ReasonMissing = brake;
            await Load(ct);
            return Page();
        }

        bool done = await desk.Release(brake, Me.Actor, said, ct);
        TempData.Tell(texts[done ? "told.released" : "told.gone"], tone: done ? Tone.Ok : Tone.Warning);
        return RedirectToPage();
    }

    /// <summary>A brake in words: what came faster than is normal.</summary>
    public string Said(FloodBrake brake) => brake.Kind switch
    {
        BrakeKind.Camera => texts["brake.camera", CameraNames.GetValueOrDefault(brake.Subject, brake.Subject), brake.Hits, brake.Band],
        BrakeKind.Plate => texts["brake.plate", brake.Hits, brake.Band],
        _ => texts["brake.town", brake.Hits, brake.Band],
    };

    private async Task Load(CancellationToken ct)
    {
        (On, Released, Agreement, FalseFlags) = (await desk.BrakesOn(ct), await desk.BrakesReleased(ct), await desk.Agreement(ct), await desk.FalseFlags(ct));
        (Pairs, LatestPairs) = await desk.LookAlikes(ct);
        CameraNames = await desk.CameraNames(ct);
    }
}
