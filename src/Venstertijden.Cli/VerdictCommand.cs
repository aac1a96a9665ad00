using System.CommandLine;
using Venstertijden.Cli.Csv;
using Venstertijden.Cli.Verdicts;

namespace Venstertijden.Cli;

/// <summary><c>vth verdict</c>: judges a table of cases by the rules alone.</summary>
public static class VerdictCommand
{
    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "folder with policy documents (*.yaml)", Required = true };
        var cases = new Option<string>("--cases") { Description = "CSV with the columns " + string.Join(',', CaseTable.Wanted), Required = true };
        var @out = new Option<string>("--out") { Description = "CSV to write: id,verdict,reason,offence,cautions,explanation", Required = true };
        var command = new Command("verdict", "Judges a table of cases by the rules alone: sure read, good clock, fresh list, complete papers.") { policy, cases, @out };
        command.SetAction((parsed, stop) => Task.FromResult(Run(
            parsed.GetRequiredValue(policy), parsed.GetRequiredValue(cases), parsed.GetRequiredValue(@out), parsed.InvocationConfiguration.Error, stop)));
        return command;
    }

    /// <summary>Does the work; nothing is written when a file, a column or a document is bad.</summary>
    /// <returns>0, or 2 when a row was bad.</returns>
    /// <exception cref="BadInputException">A file, a column or a document is bad.</exception>
    public static int Run(string policyFolder, string casesFile, string outFile, TextWriter errors, CancellationToken stop)
    {
        var policies = PolicyFolder.Read(policyFolder);
        var table = new CaseTable(casesFile, Utf8File.Read(casesFile), policies);
        var (judged, bad) = (0, 0);
        Utf8File.Write(outFile, output => (judged, bad) = table.Judge(output, errors, stop));
        if (bad == 0)
            return 0;
        errors.WriteLine($"{casesFile}: {judged} rows judged, {bad} left out");
        return 2;
    }
}
