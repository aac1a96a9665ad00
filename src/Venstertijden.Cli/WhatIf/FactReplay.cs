using System.Globalization;
using NodaTime;
using Venstertijden.Cli.Csv;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.WhatIf;

namespace Venstertijden.Cli.WhatIf;

/// <summary>Replays anonymous facts under the documents in force and under drafts laid over them, and counts what changes.</summary>
public sealed class FactReplay(PolicySet policies, PolicySet withDrafts, LocalDate from, LocalDate to)
{
    private readonly SortedDictionary<Change, int> _changes = new(Change.InOrder);

    // A year of a camera holds few different vehicles and quarters repeat by the week: most rows were judged before.
    private readonly Dictionary<string, Judged> _seen = new(StringComparer.Ordinal);

    /// <summary>Facts within the period.</summary>
    public long Replayed { get; private set; }

    /// <summary>Facts whose verdict or reason would be another.</summary>
    public long Changed { get; private set; }

    /// <summary>Rows that could not be read.</summary>
    public long Bad { get; private set; }

    /// <summary>Reads a file of facts, line by line.</summary>
    /// <exception cref="BadInputException">A column is missing, or the file cannot be read.</exception>
    public void Read(string file, TextWriter errors, CancellationToken stop)
    {
        using var reader = Open(file);
        var header = reader.ReadLine() is { } first ? Cells(first) : [];
        int[] order = [.. AnonymousFact.Columns.Select(column => header.IndexOf(column))];
        if (order.Contains(-1))
            throw new BadInputException($"{file}:1: expected the columns {string.Join(',', AnonymousFact.Columns)}; missing: " +
                string.Join(", ", AnonymousFact.Columns.Where((_, index) => order[index] < 0)));
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (line % 100_000 == 0)
                stop.ThrowIfCancellationRequested();
            if (line % 2_000_000 == 0)
                errors.WriteLine($"{file}: {line} facts read");
            if (text.Length > 0 && Add(text, header.Count, order) is { } refusal)
            {
                Bad++;
                errors.WriteLine($"{file}: row {line - 1} (line {line}), column {refusal.Column}: {refusal.Expected}");
            }
        }
    }

    /// <summary>Writes a row per zone, camera, date, hour, category and change, with its count.</summary>
    public void Write(TextWriter output)
    {
        output.Write("zone,camera,date,hour,category,verdict,reason,draft_verdict,draft_reason,count\n");
        foreach (var (change, count) in _changes)
            output.Write(string.Join(',', change.Cells().Append(count.ToString(CultureInfo.InvariantCulture)).Select(CsvText.Cell)) + "\n");
    }

    private CellRefusal? Add(string text, int width, int[] order)
    {
        if (!_seen.TryGetValue(text, out var judged))
        {
            var cells = Cells(text);
            if (cells.Count != width)
                return new CellRefusal((cells.Count + 1).ToString(CultureInfo.InvariantCulture), $"expected {width} cells as in the header, found {cells.Count}");
            var (fact, refusal) = AnonymousFact.Read([.. order.Select(index => cells[index])]);
            if (fact is null)
                return refusal;
            judged = Judge(fact);
            if (_seen.Count < 200_000)
                _seen.Add(text, judged);
        }

        if (!judged.InPeriod)
            return null;
        Replayed++;
        if (judged.Change is not { } change)
            return null;
        Changed++;
        _changes[change] = _changes.GetValueOrDefault(change) + 1;
        return null;
    }

    private Judged Judge(AnonymousFact fact)
    {
        var date = fact.LocalQuarter.Date;
        if (date < from || date >= to)
            return new Judged(false, null);
        var (now, then) = (Replay.Judge(policies, fact), Replay.Judge(withDrafts, fact));
        if (now?.Code == then?.Code && now?.Reason == then?.Reason)
            return new Judged(true, null);
        return new Judged(true, new Change(fact.Zone.Text, fact.Camera, date, fact.LocalQuarter.Hour, fact.Category, Verdict(now), Reason(now), Verdict(then), Reason(then)));
    }

    private static string Verdict(Verdict? verdict) => verdict?.Code.Code() ?? VerdictCode.NotEnforceable.Code();

    private static string Reason(Verdict? verdict) => verdict?.Reason.Code() ?? ReasonCode.ZoneNotReady.Code();

    private static List<string> Cells(string line) =>
        line.Contains('"', StringComparison.Ordinal) ? [.. new CsvText(line).Records().First().Cells] : [.. line.Split(',')];

    private static StreamReader Open(string file)
    {
        try
        {
            return new StreamReader(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{file}: expected a file of anonymous facts that can be read: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private sealed record Judged(bool InPeriod, Change? Change);

    private sealed record Change(
        string Zone, string Camera, LocalDate Date, int Hour, VehicleCategory? Category, string Verdict, string Reason, string DraftVerdict, string DraftReason)
    {
        internal static IComparer<Change> InOrder { get; } = Comparer<Change>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));

        private string Key { get; } = string.Create(CultureInfo.InvariantCulture, $"{Zone},{Camera},{Date:uuuu-MM-dd},{Hour:00},{Category},{Verdict},{Reason},{DraftVerdict},{DraftReason}");

        internal string[] Cells() => Key.Split(',');
    }
}
