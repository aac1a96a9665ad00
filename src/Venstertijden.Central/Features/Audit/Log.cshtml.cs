using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Audit;

/// <summary>Who saw, changed, sent or erased what, and why.</summary>
public sealed class LogModel(AuditList list, CentralDb db, IClock clock, IStringLocalizer<AuditTexts> texts) : PageModel
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 50;

    /// <summary>First words of the actions, as they can be chosen.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["case", "picture", "undecided", "delivery", "letter", "paper", "late-truth", "plate-mark", "privacy", "retention", "dead-letter", "policy", "firm", "camera", "key", "proof", "audit"];

    [BindProperty(SupportsGet = true, Name = "wie")] public string? Who { get; set; }
    [BindProperty(SupportsGet = true, Name = "over")] public string? About { get; set; }
    [BindProperty(SupportsGet = true, Name = "soort")] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true, Name = "van")] public string? From { get; set; }
    [BindProperty(SupportsGet = true, Name = "tot")] public string? Until { get; set; }
    [BindProperty(SupportsGet = true, Name = "voor")] public long? Before { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    /// <summary>Below which number the next page begins; null on the last.</summary>
    public long? Next { get; private set; }

    public bool IsFiltered => FilterOf(Who, About, Kind, From, Until) != new AuditFilter();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var found = await list.List(FilterOf(Who, About, Kind, From, Until), Before, PageSize + 1, ct);
        Entries = [.. found.Take(PageSize)];
        Next = found.Count > PageSize ? Entries[^1].Number : null;
    }

    /// <summary>Checks the chain from the first entry to the last.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        var (fault, entries) = await list.Check(ct);
        AuditTrail.Record(db, Person.Required(User).Actor, "audit.check", "audit", fault is null ? $"{entries} entries, whole" : $"entry {fault} is wrong", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        TempData.Tell(fault is { } number ? texts["check.fault", number] : texts["check.whole", Written.Count(entries)], tone: fault is null ? Tone.Ok : Tone.Danger);
        return Redirect("/logboek");
    }

    /// <summary>The words of an action; its code where it has none.</summary>
    public string Said(string action) => texts["action." + action] is { ResourceNotFound: false } said ? said.Value : action;

    /// <summary>What is asked for, as an address.</summary>
    public string Address(string path = "/logboek", long? before = null)
    {
        var asked = new Dictionary<string, string?> { ["wie"] = Who, ["over"] = About, ["soort"] = Kind, ["van"] = From, ["tot"] = Until, ["voor"] = before?.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        return path + QueryString.Create(asked.Where(part => !string.IsNullOrEmpty(part.Value)));
    }

    /// <summary>What stands in an address; what cannot be read asks for nothing.</summary>
    internal static AuditFilter FilterOf(string? who, string? about, string? kind, string? from, string? until) => new(
        Clean(who), Clean(about), Kinds.Contains(kind) ? kind : null,
        LocalDatePattern.Iso.Parse(from ?? "") is { Success: true } first ? first.Value : null, LocalDatePattern.Iso.Parse(until ?? "") is { Success: true } last ? last.Value : null);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
