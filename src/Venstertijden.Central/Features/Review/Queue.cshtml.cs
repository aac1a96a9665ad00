using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Review;

/// <summary>What must I judge now? Oldest target first; what is shown stands in the address, so that it can be shared.</summary>
public sealed class QueueModel(
    CaseQueue queue, CaseLibrary library, ReviewDesk desk, ReadinessOverview readiness, Supplying.SupplyDesk supply, Quality.QualityDesk quality, IClock clock, IStringLocalizer<ReviewTexts> texts) : PageModel
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
    [BindProperty(SupportsGet = true, Name = "soort")] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true, Name = "reden")] public string? Reason { get; set; }
    [BindProperty(SupportsGet = true, Name = "camera")] public string? Camera { get; set; }
    [BindProperty(SupportsGet = true, Name = "van")] public string? Whose { get; set; }
    [BindProperty(SupportsGet = true, Name = "pagina")] public int PageNumber { get; set; } = 1;

    /// <summary>A case number or a plate; sent by form only, so that no plate comes into an address.</summary>
    [BindProperty] public string? Sought { get; set; }

    /// <summary>The cases that are ticked, each with the version that the page showed.</summary>
    [BindProperty] public List<string> Chosen { get; set; } = [];

    [BindProperty] public string? RejectFor { get; set; }
    [BindProperty] public string? Note { get; set; }

    public IReadOnlyList<QueueItem> Items { get; private set; } = [];

    /// <summary>Of the states in which nobody decided yet.</summary>
    public IReadOnlyDictionary<CaseState, int> Counts { get; private set; } = new Dictionary<CaseState, int>();
    public IReadOnlyList<(CameraId Camera, string Name)> Cameras { get; private set; } = [];
    public int Done { get; private set; }
    public int Found { get; private set; }
    public string? SearchProblem { get; private set; }
    public string? BulkProblem { get; private set; }

    /// <summary>What a search found; null when nobody searched.</summary>
    public IReadOnlyList<CaseRow>? SearchResult { get; private set; }

    /// <summary>Cameras that lack a paper today, or hold up a case for want of one.</summary>
    public IReadOnlyList<ReadinessRow> Lacking { get; private set; } = [];

    /// <summary>Passages that lack a fact that an official can add.</summary>
    public int LackFacts { get; private set; }

    /// <summary>Brakes on sanctions that are on.</summary>
    public int Brakes { get; private set; }

    public Instant Now { get; private set; }
    public Person Officer => Person.Required(User);
    public string Tab => Tabs.Any(t => t.Word == Show) ? Show! : Tabs[0].Word;
    public QueueAddress Address => new(Tab, Kind, Whose, Reason, Camera);
    public int Pages => Math.Max(1, (Math.Min(Found, CaseQueue.MostCounted) + PageSize - 1) / PageSize);

    /// <summary>Cases under a tab; of the last, at most <see cref="CaseQueue.MostCounted"/> + 1.</summary>
    public int CountOf(string tab) => tab == Tabs[^1].Word ? Done : Tabs.First(t => t.Word == tab).States.Sum(s => Counts.GetValueOrDefault(s));

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

    /// <summary>Rejects every ticked case for one reason; what a colleague has open or decided meanwhile stays as it is, and is told.</summary>
    public async Task<IActionResult> OnPostRejectAsync(CancellationToken ct)
    {
        var chosen = Chosen.Select(ChosenCase.Parse).OfType<ChosenCase>().Take(PageSize).ToList();
        if (chosen.Count == 0 || Review.Reject.Reasons.All(r => r.Code != RejectFor))
            return await Refuse(texts[chosen.Count == 0 ? "bulk.none" : "bulk.reason"], ct);
        var outcomes = new List<(ChosenCase Case, ReviewOutcome Outcome)>();
        foreach (var one in chosen)
            outcomes.Add((one, await desk.Reject(one.Id, one.Version, Me, RejectFor!, Note, ct)));
        var done = outcomes.Where(o => o.Outcome.IsDone).Select(o => new ChosenCase(o.Case.Id, o.Outcome.Version)).ToList();
        var refused = outcomes.Where(o => !o.Outcome.IsDone).ToList();
        if (done.Count == 0)
            return await Refuse(RefusalWords.Of(refused[0].Outcome.Refusal!, texts), ct);
        string told = done.Count == 1 ? texts["bulk.done.one"] : texts["bulk.done", done.Count];
        if (refused.Count > 0) told += " " + texts[refused.Count == 1 ? "bulk.left.one" : "bulk.left", refused.Count, RefusalWords.Of(refused[0].Outcome.Refusal!, texts)];
        TempData.Tell(told, "/werkvoorraad?handler=TakeBack&zaken=" + string.Join('.', done), refused.Count > 0 ? Tone.Warning : Tone.Ok);
        return Redirect(Address.Href);
    }

    /// <summary>Takes a rejection of many back; what was decided anew meanwhile stays.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync([FromQuery] string? zaken, CancellationToken ct)
    {
        int back = 0;
        foreach (var one in (zaken ?? "").Split('.').Select(ChosenCase.Parse).OfType<ChosenCase>().Take(PageSize))
            if ((await desk.Undo(one.Id, one.Version, Me, texts["undo.why"], ct)).IsDone) back++;
        TempData.Tell(back == 1 ? texts["bulk.back.one"] : texts["bulk.back", back]);
        return Redirect("/werkvoorraad");
    }

    private Officer Me => new(Officer.Actor, Officer.OfficerNumber ?? "");

    private async Task<IActionResult> Refuse(string problem, CancellationToken ct)
    {
        BulkProblem = problem;
        await Load(ct);
        return Page();
    }

    private async Task Load(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        Counts = await queue.CountOpen(ct);
        Done = await queue.Count(new QueueFilter(Tabs[^1].States), ct);
        LackFacts = await supply.CountToHelp(ct);
        Brakes = await quality.CountBrakesOn(ct);
        Cameras = await queue.Cameras(ct);
        Lacking = [.. (await readiness.Rows(ct)).Where(r => !r.IsReady)];
        var states = Kind == QueueAddress.SecondOpinions ? [CaseState.SecondOpinion] : Tabs.First(t => t.Word == Tab).States;
        var filter = new QueueFilter(states, Address.Mine ? Officer.Id : null, CameraId.TryParse(Camera, out var camera) ? camera : null, Reason) { WarningOnly = Kind == QueueAddress.Warnings, Officer = Officer.Id, NewestFirst = Tab == Tabs[^1].Word };
        Found = await queue.Count(filter, ct);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Items = await queue.List(filter with { Skip = (PageNumber - 1) * PageSize, Take = PageSize }, ct);
    }
}

