using System.CommandLine;
using Venstertijden.Cli.Bench;
using Venstertijden.Cli.Csv;

namespace Venstertijden.Cli;

/// <summary><c>vth bench</c>: our figures beside a baseline of the same run.</summary>
public static class BenchCommand
{
    private static readonly Dictionary<string, Func<TextWriter, IReadOnlyList<Figure>>> Benches = new(StringComparer.Ordinal)
    {
        ["read"] = ReadBench.Measure,
        ["register"] = Bench.Register.RegisterBench.Measure,
        ["policy"] = static _ => PolicyBench.Measure(),
        ["whatif"] = WhatIfBench.Measure,
        ["ingest"] = Bench.Ingest.IngestBench.Measure,
        ["web"] = Bench.Web.WebBench.Measure,
    };

    public static Command Create()
    {
        var what = new Argument<string>("what") { Description = string.Join('|', Benches.Keys) };
        what.AcceptOnlyFromAmong([.. Benches.Keys]);
        var json = new Option<string?>("--json") { Description = "also write the figures to this file" };
        var command = new Command("bench", "Measures our figures beside a baseline of the same run.") { what, json };
        command.SetAction(parsed =>
        {
            var figures = Benches[parsed.GetRequiredValue(what)](parsed.InvocationConfiguration.Error);
            Figures.Show(figures, parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(json) is { } file)
                Utf8File.Write(file, writer => writer.Write(Figures.ToJson(figures)));
            return figures.All(figure => figure.KeepsBudget) ? 0 : 1;
        });
        return command;
    }
}
