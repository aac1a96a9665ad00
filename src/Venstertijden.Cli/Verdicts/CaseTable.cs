using System.Collections.Immutable;
using Venstertijden.Cli.Csv;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Cli.Verdicts;

/// <summary>Judges the rows of a CSV text by the rules alone and writes a row for each. A bad row is named and left out; the others are done.</summary>
public sealed class CaseTable
{
    private const int ProgressEvery = 250_000;

    private readonly string _name;
    private readonly IEnumerator<CsvRecord> _records;
    private readonly IReadOnlyList<string> _header;
    private readonly Dictionary<string, int> _columns = [];
    private readonly PolicySet _policies;

    /// <summary>Reads the header.</summary>
    /// <exception cref="BadInputException">A column is missing, stands there twice, or there is no header.</exception>
    public CaseTable(string name, string text, PolicySet policies)
    {
        (_name, _policies) = (name, policies);
        _records = new CsvText(text).Records().GetEnumerator();
        if (!_records.MoveNext())
            throw new BadInputException($"{name}:1: expected a header with the columns {string.Join(',', Wanted)}, found an empty file");
        if (_records.Current.Fault is { } fault)
            throw new BadInputException($"{name}:1: header, column {_records.Current.Cells.Count + 1}: {fault}");
        _header = _records.Current.Cells;
        for (var i = 0; i < _header.Count; i++)
            if (!_columns.TryAdd(_header[i], i) && Wanted.Contains(_header[i]))
                throw new BadInputException($"{name}:1: expected each column once, found '{_header[i]}' twice");
        var missing = Wanted.Where(column => !_columns.ContainsKey(column)).ToList();
        if (missing.Count > 0)
            throw new BadInputException($"{name}:1: expected the columns {string.Join(',', Wanted)}; missing: {string.Join(", ", missing)}");
    }

    /// <summary>Columns that a table of cases must have, in any order.</summary>
    public static IReadOnlyList<string> Wanted { get; } = ["id", .. FactsText.Columns];

    /// <summary>Judges all rows.</summary>
    /// <param name="output">Gets header and rows, in the order of the table.</param>
    /// <param name="errors">Gets a line for each cell or row that cannot be read.</param>
    /// <param name="stop">Ends the work between two rows.</param>
    /// <returns>How many rows were judged and how many were bad.</returns>
    public (int Judged, int Bad) Judge(TextWriter output, TextWriter errors, CancellationToken stop)
    {
        output.Write("id,verdict,reason,offence,cautions,explanation\n");
        int judged = 0, bad = 0;
        while (_records.MoveNext())
        {
            stop.ThrowIfCancellationRequested();
            var refusals = Judge(_records.Current, output);
            foreach (var refusal in refusals)
                errors.WriteLine($"{_name}: row {_records.Current.Row} (line {_records.Current.Line}{Id(_records.Current)}), column {refusal.Column}: {refusal.Expected}");
            if (refusals.Length > 0)
                bad++;
            else if (++judged % ProgressEvery == 0)
                errors.WriteLine($"{_name}: {judged} rows judged");
        }

        return (judged, bad);
    }

    private ImmutableArray<CellRefusal> Judge(CsvRecord record, TextWriter output)
    {
        if (record.Fault is { } fault)
            return [new CellRefusal(ColumnName(record.Cells.Count), fault)];
        if (record.Cells.Count != _header.Count)
        {
            return [new CellRefusal(ColumnName(Math.Min(record.Cells.Count, _header.Count)),
                $"expected {_header.Count} cells as in the header, found {record.Cells.Count}")];
        }

        var id = record.Cells[_columns["id"]];
        if (id.Length == 0)
            return [new CellRefusal("id", "expected an id, found nothing")];
        var refusals = FactsText.Read(column => record.Cells[_columns[column]], _policies, out var facts);
        if (facts is null)
            return refusals;

        var verdict = Decide.Judge(_policies, facts, PassageContext.RulesAlone);
        var document = _policies.On(facts.Zone, facts.Time.Local.Date);
        string[] cells =
        [
            id, verdict.Code.Code(), verdict.Reason.Code(), verdict.OffenceCode, verdict.Cautions.Code(), Explanation.SentenceOf(document, facts, verdict),
        ];
        output.Write(string.Join(',', cells.Select(CsvText.Cell)) + "\n");
        return [];
    }

    private string ColumnName(int index) => index < _header.Count ? _header[index] : $"{index + 1}";

    private string Id(CsvRecord record) =>
        _columns["id"] is var column && column < record.Cells.Count && record.Cells[column].Length > 0 ? $", id '{record.Cells[column]}'" : "";
}
