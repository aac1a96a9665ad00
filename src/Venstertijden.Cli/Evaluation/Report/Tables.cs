using System.Globalization;
using System.Text;
using Venstertijden.Cli.Evaluation.Statistics;

namespace Venstertijden.Cli.Evaluation.Report;

/// <summary>The tables of an evaluation, as Markdown. What counts as read is judged by each reader's shipped rules.</summary>
/// <param name="outcomes">Of the readers that take part.</param>
/// <param name="readers">Name and rules, ours first.</param>
internal sealed class Tables(IReadOnlyList<Outcome> outcomes, IReadOnlyList<(string Name, Judgement Rules)> readers)
{
    /// <summary>From this probability on a read is certain.</summary>
    public const double Certain = 0.995;

    private const int MostConfusions = 25;

    private readonly Dictionary<string, Judgement> _rules = readers.ToDictionary(r => r.Name, r => r.Rules);

    public string OfSets()
    {
        var table = Table("set", "reader", "plates", "found", "read", "read wrongly", "read where no plate is");
        foreach (var (set, reader, here) in BySetAndReader())
        {
            var plates = here.Where(o => o.Kind == OutcomeKind.Plate).ToList();
            var unboxed = here.Count(o => o.Kind == OutcomeKind.Unboxed && Counts(o));
            var beside = Number(here.Count(o => o.Kind == OutcomeKind.Beside && Counts(o)), "0") + (unboxed > 0 ? $" and {Number(unboxed, "0")} without a box" : "");
            Row(table, set, reader, plates.Count, Found(plates), Read(plates), Wrong(plates), beside);
        }

        return table.ToString();
    }

