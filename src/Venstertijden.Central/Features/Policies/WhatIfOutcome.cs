using System.Globalization;
using NodaTime;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.WhatIf;

namespace Venstertijden.Central.Features.Policies;

/// <summary>A verdict that became another.</summary>
public sealed record VerdictChange(string Verdict, string Reason, string DraftVerdict, string DraftReason)
{
    /// <summary>1 when the draft is stricter, -1 when it is milder, 0 when the same verdict has another reason.</summary>
    public int Direction => Math.Sign(Weight(DraftVerdict) - Weight(Verdict));

    private static int Weight(string verdict) => verdict switch { "suspected" => 4, "warning" => 3, "undecided" => 2, "not-enforceable" => 1, _ => 0 };
}

/// <summary>So many passages of one day, hour, kind ... that would have been judged so.</summary>
/// <param name="By"><c>day</c>, <c>hour</c>, <c>category</c>, <c>camera</c> or <c>firm</c>.</param>
/// <param name="Value">Which day, hour ...</param>
/// <param name="Change">From what to what.</param>
/// <param name="Count">How many.</param>
public sealed record ChangeCount(string By, string Value, VerdictChange Change, long Count);

/// <summary>How many passages of one day, hour, kind ... were looked at.</summary>
public sealed record FactCount(string By, string Value, long Count);

/// <summary>What came of a replay.</summary>
public sealed record WhatIfOutcome(long Facts, long Unreadable, IReadOnlyList<ChangeCount> Changes, IReadOnlyList<FactCount> Totals)
{
    public static IReadOnlyList<string> Dimensions { get; } = ["day", "hour", "category", "camera", "firm"];

    public long Changed => Changes.Where(c => c.By == "day").Sum(c => c.Count);

    public long ChangedTo(int direction) => Changes.Where(c => c.By == "day" && c.Change.Direction == direction).Sum(c => c.Count);

    /// <summary>The changes themselves with their counts, most first.</summary>
    public IEnumerable<(VerdictChange Change, long Count)> Pairs =>
        Changes.Where(c => c.By == "day").GroupBy(c => c.Change).Select(g => (g.Key, g.Sum(c => c.Count))).OrderByDescending(p => p.Item2);

    /// <summary>One line per value of a dimension, in order: passages, stricter, milder, otherwise.</summary>
    public IEnumerable<(string Value, long Facts, long Stricter, long Milder, long Other)> Rows(string by)
    {
        var changes = Changes.Where(c => c.By == by).ToLookup(c => c.Value);
        return Totals.Where(t => t.By == by).OrderBy(t => t.Value, StringComparer.Ordinal).Select(t => (t.Value, t.Count, Of(t.Value, 1), Of(t.Value, -1), Of(t.Value, 0)));

        long Of(string value, int direction) => changes[value].Where(c => c.Change.Direction == direction).Sum(c => c.Count);
    }

    /// <summary>All of it for a spreadsheet; counts under 5 stand as <c>&lt;5</c>.</summary>
    public string Csv() => "by,value,verdict,reason,draft_verdict,draft_reason,count\n" + string.Concat(
        Changes.OrderBy(c => Dimensions.ToList().IndexOf(c.By)).ThenBy(c => c.Value, StringComparer.Ordinal).ThenBy(c => c.Change.ToString(), StringComparer.Ordinal)
            .Select(c => string.Join(',', c.By, c.Value, c.Change.Verdict, c.Change.Reason, c.Change.DraftVerdict, c.Change.DraftReason, SmallCount.InFile(c.Count)) + "\n"));
}

/// <summary>Counts what changes, fact by fact.</summary>
public sealed class WhatIfTally(PolicySet policies, PolicySet withDrafts)
{
    private readonly Dictionary<(string By, string Value, VerdictChange Change), long> _changes = [];
    private readonly Dictionary<(string By, string Value), long> _totals = [];
    private readonly Dictionary<(ZoneId Zone, LocalDate Date), bool> _differs = [];
    private readonly Dictionary<EnumSet<ExemptionKind>, string> _firms = [];
    private readonly Dictionary<LocalDate, string> _days = [];
    private long _facts;

    public void Add(AnonymousFact fact)
    {
        _facts++;
        string[] values = ValuesOf(fact);
        for (int i = 0; i < values.Length; i++)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_totals, (WhatIfOutcome.Dimensions[i], values[i]), out _)++;
        // Where no draft lies over the document of that day, nothing can change.
        if (!Differs(fact.Zone, fact.LocalQuarter.Date))
            return;
        var (now, then) = (Replay.Judge(policies, fact), Replay.Judge(withDrafts, fact));
        if (now?.Code == then?.Code && now?.Reason == then?.Reason)
            return;
        var change = new VerdictChange(Verdict(now), Reason(now), Verdict(then), Reason(then));
        for (int i = 0; i < values.Length; i++)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_changes, (WhatIfOutcome.Dimensions[i], values[i], change), out _)++;
    }

    public WhatIfOutcome Outcome(long unreadable) => new(
        _facts, unreadable,
        [.. _changes.Select(c => new ChangeCount(c.Key.By, c.Key.Value, c.Key.Change, c.Value))],
        [.. _totals.Select(t => new FactCount(t.Key.By, t.Key.Value, t.Value))]);

    private string[] ValuesOf(AnonymousFact fact)
    {
        var date = fact.LocalQuarter.Date;
        if (!_days.TryGetValue(date, out var day))
            _days[date] = day = NodaTime.Text.LocalDatePattern.Iso.Format(date);
        if (!_firms.TryGetValue(fact.Exemptions, out var firm))
            _firms[fact.Exemptions] = firm = string.Join(';', fact.Exemptions.Select(k => k.Code()));
        return [day, Hours[fact.LocalQuarter.Hour], fact.Category is { } category ? Categories[(int)category] : "", fact.Camera, firm];
    }

    private static readonly string[] Hours = [.. Enumerable.Range(0, 24).Select(h => h.ToString("00", CultureInfo.InvariantCulture))];

    private static readonly string[] Categories = [.. Policy.Vehicles.VehicleCategories.All.Select(c => c.ToString())];

    private bool Differs(ZoneId zone, LocalDate date)
    {
        if (!_differs.TryGetValue((zone, date), out bool differs))
            _differs[(zone, date)] = differs = !ReferenceEquals(policies.On(zone, date), withDrafts.On(zone, date));
        return differs;
    }

    private static string Verdict(Verdict? verdict) => verdict?.Code.Code() ?? VerdictCode.NotEnforceable.Code();

    private static string Reason(Verdict? verdict) => verdict?.Reason.Code() ?? ReasonCode.ZoneNotReady.Code();
}
