using System.Globalization;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Policies;
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

    // Large enough that handing a batch to a core costs nothing, small enough to stop quickly.
    private const int RowsPerBatch = 20_000;

    private const int ProgressEvery = 2_000_000;

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
        JudgeAll(Lines(reader), header.Count, order, file, (line, refusal) => $"row {line} (line {line + 1}), column {refusal.Column}: {refusal.Expected}", errors, stop);
    }

    /// <summary>Reads the facts of central's database, as the lines that a file of them would have.</summary>
    public void Read(CentralDb db, TextWriter errors, CancellationToken stop) =>
        JudgeAll(StoredFacts.LinesOf(db, from, to), AnonymousFact.Columns.Length, [.. Enumerable.Range(0, AnonymousFact.Columns.Length)], "database", (row, refusal) => $"row {row} of the period, column {refusal.Column}: {refusal.Expected}", errors, stop);

    private void JudgeAll(IEnumerable<string> lines, int width, int[] order, string source, Func<long, CellRefusal, string> tell, TextWriter errors, CancellationToken stop)
    {
        var batches = Batches(lines).AsParallel().AsOrdered().WithCancellation(stop).WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(batch => Judged(batch.First, batch.Lines, width, order));
        foreach (var batch in batches)
        {
            foreach (var (row, refusal) in batch.Refused)
                errors.WriteLine($"{source}: {tell(row, refusal)}");
            Count(batch, source, errors);
        }
    }

    private void Count(Batch batch, string source, TextWriter errors)
    {
        foreach (var (change, count) in batch.Changes)
            _changes[change] = _changes.GetValueOrDefault(change) + count;
        Bad += batch.Refused.Count;
        Changed += batch.Changes.Values.Sum();
        if (Replayed / ProgressEvery != (Replayed += batch.Replayed) / ProgressEvery)
            errors.WriteLine($"{source}: {Replayed} facts replayed");
    }

    /// <summary>Writes a row per zone, camera, date, hour, category and change, with its count.</summary>
    public void Write(TextWriter output)
    {
        output.Write("zone,camera,date,hour,category,verdict,reason,draft_verdict,draft_reason,count\n");
        foreach (var (change, count) in _changes)
            output.Write(string.Join(',', change.Cells().Append(count.ToString(CultureInfo.InvariantCulture)).Select(CsvText.Cell)) + "\n");
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>Rows with the number of the first, from 1.</summary>
    private static IEnumerable<(long First, string[] Lines)> Batches(IEnumerable<string> lines)
    {
        long first = 1;
        foreach (var some in lines.Chunk(RowsPerBatch))
        {
            yield return (first, some);
            first += some.Length;
        }
    }

    private Batch Judged(long first, string[] lines, int width, int[] order)
    {
        var batch = new Batch();
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].Length > 0 && Add(batch, lines[i], width, order) is { } refusal)
                batch.Refused.Add((first + i, refusal));
        return batch;
    }

    private CellRefusal? Add(Batch batch, string text, int width, int[] order)
    {
        var cells = Cells(text);
        if (cells.Count != width)
            return new CellRefusal((cells.Count + 1).ToString(CultureInfo.InvariantCulture), $"expected {width} cells as in the header, found {cells.Count}");
        var (fact, refusal) = AnonymousFact.Read([.. order.Select(index => cells[index])]);
        if (fact is null)
            return refusal;
        Add(batch, fact);
        return null;
    }

    private void Add(Batch batch, AnonymousFact fact)
    {
        var date = fact.LocalQuarter.Date;
        if (date < from || date >= to)
            return;
        batch.Replayed++;
        // Where no draft lies over the document of that day, nothing can change.
        if (policies.On(fact.Zone, date)?.Version == withDrafts.On(fact.Zone, date)?.Version)
            return;
        var (now, then) = (Replay.Judge(policies, fact), Replay.Judge(withDrafts, fact));
        if (now?.Code == then?.Code && now?.Reason == then?.Reason)
            return;
        var change = new Change(fact.Zone.Text, fact.Camera, date, fact.LocalQuarter.Hour, fact.Category, Verdict(now), Reason(now), Verdict(then), Reason(then));
        batch.Changes[change] = batch.Changes.GetValueOrDefault(change) + 1;
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

    private sealed class Batch
    {
        internal int Replayed { get; set; }

        internal Dictionary<Change, int> Changes { get; } = [];

        internal List<(long Row, CellRefusal Refusal)> Refused { get; } = [];
    }

    private sealed record Change(
        string Zone, string Camera, LocalDate Date, int Hour, VehicleCategory? Category, string Verdict, string Reason, string DraftVerdict, string DraftReason)
    {
        internal static IComparer<Change> InOrder { get; } = Comparer<Change>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));

        private string Key { get; } = string.Create(CultureInfo.InvariantCulture, $"{Zone},{Camera},{Date:uuuu-MM-dd},{Hour:00},{Category},{Verdict},{Reason},{DraftVerdict},{DraftReason}");

        internal string[] Cells() => Key.Split(',');
    }
}
