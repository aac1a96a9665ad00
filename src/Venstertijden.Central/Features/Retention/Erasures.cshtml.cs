using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Venstertijden.Central.Features.Retention;

/// <summary>What was erased, when, on what ground, and the proof: for who oversees how personal data is kept.</summary>
public sealed class ErasuresModel(ErasureList list) : PageModel
{
    /// <summary>Records on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Only this kind; anything else shows all.</summary>
    [BindProperty(SupportsGet = true, Name = "soort")] public string? Wanted { get; set; }

    /// <summary>The last record of the page before: its ticks and id.</summary>
    [BindProperty(SupportsGet = true, Name = "voor")] public string? Before { get; set; }

    public string? Kind { get; private set; }

    public IReadOnlyDictionary<string, long> Totals { get; private set; } = new Dictionary<string, long>();

    public IReadOnlyList<ErasureItem> Items { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Kind = ErasureList.Kinds.Contains(Wanted) ? Wanted : null;
        Totals = await list.Totals(ct);
        var found = await list.List(Kind, KeyOf(Before), PageSize + 1, ct);
        Items = [.. found.Take(PageSize)];
        Next = found.Count > PageSize ? $"{Items[^1].Erasure.At.ToUnixTimeTicks()}.{Items[^1].Erasure.Id}" : null;
    }

    public static string Address(string? kind, string? before = null) => $"/wissingen{QueryString.Create([KeyValuePair.Create("soort", kind), KeyValuePair.Create("voor", before)])}";

    private static (Instant At, Guid Id)? KeyOf(string? key) =>
        key?.Split('.', 2) is [var ticks, var id] && long.TryParse(ticks, out long at) && Guid.TryParse(id, out var record) && at is > 0 and < 253_402_300_799L * 10_000_000
            ? (Instant.FromUnixTimeTicks(at), record)
            : null;
}
