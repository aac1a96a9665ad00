using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Review;

/// <summary>What must I judge now? Oldest target first; what is shown stands in the address, so that it can be shared.</summary>
public sealed class QueueModel(CaseQueue queue, CaseLibrary library, ReadinessOverview readiness, Supplying.SupplyDesk supply, IClock clock, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The tabs: the word in the address, and the states behind it.</summary>
    public static IReadOnlyList<(string Word, CaseState[] States)> Tabs { get; } =
    [
        ("beoordelen", [CaseState.Ready, CaseState.SecondOpinion]),
        ("wacht", [CaseState.New, CaseState.Settling, CaseState.AwaitingEvidence, CaseState.RepeatPending]),
        ("afgehandeld", [CaseState.Approved, CaseState.Rejected, CaseState.WarningLetter, CaseState.Lapsed, CaseState.Exported, CaseState.Accepted, CaseState.Refused, CaseState.Closed]),
    ];

    [BindProperty(SupportsGet = true, Name = "toon")] public string? Show { get; set; }
    [BindProperty(SupportsGet = true, Name = "reden")] public string? Reason { get; set; }
    [BindProperty(SupportsGet = true, Name = "camera")] public string? Camera { get; set; }
    [BindProperty(SupportsGet = true, Name = "van")] public string? Whose { get; set; }
    [BindProperty(SupportsGet = true, Name = "pagina")] public int PageNumber { get; set; } = 1;

    /// <summary>A case number or a plate; sent by form only, so that no plate comes into an address.</summary>
    [BindProperty] public string? Sought { get; set; }

    public IReadOnlyList<QueueItem> Items { get; private set; } = [];
    public IReadOnlyDictionary<CaseState, int> Counts { get; private set; } = new Dictionary<CaseState, int>();
    public int Found { get; private set; }
    public string? SearchProblem { get; private set; }

    /// <summary>What a search found; null when nobody searched.</summary>
    public IReadOnlyList<CaseRow>? SearchResult { get; private set; }

    /// <summary>Cameras that lack a paper today, or hold up a case for want of one.</summary>
    public IReadOnlyList<ReadinessRow> Lacking { get; private set; } = [];

    /// <summary>Passages that lack a fact that an official can add.</summary>
    public int LackFacts { get; private set; }

    public Instant Now { get; private set; }
    public Person Officer => Person.Required(User);
    public string Tab => Tabs.Any(t => t.Word == Show) ? Show! : Tabs[0].Word;
    public bool Mine => Whose == "mij";
    public bool IsFiltered => Mine || Reason is not null || Camera is not null;
    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);
    public int CountOf(string tab) => Tabs.First(t => t.Word == tab).States.Sum(s => Counts.GetValueOrDefault(s));

    public async Task OnGetAsync(CancellationToken ct) => await Load(ct);

    public async Task<IActionResult> OnPostSearchAsync(CancellationToken ct)
    {
        string sought = Sought?.Trim() ?? "";
        await Load(ct);
        if (await queue.FindByNumber(sought, ct) is { } id) return RedirectToPage("Judge", new { id });
        if (PlateText.TryParse(sought, CountryCode.Netherlands, out var plate))
            SearchResult = await library.OfPlate(plate.Text, Officer.Actor, "zoeken in de werkvoorraad", ct);
        else
            SearchProblem = texts[sought.Length == 0 ? "search.empty" : "search.neither"];
        return Page();
    }

    private async Task Load(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        Counts = await queue.CountByState(ct);
        LackFacts = await supply.CountToHelp(ct);
        Lacking = [.. (await readiness.Rows(ct)).Where(r => !r.IsReady)];
        var filter = new QueueFilter(Tabs.First(t => t.Word == Tab).States, Mine ? Officer.Id : null, CameraId.TryParse(Camera, out var camera) ? camera : null, Reason);
        Found = await queue.Count(filter, ct);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Items = await queue.List(filter with { Skip = (PageNumber - 1) * PageSize, Take = PageSize }, ct);
    }

    /// <summary>The address of this list with one thing changed.</summary>
    public string With(string? toon = null, string? reden = null, string? camera = null, string? van = null, int pagina = 1)
    {
        var parts = new (string Key, string? Value)[]
        {
            ("toon", (toon ?? Tab) is var tab && tab != Tabs[0].Word ? tab : null), ("reden", reden), ("camera", camera), ("van", van),
            ("pagina", pagina > 1 ? pagina.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
        };
        string query = string.Join('&', parts.Where(p => p.Value is { Length: > 0 }).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
        return "/werkvoorraad" + (query.Length > 0 ? "?" + query : "");
    }
}
