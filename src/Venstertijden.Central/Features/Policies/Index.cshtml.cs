using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Policies;

/// <summary>Which rules hold, now or on another day, by what was known then; and the drafts that are under way.</summary>
public sealed class IndexModel(PolicyDesk desk, LivePolicies live, CentralDb db, PolicyInWords words, IClock clock, IOptions<WebOptions> web, IStringLocalizer<PolicyTexts> texts) : PageModel
{
    private static readonly LocalDateTimePattern Typed = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>The day that is looked at, as typed.</summary>
    [BindProperty(SupportsGet = true, Name = "op")] public string? On { get; set; }

    /// <summary>The moment of knowing, as typed.</summary>
    [BindProperty(SupportsGet = true, Name = "bekend")] public string? Known { get; set; }

    public LocalDate Date { get; private set; }
    public LocalDate Today { get; private set; }
    public Instant? KnownAt { get; private set; }
    public bool IsNow => On is null && Known is null;
    public string? Problem { get; private set; }
    public string? UploadProblem { get; private set; }
    public IReadOnlyList<ZoneRules> Zones { get; private set; } = [];
    public IReadOnlyList<PolicyDraft> Drafts { get; private set; } = [];
    public IReadOnlyList<PolicyError> Faults => live.Faults;
    public bool MayDraft => Person.Required(User).May(Permissions.DraftRules);
    public PolicyInWords Words => words;

    /// <summary>The next change of the clock, rehearsed; null on another day than today.</summary>
    public RehearsalOnScreen? Rehearsal { get; private set; }

    /// <summary>Cameras that only count, by zone: what P3 calls counting before enforcing.</summary>
    public ILookup<string, string> CountedOnly { get; private set; } = Enumerable.Empty<string>().ToLookup(x => x);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = DutchTime.Local(clock.GetCurrentInstant()).Date;
        Date = Today;
        if (!string.IsNullOrWhiteSpace(On))
        {
            var read = LocalDatePattern.Iso.Parse(On);
            if (read.Success) Date = read.Value;
            else Problem = texts["rules.pick.bad"];
        }

        if (!string.IsNullOrWhiteSpace(Known))
        {
            var read = Typed.Parse(Known.Length == 10 ? Known + "T23:59" : Known);
            if (read.Success) KnownAt = read.Value.InZoneLeniently(Written.Zone).ToInstant();
            else Problem = texts["rules.pick.bad"];
        }

        Rehearsal = IsNow ? RehearsalOnScreen.Of(live.Current, web.Value.Site, clock.GetCurrentInstant()) : null;
        Zones = ZoneRules.Of(await desk.Stored(ct), Date, KnownAt, Today);
        Drafts = await desk.Open(ct);
        var cameras = await db.Cameras.AsNoTracking().Where(c => c.PedestrianMode == EnforcementMode.Count || c.ZeroEmissionMode == EnforcementMode.Count).ToListAsync(ct);
        CountedOnly = cameras.SelectMany(c => new (EnforcementMode Mode, string Regime)[] { (c.PedestrianMode, "pedestrian-zone"), (c.ZeroEmissionMode, "zero-emission-zone") }
            .Where(m => m.Mode == EnforcementMode.Count).Select(m => (c.Zone, Text: $"{c.DisplayName} ({texts["regime." + m.Regime]})"))).ToLookup(x => x.Zone, x => x.Text);
    }

    /// <summary>A draft that begins as the version that was pointed at.</summary>
    public async Task<IActionResult> OnPostStartAsync(string document, int number, CancellationToken ct)
    {
        var person = Person.Required(User);
        if (!person.May(Permissions.DraftRules)) return Forbid();
        return await desk.StartFrom(document, number, texts["draft.title.default", $"{document}/{number}"], person, ct) is { } draft
            ? RedirectToPage("Draft", new { id = draft.Id })
            : NotFound();
    }

    public async Task<IActionResult> OnPostUploadAsync(IFormFile? file, CancellationToken ct)
    {
        var person = Person.Required(User);
        if (!person.May(Permissions.DraftRules)) return Forbid();
        if (await Upload.Text(file, ct) is { } yaml)
            return RedirectToPage("Draft", new { id = (await desk.Start(yaml, null, Path.GetFileNameWithoutExtension(file!.FileName) is { Length: > 0 and <= 120 } name ? name : "upload", person, ct)).Id });
        UploadProblem = texts["drafts.upload.none", PolicyDraft.MaxYaml / 1000];
        await OnGetAsync(ct);
        return Page();
    }
}
