using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>Which cases, and what would become of each: then it is proposed to a second officer.</summary>
public sealed class NewModel(AnnulmentDesk desk, AnnulmentFinder finder, CentralDb db, IStringLocalizer<AnnulmentTexts> texts) : PageModel
{
    public const int Shown = 500;

    [BindProperty(SupportsGet = true, Name = "stuk")] public Guid? PaperId { get; set; }
    [BindProperty(SupportsGet = true, Name = "zaak")] public string? CaseNumber { get; set; }
    [BindProperty(SupportsGet = true, Name = "camera")] public string? Camera { get; set; }
    [BindProperty(SupportsGet = true, Name = "regel")] public string? Regime { get; set; }
    [BindProperty(SupportsGet = true, Name = "van")] public string? From { get; set; }
    [BindProperty(SupportsGet = true, Name = "tot")] public string? LastDay { get; set; }
    [BindProperty] public string? Why { get; set; }
    [BindProperty] public string? Seen { get; set; }

    public IReadOnlyList<EnrolledCamera> Cameras { get; private set; } = [];

    /// <summary>Papers that were withdrawn or found a fault: what a list can be made of.</summary>
    public IReadOnlyList<Paper> Papers { get; private set; } = [];

    /// <summary>What was found; null before anything was asked.</summary>
    public IReadOnlyList<FoundCase>? Found { get; private set; }

    public string? FromProblem { get; private set; }
    public string? LastDayProblem { get; private set; }
    public string? GroundProblem { get; private set; }
    public string? WhyProblem { get; private set; }
    public string? Problem { get; private set; }

    private bool IsAsked => PaperId is not null || new[] { CaseNumber, Camera, Regime, From, LastDay }.Any(t => !string.IsNullOrEmpty(t));

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Ground() is not { } ground) return await Show(ct);
        var (step, id) = await desk.Propose(ground, Why?.Trim() ?? "", Seen, Person.Required(User).Actor, ct);
        if (step == AnnulmentStep.Done)
        {
            TempData.Tell(texts["told.proposed"]);
            return Redirect($"/intrekken/{id}");
        }

        if (step == AnnulmentStep.WhyMissing) WhyProblem = texts["step.why-missing"];
        else Problem = texts["step." + Kebab.Name(step)];
        return await Show(ct);
    }

    /// <summary>What was asked, if it can be read; else the problems say what not.</summary>
    private AnnulmentGround? Ground()
    {
        var (from, last) = (Day(From, t => FromProblem = t), Day(LastDay, t => LastDayProblem = t));
        CameraId? camera = CameraId.TryParse(Camera ?? "", out var known) ? known : null;
        Regime? regime = Enum.GetValues<Regime>().Where(r => Kebab.Name(r) == Regime).Select(r => (Regime?)r).FirstOrDefault();
        string? number = string.IsNullOrWhiteSpace(CaseNumber) ? null : CaseNumber.Trim();
        if (FromProblem is not null || LastDayProblem is not null)
            return null;
        if (from > last) LastDayProblem = texts["ground.order"];
        // Without a first and a last day it would be every case there ever was.
        else if (PaperId is null && number is null && (from is null || last is null)) GroundProblem = texts["ground.missing"];
        return LastDayProblem is null && GroundProblem is null ? new AnnulmentGround(PaperId, number, null, camera, regime, from, last) : null;
    }

    private LocalDate? Day(string? text, Action<string> problem)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var read = LocalDatePattern.Iso.Parse(text);
        if (!read.Success) problem(texts["ground.date"]);
        return read.Success ? read.Value : null;
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        Cameras = await db.Cameras.AsNoTracking().OrderBy(c => c.DisplayName).ToListAsync(ct);
        Papers = await db.Papers.AsNoTracking().Where(p => p.WithdrawnAt != null || p.Fault != null).OrderByDescending(p => p.FiledAt).Take(100).ToListAsync(ct);
        if (IsAsked && Ground() is { } ground)
        {
            Found = await finder.Find(ground, ct);
            Seen = FoundCase.MarkOf(Found);
        }

        ModelState.Clear();
        return Page();
    }
}
