using NodaTime;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Applying;

/// <summary>What somebody applies for.</summary>
public sealed record ApplicationForm(PlateText Plate, ExemptionRule Rule, LocalDate From, LocalDate LastDay, string Why)
{
    /// <summary>Most characters of a text.</summary>
    public const int MaxText = 2_000;

    /// <summary>How long before its first day an exemption may be applied for.</summary>
    private const int MonthsAhead = 6;

    /// <summary>Reads what was typed.</summary>
    /// <param name="plate">As typed.</param>
    /// <param name="from">ISO date.</param>
    /// <param name="lastDay">ISO date; empty takes the longest term.</param>
    /// <param name="why">What it is for.</param>
    /// <param name="rule">The kind.</param>
    /// <param name="today">Local date.</param>
    /// <param name="problems">Field to key of a text.</param>
    public static ApplicationForm? Read(string? plate, string? from, string? lastDay, string? why, ExemptionRule rule, LocalDate today, out Dictionary<string, string> problems)
    {
        problems = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!PlateText.TryParse(plate?.Trim(), CountryCode.Netherlands, out var read))
            problems["Plate"] = "bad.plate";
        var (first, last) = (TypedDay.Of(from), TypedDay.Of(lastDay));
        if (first is null || first < today || first > today.PlusMonths(MonthsAhead))
            problems["From"] = "bad.from";
        var longest = LongestFrom(first ?? today, rule);
        if (string.IsNullOrWhiteSpace(lastDay))
            last = longest;
        else if (last is null || last < first)
            problems["LastDay"] = "bad.last";
        else if (last > longest)
            problems["LastDay"] = "bad.long";
        string text = why?.Trim() ?? "";
        if (text.Length is 0 or > MaxText)
            problems["Why"] = "bad.why";
        return problems.Count == 0 ? new ApplicationForm(read, rule, first!.Value, last!.Value, text) : null;
    }

    /// <summary>The last day when it is granted for as long as the rules allow.</summary>
    public static LocalDate LongestFrom(LocalDate from, ExemptionRule rule) => from.Plus(rule.Application!.Longest.Value).PlusDays(-1);

    /// <summary>What is wrong with papers, as the key of a text; null for nothing.</summary>
    public static string? Fault(IReadOnlyList<UploadedPaper> papers, int sizeOfAll) =>
        papers.Count > UploadedPaper.MaxFiles ? "bad.files.many"
        : sizeOfAll > UploadedPaper.MaxBytes * 2 || papers.Any(p => p.Content.Length == 0 || p.Content.Length > UploadedPaper.MaxBytes) ? "bad.files.size"
        : papers.Any(p => p.MediaType is null) ? "bad.files.type" : null;
}