/// <summary>What the queue shows, as it stands in the address.</summary>
/// <param name="Tab">Word of a tab.</param>
/// <param name="Kind"><see cref="SecondOpinions"/>, <see cref="Warnings"/>, or null for all.</param>
/// <param name="Whose"><c>mij</c> for what I have open; null for all.</param>
/// <param name="Reason">As in the verdict.</param>
/// <param name="Camera">A camera.</param>
/// <param name="Page">From 1.</param>
public sealed record QueueAddress(string Tab, string? Kind = null, string? Whose = null, string? Reason = null, string? Camera = null, int Page = 1)
{
    public const string SecondOpinions = "tweede-oordeel";
    public const string Warnings = "waarschuwing";

    public bool Mine => Whose == "mij";
    public bool IsFiltered => Mine || Kind is not null || Reason is not null || Camera is not null;

    public string Href
    {
        get
        {
            var parts = new (string Key, string? Value)[]
            {
                ("toon", Tab != QueueModel.Tabs[0].Word ? Tab : null), ("soort", Kind), ("reden", Reason), ("camera", Camera), ("van", Whose),
                ("pagina", Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
            };
            string query = string.Join('&', parts.Where(p => p.Value is { Length: > 0 }).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
            return "/werkvoorraad" + (query.Length > 0 ? "?" + query : "");
        }
    }
}

/// <summary>A case that was ticked, and the version that the page showed: <c>ID~7</c>.</summary>
public sealed record ChosenCase(Guid Id, long Version)
{
    public static ChosenCase? Parse(string text) =>
        text.Split('~') is [var id, var version] && Guid.TryParseExact(id, "N", out var read) && long.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long number)
            ? new ChosenCase(read, number) : null;

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id:N}~{Version}");
}
