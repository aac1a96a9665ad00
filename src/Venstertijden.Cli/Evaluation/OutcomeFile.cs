using Venstertijden.Cli.Csv;

namespace Venstertijden.Cli.Evaluation;

/// <summary>
/// <c>outcomes.csv</c> of an evaluation: samples are added whole, so that a run that was stopped at any moment goes on where
/// it was. For several threads.
/// </summary>
internal sealed class OutcomeFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Outcome> _outcomes;
    private readonly HashSet<(string, string, string, LookKind, string)> _done;
    private readonly StreamWriter _writer;

    private OutcomeFile(List<Outcome> outcomes, StreamWriter writer)
    {
        (_outcomes, _writer) = (outcomes, writer);
        _done = [.. outcomes.Where(o => o.Kind == OutcomeKind.Sample).Select(o => o.Key)];
    }

    /// <summary>Opens the file, or makes it. What a stopped run left of a sample is dropped.</summary>
    /// <exception cref="BadInputException">It is another kind of file, or cannot be written.</exception>
    public static OutcomeFile Open(string path)
    {
        var outcomes = File.Exists(path) ? Read(path) : [];
        Utf8File.Write(path, writer =>
        {
            writer.WriteLine(Outcome.Header);
            foreach (var outcome in outcomes)
                writer.WriteLine(outcome.ToCsv());
        });
        return new OutcomeFile(outcomes, new StreamWriter(path, append: true) { NewLine = "\n" });
    }

    public bool Has(string reader, string models, string set, LookKind look, string sample)
    {
        lock (_gate)
            return _done.Contains((reader, models, set, look, sample));
    }

    /// <summary>Adds all outcomes of one sample; one of them is the sample itself.</summary>
    public void Add(IReadOnlyList<Outcome> outcomes)
    {
        lock (_gate)
        {
            foreach (var outcome in outcomes)
                _writer.WriteLine(outcome.ToCsv());
            _writer.Flush();
            _outcomes.AddRange(outcomes);
            _done.UnionWith(outcomes.Where(o => o.Kind == OutcomeKind.Sample).Select(o => o.Key));
        }
    }

    /// <summary>All so far.</summary>
    public IReadOnlyList<Outcome> All()
    {
        lock (_gate)
            return [.. _outcomes];
    }

    public void Dispose() => _writer.Dispose();

    private static List<Outcome> Read(string path)
    {
        var text = Utf8File.Read(path);
        // A last line without its end is one that a stopped run was writing.
        text = text[..(text.LastIndexOf('\n') + 1)];
        if (text.Length > 0 && !text.StartsWith(Outcome.Header + "\n", StringComparison.Ordinal))
            throw new BadInputException($"{path}: expected the outcomes of an evaluation, with the columns {Outcome.Header}");
        var read = new CsvText(text).Records().Skip(1).Select(record => Outcome.FromCsv(record.Cells)).OfType<Outcome>().ToList();
        var whole = read.Where(o => o.Kind == OutcomeKind.Sample).Select(o => o.Key).ToHashSet();
        return [.. read.Where(o => whole.Contains(o.Key))];
    }
}