    /// <summary>By width, slant, turn, light, weather and kind; the readers side by side.</summary>
    public string OfGroups()
    {
        var text = new StringBuilder();
        foreach (var set in outcomes.Where(o => o.Kind == OutcomeKind.Plate).GroupBy(o => (o.Set, o.Look)))
        {
            var names = readers.Select(r => r.Name).Where(name => set.Any(o => o.Reader == name)).ToList();
            text.Append(CultureInfo.InvariantCulture, $"**{set.Key.Set}**\n\n").Append(Table(
                ["by", "group", "plates", .. names.SelectMany(name => new[] { $"{name}: found", $"{name}: read", $"{name}: wrong" })]));
            foreach (var grouping in Grouping.All)
            {
                foreach (var group in set.Where(o => grouping.Of(o).Length > 0).GroupBy(grouping.Of).OrderBy(g => grouping.Order(g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal))
                {
                    var of = names.Select(name => group.Where(o => o.Reader == name).ToList()).ToList();
                    Row(text, [grouping.Name, group.Key, of.Max(o => o.Count), .. of.SelectMany(o => new object[] { Found(o), Read(o), Wrong(o) })]);
                }
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Reads that claim to be certain, and how many of them are wrong.</summary>
    public string OfCertain()
    {
        var table = Table("set", "reader", "plates", "certain at 99.5 %", "certain, but wrong");
        foreach (var (set, reader, here) in BySetAndReader().Where(part => part.Reader != Contestant.Tesseract))
        {
            var plates = here.Count(o => o.Kind == OutcomeKind.Plate);
            var certain = here.Where(o => Judgeable(o) && _rules[reader].Probability(o) >= Certain).ToList();
            Row(table, set, reader, plates, new Share(certain.Count(o => o.Kind == OutcomeKind.Plate), plates), new Share(certain.Count(o => !Right(o)), certain.Count));
        }

        return table.ToString();
    }

    /// <summary>What the confidences of one kind of look are worth, for ours.</summary>
    public string OfCalibration(LookKind look) => OfCalibration(Judged(Contestant.Ours, look), "reads");

    /// <summary>The same of single characters.</summary>
    public string OfCharacterCalibration(LookKind look) => OfCalibration(Characters(Contestant.Ours, look), "characters");

    private static string OfCalibration(IReadOnlyList<Judged> reads, string what)
    {
        var table = Table("claimed", "mean", "right");
        foreach (var bin in Reliability.Curve(reads))
            Row(table, $"{Number(bin.From, "0.###")} to {Number(bin.To, "0.###")}", Number(bin.Claimed, "0.0000"), $"of {Number(bin.Right.Of, "0")}: {bin.Right}");
        return $"Expected calibration error {Number(Reliability.ExpectedError(reads), "0.0000")} over {Number(reads.Count, "0")} {what}.\n\n{table}";
    }

    /// <summary>Characters that our reader took for others, in all pictures and passages, at any confidence.</summary>
    public string OfConfusions()
    {
        var texts = outcomes.Where(o => o.Reader == Contestant.Ours && o.Kind == OutcomeKind.Plate && o.Seen.Length > 0).Select(o => (o.Truth, o.Seen));
        var table = Table("stands", "read", "times (of the places where it stands)");
        foreach (var (stands, read, share) in Confusions.Of(texts).Take(MostConfusions))
            Row(table, $"`{stands}`", $"`{read}`", share);
        return table.ToString();
    }

    public string OfSpeed()
    {
        var table = Table("set", "reader", "median ms per frame");
        foreach (var (set, reader, here) in BySetAndReader())
        {
            double[] ms = [.. here.Select(o => o.Ms).OfType<double>().Order()];
            Row(table, set, reader, ms.Length == 0 ? "-" : Number(ms[ms.Length / 2], "0.0"));
        }

        return table.ToString();
    }

    /// <summary>Reads of which the truth is known, with the probability that the program gives them.</summary>
    public IReadOnlyList<Judged> Judged(string reader, LookKind look) => Judged(reader, look, _rules[reader].Probability);

    /// <summary>The same with the confidence as net and vote gave it: what a calibration is fitted to.</summary>
    public IReadOnlyList<Judged> Raw(string reader, LookKind look) => Judged(reader, look, static o => o.Confidence);

    /// <summary>The characters of plates, with the probability that the program gives each.</summary>
    public IReadOnlyList<Judged> Characters(string reader, LookKind look) => Characters(reader, look, _rules[reader].OfCharacter);

    /// <summary>The same with the confidence as net and vote gave it.</summary>
    public IReadOnlyList<Judged> RawCharacters(string reader, LookKind look) => Characters(reader, look, static (_, confidence) => confidence);

    // What was overlooked has no confidence, and what was read where nothing stands is wrong.
    private IReadOnlyList<Judged> Characters(string reader, LookKind look, Func<Outcome, double, double> confidence) =>
        [.. from o in outcomes
            where o.Reader == reader && o.Look == look && o.Kind == OutcomeKind.Plate && o.Seen.Length > 0 && o.Characters.Count == o.Seen.Length
            from character in Confusions.Align(o.Truth, o.Seen).Where(pair => pair.Read != Confusions.Nothing).Zip(o.Characters)
            select new Judged(confidence(o, character.Second), PlateTexts.Alike($"{character.First.True}", $"{character.First.Read}"))];

    private IReadOnlyList<Judged> Judged(string reader, LookKind look, Func<Outcome, double> confidence) =>
        [.. outcomes.Where(o => o.Reader == reader && o.Look == look && Judgeable(o)).Select(o => new Judged(confidence(o), Right(o)))];

    private IEnumerable<(string Set, string Reader, List<Outcome> Outcomes)> BySetAndReader() =>
        from set in outcomes.GroupBy(o => (o.Set, o.Look))
        from reader in readers
        let here = set.Where(o => o.Reader == reader.Name).ToList()
        where here.Count > 0
        select (set.Key.Set, reader.Name, here);

    /// <summary>A text that is right or wrong beyond doubt.</summary>
    private static bool Judgeable(Outcome outcome) => outcome.Concluded.Length > 0 && outcome.Kind is (OutcomeKind.Plate or OutcomeKind.Beside);

    private static bool Right(Outcome outcome) => outcome.Kind == OutcomeKind.Plate && PlateTexts.Alike(outcome.Concluded, outcome.Truth);

    private bool Counts(Outcome outcome) => _rules[outcome.Reader].Counts(outcome);

    private static Share Found(List<Outcome> plates) => new(plates.Count(o => o.Found), plates.Count);

    private Share Read(List<Outcome> plates) => new(plates.Count(o => Counts(o) && Right(o)), plates.Count);

    private int Wrong(List<Outcome> plates) => plates.Count(o => Counts(o) && !Right(o));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static StringBuilder Table(params string[] columns) =>
        new StringBuilder().Append("| ").AppendJoin(" | ", columns).Append(" |\n|").Append(string.Concat(Enumerable.Repeat(" --- |", columns.Length))).Append('\n');

    private static void Row(StringBuilder table, params object[] cells) =>
        table.Append("| ").AppendJoin(" | ", cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))).Append(" |\n");
}
