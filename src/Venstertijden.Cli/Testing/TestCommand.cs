using System.CommandLine;
using System.Diagnostics;

namespace Venstertijden.Cli.Testing;

/// <summary><c>vth test</c>: runs the test projects one after another and adds their results up.</summary>
public static class TestCommand
{
    private static readonly string[] LongRuns = ["faults", "fuzz", "mutation", "load"];

    /// <summary>Projects that start browsers or whole systems; left out of <c>--fast</c>.</summary>
    private static readonly string[] Slow = ["Venstertijden.Browser.Tests", "Venstertijden.EndToEnd.Tests"];

    public static Command Create()
    {
        var fast = new Option<bool>("--fast") { Description = "only the quick tests, for the working loop" };
        var longRuns = LongRuns.Select(name => new Option<bool>("--" + name) { Description = $"only the long run '{name}'" }).ToArray();
        var command = new Command("test", "Runs the tests; ends with 'N passed, N failed, N skipped'.") { fast };
        foreach (var option in longRuns)
            command.Add(option);
        command.SetAction((parsed, stop) =>
        {
            var chosen = LongRuns.Where((_, i) => parsed.GetValue(longRuns[i])).ToList();
            bool isFast = parsed.GetValue(fast);
            if (chosen.Count + (isFast ? 1 : 0) > 1)
                throw new BadInputException("choose one of --fast, --faults, --fuzz, --mutation, --load");
            return RunAsync(isFast, chosen.SingleOrDefault(), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(bool fast, string? longRun, CancellationToken stop)
    {
        string tests = Path.Combine(Repository.Root, "tests");
        var projects = Directory.GetDirectories(tests, "*.Tests").Select(Path.GetFileName).OfType<string>()
            .Where(name => !fast || !Slow.Contains(name))
            .OrderBy(name => Slow.Contains(name)).ThenBy(name => name, StringComparer.Ordinal)
            .ToList();
        string results = Directory.CreateTempSubdirectory("vth-test-").FullName;
        try
        {
            var total = default(TestCount);
            foreach (string project in projects)
            {
                var (count, seconds) = await RunProjectAsync(tests, project, results, Filter(fast, longRun), longRun, stop);
                total += count;
                Console.WriteLine($"{project}: {count} ({seconds:F0} s)");
            }

            if (longRun is not null && total.Passed + total.Failed == 0)
                throw new BadInputException($"there is no test of the long run '{longRun}' yet");
            Console.WriteLine(total);
            return total.Failed == 0 && total.Passed > 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
    }

    private static string? Filter(bool fast, string? longRun) =>
        longRun is not null ? "TestCategory=" + longRun
        : fast ? "TestCategory!=slow&" + NoLongRun
        : NoLongRun;

    private static string NoLongRun => string.Join('&', LongRuns.Select(name => "TestCategory!=" + name));

    private static async Task<(TestCount Count, double Seconds)> RunProjectAsync(string tests, string project, string results, string? filter, string? longRun, CancellationToken stop)
    {
        string trx = Path.Combine(results, project + ".trx");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Root };
        foreach (string argument in (string[])["test", Path.Combine(tests, project), "--no-build", "-c", "Release", "--nologo", "-v", "quiet", "--logger", "trx;LogFileName=" + trx, "--logger", "console;verbosity=minimal"])
            start.ArgumentList.Add(argument);
        if (filter is not null)
        {
            start.ArgumentList.Add("--filter");
            start.ArgumentList.Add(filter);
        }

        if (longRun is not null)
            start.Environment["VTH_LONG"] = longRun;
        long began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new BadInputException("dotnet could not be started");
        await process.WaitForExitAsync(stop);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var count = File.Exists(trx) ? TestCount.ReadTrx(trx) : default;
        // A runner that died without a failed test of its own is a failure too.
        return (process.ExitCode != 0 && count.Failed == 0 && (File.Exists(trx) || longRun is null) ? count with { Failed = 1 } : count, seconds);
    }
}
