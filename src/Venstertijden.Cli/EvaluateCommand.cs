using System.CommandLine;
using Venstertijden.Cli.Evaluation;
using Venstertijden.Cli.Evaluation.Report;

namespace Venstertijden.Cli;

/// <summary><c>vth evaluate</c>: how well plates are found and read, ours beside Tesseract and an earlier pair of nets; goes on where it was stopped.</summary>
public static class EvaluateCommand
{
    public static Command Create()
    {
        var real = new Option<string[]>("--real") { Description = "folder with real frames (frames.csv and frames/); may be given more than once", AllowMultipleArgumentsPerToken = true };
        var heldOut = new Option<bool>("--held-out") { Description = "of a training folder only the plates that training leaves alone" };
        var passages = new Option<int>("--passages") { Description = "rendered passages, through tracker and vote" };
        var seed = new Option<int>("--seed") { Description = "another seed gives other passages", DefaultValueFactory = _ => 1 };
        var models = new Option<string?>("--models") { Description = "folder with detector and reader (.onnx and .json); default the pair that ships" };
        var compare = new Option<string?>("--compare") { Description = "folder with a previous pair, measured beside it" };
        var output = new Option<string>("--out") { Description = "folder for outcomes.csv, report.md and the calibration plots; a second run goes on with it", Required = true };
        var threads = new Option<int>("--threads") { Description = "samples at the same time, one core each", DefaultValueFactory = _ => 1 };
        var calibrate = new Option<bool>("--calibrate") { Description = "print the calibration for reader.json, fitted to all outcomes" };
        var document = new Option<string?>("--document") { Description = "a Markdown file whose marked blocks take the tables" };
        var command = new Command("evaluate", "Measures finding and reading on real frames and rendered passages.")
        {
            real, heldOut, passages, seed, models, compare, output, threads, calibrate, document,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new EvaluationOptions
            {
                RealFolders = parsed.GetValue(real) ?? [],
                HeldOut = parsed.GetValue(heldOut),
                Passages = AtLeast(0, parsed.GetValue(passages), "--passages"),
                Seed = parsed.GetValue(seed),
                Models = parsed.GetValue(models),
                Previous = parsed.GetValue(compare),
                Out = parsed.GetRequiredValue(output),
                Threads = AtLeast(1, parsed.GetValue(threads), "--threads"),
                Document = parsed.GetValue(document),
            },
            parsed.GetValue(calibrate),
            parsed.InvocationConfiguration,
            stop));
        return command;
    }

    private static async Task<int> RunAsync(EvaluationOptions options, bool calibrate, InvocationConfiguration console, CancellationToken stop)
    {
        MakeFolder(options.Out);
        using var outcomes = OutcomeFile.Open(Path.Combine(options.Out, "outcomes.csv"));
        using var run = new EvaluationRun(options, outcomes, TextWriter.Synchronized(console.Error));
        run.Open();
        await run.RunAsync(stop);
        var readers = run.Contestants;
        // Outcomes of other nets stay in the file, but are another evaluation.
        var ofThese = outcomes.All().Where(o => readers.Any(r => r.Name == o.Reader && r.Models == o.Models)).ToList();
        if (ofThese.Count == 0)
            throw new BadInputException("expected something to measure on: --real DIR, --passages N, or an --out that holds outcomes of these nets");
        EvaluationReport.Write(options, ofThese, readers);
        if (calibrate)
            await console.Output.WriteLineAsync(EvaluationReport.Calibration(ofThese, readers[0]));
        return 0;
    }

    private static int AtLeast(int least, int value, string option) => value >= least ? value : throw new BadInputException($"{option}: expected {least} or more");

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--out: expected a folder that can be made and written, '{folder}' cannot ({e.Message})", e);
        }
    }
}
