using System.CommandLine;
using System.Globalization;
using NodaTime;
using Venstertijden.Cli.Csv;
using Venstertijden.Cli.Verdicts;
using Venstertijden.Policy.Signs;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Cli;

/// <summary><c>vth signs compare</c>: our signs and windows beside the national sign file.</summary>
public static class SignsCommand
{
    /// <summary>The exit code when something differs.</summary>
    public const int Differs = 1;

    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "folder with policy documents (*.yaml)", Required = true };
        var signs = new Option<string>("--signs") { Description = "GeoJSON of the national sign file (NDW traffic-signs v4, current-state)", Required = true };
        var municipality = new Option<string>("--municipality") { Description = "only signs of this municipality; default that of the documents" };
        var on = new Option<string>("--on") { Description = "the documents in force on this date yyyy-MM-dd; default today" };
        var @out = new Option<string>("--out") { Description = "CSV to write: result,sign,ours,theirs,place,id" };
        var compare = new Command("compare", "Tells which signs and times differ from the national sign file. Exit 0: none, 1: some, 2: a sign could not be read.") { policy, signs, municipality, on, @out };
        compare.SetAction(parsed => Run(
            parsed.GetRequiredValue(policy), parsed.GetRequiredValue(signs), parsed.GetValue(municipality), parsed.GetValue(on), parsed.GetValue(@out),
            TimeProvider.System, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return new Command("signs", "Our signs and the national sign file.") { compare };
    }

    /// <summary>Compares and tells.</summary>
    /// <returns>0 when all is the same, <see cref="Differs"/> when not, 2 when a sign could not be read.</returns>
    /// <exception cref="BadInputException">A file, a document or the date is bad; nothing is written.</exception>
    public static int Run(string policyFolder, string signsFile, string? municipality, string? on, string? outFile, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        var policies = PolicyFolder.Read(policyFolder);
        var date = on is null ? DutchTime.Local(Instant.FromDateTimeOffset(clock.GetUtcNow())).Date : DateOption.Read("--on", on);
        var reading = NationalSignFile.Read(Utf8File.Read(signsFile), municipality ?? TownOf(policies));
        if (reading.Fault is { } fault)
            throw new BadInputException($"{signsFile}: {fault}");
        foreach (string refused in reading.Refused)
            errors.WriteLine($"{signsFile}: {refused}");
        var rows = SignComparison.Of(policies, reading.Signs, date);
        if (outFile is not null)
            Utf8File.Write(outFile, csv => Write(csv, rows));
        foreach (var row in rows.Where(row => row.Match != SignMatch.Same))
            output.WriteLine($"{Name(row.Match),-16}  {row.Sign,-10}  {(row.Place.Length > 0 ? row.Place + ": " : "")}{(row.Theirs.Length > 0 ? row.Theirs : "-")}  |  ours: {(row.Ours.Length > 0 ? row.Ours : "-")}");
        int differ = rows.Count(row => row.Match != SignMatch.Same);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reading.Signs.Length} signs on {date:uuuu-MM-dd}: {rows.Length - differ} the same, {differ} to look at"));
        return reading.Refused.Length > 0 ? BadInputException.ExitCode : differ > 0 ? Differs : 0;
    }

    /// <summary>The only municipality of the documents; null when there are several, and then every sign counts.</summary>
    private static string? TownOf(Policy.Documents.PolicySet policies) =>
        policies.Documents.Select(document => document.Site).Distinct().ToList() is [var one] ? one.Replace('-', ' ') : null;

    private static void Write(TextWriter csv, IReadOnlyList<SignRow> rows)
    {
        csv.WriteLine("result,sign,ours,theirs,place,id");
        foreach (var row in rows)
            csv.WriteLine(string.Join(',', new[] { Name(row.Match), row.Sign.ToString(), row.Ours, row.Theirs, row.Place, row.Id }.Select(CsvText.Cell)));
    }

    private static string Name(SignMatch match) => match switch
    {
        SignMatch.Same => "same",
        SignMatch.MissingInOurs => "missing-in-ours",
        SignMatch.MissingInTheirs => "missing-in-theirs",
        SignMatch.OtherTimes => "other-times",
        SignMatch.NoTimes => "no-times",
        _ => "unreadable-times",
    };
}
