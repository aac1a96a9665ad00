using System.Globalization;
using System.Text;
using Venstertijden.Cli.Csv;
using Venstertijden.Cli.Evaluation.Statistics;

namespace Venstertijden.Cli.Evaluation.Report;

/// <summary>Writes what an evaluation found: <c>report.md</c>, the calibration plots, and the marked blocks of a document.</summary>
internal static class EvaluationReport
{
    private static readonly (LookKind Look, string Name, string Title)[] Looks =
    [
        (LookKind.Passage, "passages", "Passages: how sure, and how often right"),
        (LookKind.Picture, "pictures", "Single pictures: how sure, and how often right"),
    ];

    private static readonly (string Block, string Head)[] Parts =
    [
        ("readers", "Readers"), ("sets", "Sets"), ("certain", "Certain reads"), ("groups", "By width, slant, light and kind"), ("passages", "Calibration of passages"),
        ("pictures", "Calibration of single pictures"), ("passage characters", "Calibration of the characters of passages"),
        ("picture characters", "Calibration of the characters of single pictures"), ("confusions", "Characters taken for others"), ("speed", "Speed"),
    ];

    /// <param name="options">Where to.</param>
    /// <param name="outcomes">All of the readers below.</param>
    /// <param name="readers">Ours first.</param>
    public static void Write(EvaluationOptions options, IReadOnlyList<Outcome> outcomes, IReadOnlyList<Contestant> readers)
    {
        var tables = new Tables(outcomes, [.. readers.Select(r => (r.Name, r.Rules))]);
        var blocks = new Dictionary<string, string>
        {
            ["readers"] = string.Concat(readers.Select(r => $"- {r.Name}: {r.Models}\n")),
            ["sets"] = tables.OfSets(),
            ["certain"] = tables.OfCertain(),
            ["groups"] = tables.OfGroups(),
            ["passages"] = tables.OfCalibration(LookKind.Passage),
            ["pictures"] = tables.OfCalibration(LookKind.Picture),
            ["passage characters"] = tables.OfCharacterCalibration(LookKind.Passage),
            ["picture characters"] = tables.OfCharacterCalibration(LookKind.Picture),
            ["confusions"] = tables.OfConfusions(),
            ["speed"] = tables.OfSpeed(),
        };
        Utf8File.Write(Path.Combine(options.Out, "report.md"), writer => writer.Write(Whole(blocks)));
        Plot(tables, readers, options.Out);
        if (options.Document is not { } document)
            return;
        var filled = MarkedBlocks.Fill(Utf8File.Read(document), document, blocks);
        Utf8File.Write(document, writer => writer.Write(filled));
        // The plots go into a folder of the document's name beside it.
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(document))!, Path.GetFileNameWithoutExtension(document));
        Directory.CreateDirectory(beside);
        Plot(tables, readers, beside);
    }

    /// <summary>The part of <c>reader.json</c> that makes confidences probabilities, fitted to what our reader did.</summary>
    public static string Calibration(IReadOnlyList<Outcome> outcomes, Contestant ours)
    {
        var tables = new Tables(outcomes, [(ours.Name, ours.Rules)]);
        string Points(IReadOnlyList<Judged> reads) => string.Join(", ", CalibrationFit.Fit(reads)
            .Select(knot => string.Create(CultureInfo.InvariantCulture, $"[{knot.Confidence:0.############}, {knot.Probability:0.######}]")));
        return $$"""
            "calibration": {
              "picture": [{{Points(tables.Raw(ours.Name, LookKind.Picture))}}],
              "passage": [{{Points(tables.Raw(ours.Name, LookKind.Passage))}}],
              "pictureCharacters": [{{Points(tables.RawCharacters(ours.Name, LookKind.Picture))}}],
              "passageCharacters": [{{Points(tables.RawCharacters(ours.Name, LookKind.Passage))}}]
            }
            """;
    }

    private static void Plot(Tables tables, IReadOnlyList<Contestant> readers, string folder)
    {
        foreach (var (look, name, title) in Looks)
        {
            Draw(name, title, reader => tables.Judged(reader, look));
            Draw(name + "-characters", title + ", by character", reader => tables.Characters(reader, look));
        }

        void Draw(string name, string title, Func<string, IReadOnlyList<Judged>> judged)
        {
            var series = readers.Where(r => r.Name != Contestant.Tesseract)
                .Select(r => (r.Name, Bins: Reliability.Curve(judged(r.Name)))).Where(s => s.Bins.Count > 0).ToList();
            Utf8File.Write(Path.Combine(folder, $"calibration-{name}.svg"), writer => writer.Write(ReliabilityPlot.Draw(title, series)));
        }
    }

    private static string Whole(Dictionary<string, string> blocks)
    {
        var text = new StringBuilder("# Plate reading, measured\n\nCounts with their share and Wilson's 95 % interval. O and 0, and I and 1, count as equal.\n");
        foreach (var (block, head) in Parts)
            text.Append(CultureInfo.InvariantCulture, $"\n## {head}\n\n{blocks[block]}");
        return text.ToString();
    }
}
