using System.CommandLine;
using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using Venstertijden.Central;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Central.Features.Register.Import;

namespace Venstertijden.Cli;

/// <summary><c>vth register import FILE</c>: makes central's copy of the vehicle register from the public dumps.</summary>
public static class RegisterCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "a folder, .zip, .csv or .csv.gz with the RDW's open data: " + string.Join(", ", DataSet.OfRegister.Select(s => s.Name)) + "; or a table of whole vehicles: " + string.Join(',', DataSet.Whole.Columns), HelpName = "FILE" };
        var data = new Option<string?>("--data") { Description = CentralData.DataHelp, HelpName = "DIR" };
        var config = new Option<string?>("--config") { Description = "central's YAML, whose data folder gets the copy", HelpName = "FILE" };
        var date = new Option<string?>("--date") { Description = "date of the data, yyyy-mm-dd; default that of the files", HelpName = "DATE" };
        var fewer = new Option<bool>("--allow-fewer") { Description = "also when more than a tenth of the vehicles of the copy in use are gone" };
        var import = new Command("import", "Makes central's copy of the vehicle register; a running central takes it up within a minute.") { file, data, config, date, fewer };
        import.SetAction((parsed, stop) => Task.FromResult(Run(
            parsed.GetRequiredValue(file), CentralData.Find(parsed.GetValue(data), parsed.GetValue(config)), parsed.GetValue(config) is not null, parsed.GetValue(date) is { } given ? DateOption.Read("--date", given) : null,
            parsed.GetValue(fewer), TimeProvider.System.GetCurrentInstant(), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, stop)));
        return new Command("register", "The local copy of the vehicle register.") { import };
    }

    /// <summary>Does the work; nothing is written when a file, a data set or a column is missing.</summary>
    /// <param name="path">What is imported.</param>
    /// <param name="central">Whose copy it becomes.</param>
    /// <param name="knowsConfig">The options are from central's own file, so that it is known which register it uses.</param>
    /// <param name="date">The date of the data; null takes it from the files.</param>
    /// <param name="allowFewer">Also when far fewer vehicles come than before.</param>
    /// <param name="now">The moment.</param>
    /// <param name="output">Gets what was made.</param>
    /// <param name="errors">Gets progress and bad rows.</param>
    /// <param name="stop">Stops; nothing is left behind.</param>
    /// <returns>0, or 2 when a row was bad.</returns>
    /// <exception cref="BadInputException">It cannot be imported.</exception>
    public static int Run(
        string path, CentralOptions central, bool knowsConfig, LocalDate? date, bool allowFewer, Instant now, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        try
        {
            var bad = new BadRows(errors.WriteLine);
            var made = new RegisterImport(errors.WriteLine, bad).Run(
                SourceFile.Of(path), path, CopyShelf.Of(central.Data), now, date?.AtMidnight().InUtc().ToInstant(), allowFewer, stop);
            output.WriteLine($"{made.Path}: {Count(made.Vehicles)} vehicles of {made.SourceAt.InUtc().Date:uuuu-MM-dd}, {Count(new FileInfo(made.Path).Length)} bytes; without a fuel {Count(made.WithoutFuel)}, without an emission class {Count(made.WithoutClass)}");
            if (central.SampleRegister)
                output.WriteLine(knowsConfig ? "central does not use it yet: its configuration says 'register: sample', expected 'register: imported'" : "a central uses it where its configuration says 'register: imported'; the demo keeps its made-up vehicles");
            if (made.Doubles > 0)
                errors.WriteLine($"{path}: {Count(made.Doubles)} vehicles stood there twice; the first counted");
            if (made.BadRows == 0)
                return 0;
            errors.WriteLine($"{path}: {Count(made.BadRows)} rows could not be read, whole or in part; what they say is left empty");
            return BadInputException.ExitCode;
        }
        catch (ImportRefusedException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
