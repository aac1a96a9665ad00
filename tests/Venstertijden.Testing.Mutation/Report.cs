using System.Globalization;
using System.Text;

namespace Venstertijden.Testing.Mutation;

/// <summary>Survivors that no test can tell from the original, or that need none, with the reason.</summary>
internal static class KnownSurvivors
{
    /// <summary>Id to reason, from lines <c>id,mutant,why</c> of a CSV.</summary>
    public static IReadOnlyDictionary<string, string> Read(string? path) => path is null
        ? new Dictionary<string, string>()
        : File.ReadLines(path).Skip(1).Where(line => line.Length > 0).ToDictionary(line => line[..line.IndexOf(',', StringComparison.Ordinal)], Why);

    private static string Why(string line) => line[(line.LastIndexOf(",\"", StringComparison.Ordinal) + 2)..].TrimEnd('"').Replace("\"\"", "\"", StringComparison.Ordinal);
}

/// <summary>The figure and what is behind it.</summary>
internal sealed class Report(IReadOnlyList<Result> results, IReadOnlyDictionary<string, string> known)
{
    public IReadOnlyList<Result> Unexplained { get; } = [.. results.Where(result => result.Fate == Fate.Survived && !known.ContainsKey(result.Mutant.Id))];

    public IReadOnlyList<string> Stale { get; } =
        [.. known.Keys.Except(results.Where(result => result.Fate == Fate.Survived).Select(result => result.Mutant.Id))];

    public string Summary => $"{Noticed(results)} of {Counted(results)} mutants noticed ({Score(results)}), {Explained().Count()} explained, {Unexplained.Count} unexplained";

    /// <summary>Percentage of the mutants that a test notices or that are explained.</summary>
    public double NoticedOrExplained => Counted(results) == 0 ? 100 : 100.0 * (Noticed(results) + Explained().Count()) / Counted(results);

    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Mutation testing of the policy engine
            Made by `./vth test --mutation`: every small fault (a comparison, a condition, a sign, a number, a word, a statement left out) is put into the engine one at a time, and the tests of `tests/Venstertijden.Policy.Tests` must notice. Not edited by hand; the reasons stand in `tests/Venstertijden.Policy.Tests/Mutation/explained-survivors.csv`.

            **{Noticed(results)} of {Counted(results)} mutants were noticed: {Score(results)}.** {Explained().Count()} of the {Counted(results) - Noticed(results)} survivors are explained below; without these the score is {Percent(Noticed(results), Counted(results) - Explained().Count())}. {results.Count(result => result.Fate == Fate.TimedOut)} were noticed because they never ended. {results.Count(result => result.Fate == Fate.NotCompiled)} more did not compile and count for nothing.

            | file | mutants | noticed | score | survivors |
            | --- | ---: | ---: | ---: | ---: |

            """);
        foreach (var file in results.GroupBy(result => result.Mutant.File).OrderBy(file => file.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {file.Key} | {Counted(file)} | {Noticed(file)} | {Score(file)} | {Counted(file) - Noticed(file)} |\n");
        Table(text, "Survivors that ask for a test", Unexplained, _ => null);
        Table(text, "Survivors that are explained", [.. Explained()], result => known[result.Mutant.Id]);
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, IReadOnlyList<Result> rows, Func<Result, string?> why)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
        if (rows.Count == 0)
        {
            text.Append("None.\n");
            return;
        }

        var explained = why(rows[0]) is not null;
        text.Append(explained ? "| id | where | code | with the fault | why nothing notices |\n| --- | --- | --- | --- | --- |\n" : "| id | where | code | with the fault |\n| --- | --- | --- | --- |\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Mutant.Id} | {row.Mutant.File} {row.Mutant.Member} | {Code(row.Mutant.Original)} | {Code(row.Mutant.Replacement)} |{(explained ? $" {why(row)} |" : "")}\n");
    }

    private IEnumerable<Result> Explained() => results.Where(result => result.Fate == Fate.Survived && known.ContainsKey(result.Mutant.Id));

    private static int Counted(IEnumerable<Result> some) => some.Count(result => result.Fate != Fate.NotCompiled);

    private static int Noticed(IEnumerable<Result> some) => some.Count(result => result.Fate is Fate.Killed or Fate.TimedOut);

    private static string Score(IEnumerable<Result> some) => Percent(Noticed(some), Counted(some));

    private static string Percent(int part, int whole) => whole == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F1}%");

    private static string Code(string code) => code == "" ? "(left out)" : $"`{Mutant.OnOneLine(code).Replace("|", "\\|", StringComparison.Ordinal)}`";
}
