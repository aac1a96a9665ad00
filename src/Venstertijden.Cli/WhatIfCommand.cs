using System.CommandLine;
using NodaTime;
using Venstertijden.Cli.Csv;
using Venstertijden.Cli.Verdicts;
using Venstertijden.Cli.WhatIf;

namespace Venstertijden.Cli;

/// <summary><c>vth whatif</c>: what would have been another under drafts.</summary>
public static class WhatIfCommand
{
    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "folder with policy documents (*.yaml)", Required = true };
        var draft = new Option<string>("--draft") { Description = "folder with drafts, laid over the documents", Required = true };
        var facts = new Option<string>("--facts") { Description = "CSV with anonymous facts, or DB: central's data folder, its SQLite file or its YAML", Required = true };
        var from = new Option<string>("--from") { Description = "first local date, yyyy-MM-dd", Required = true };
        var to = new Option<string>("--to") { Description = "first local date no longer replayed", Required = true };
        var @out = new Option<string>("--out") { Description = "CSV to write: what changes, by camera, hour and category", Required = true };
        var command = new Command("whatif", "Replays anonymous facts under drafts and says what changes.") { policy, draft, facts, from, to, @out };
        command.SetAction((parsed, stop) => Run(
            parsed.GetRequiredValue(policy), parsed.GetRequiredValue(draft), parsed.GetRequiredValue(facts),
            (DateOption.Read("--from", parsed.GetRequiredValue(from)), DateOption.Read("--to", parsed.GetRequiredValue(to))), parsed.GetRequiredValue(@out),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, stop));
        return command;
    }

    /// <summary>Does the work; nothing is written when a file, a column or a document is bad.</summary>
    /// <returns>0, or 2 when a row was bad.</returns>
    public static async Task<int> Run(
        string policyFolder, string draftFolder, string factsFile, (LocalDate From, LocalDate To) period, string outFile, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        if (period.To <= period.From)
            throw new BadInputException("--to: expected a date after --from; it is the first day no longer replayed");
        var replay = new FactReplay(PolicyFolder.Read(policyFolder), PolicyFolder.Read(policyFolder, draftFolder), period.From, period.To);
        if (CentralData.TryFind(factsFile) is { } central)
        {
            await using var db = await CentralData.Open(central, stop);
            replay.Read(db, errors, stop);
        }
        else
        {
            replay.Read(factsFile, errors, stop);
        }

        Utf8File.Write(outFile, replay.Write);
        output.WriteLine($"{replay.Replayed} facts replayed, {replay.Changed} would be judged otherwise{(replay.Bad > 0 ? $", {replay.Bad} rows could not be read" : "")}");
        return replay.Bad > 0 ? 2 : 0;
    }
}
