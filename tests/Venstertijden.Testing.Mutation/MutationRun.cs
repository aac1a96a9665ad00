using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Venstertijden.Testing.Mutation;

/// <summary>A mutant and what became of it.</summary>
internal sealed record Result(Mutant Mutant, Fate Fate, string By);

/// <summary>Asks child processes about every mutant, writes each answer down at once, and asks nothing twice.</summary>
internal sealed class MutationRun(Options options, IReadOnlyList<Mutant> mutants)
{
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(5);

    // A survivor, the slowest, runs all tests; a mutant that takes this long on a busy machine never ends.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<int> _open = new();
    private readonly ConcurrentDictionary<string, Result> _results = new();
    private readonly Lock _writing = new();

    public async Task<IReadOnlyList<Result>> RunAsync(IReadOnlyList<int> chosen)
    {
        var earlier = options.State is null ? [] : RunState.Read(options.State, options.TrustKills);
        foreach (var index in chosen)
        {
            if (earlier.TryGetValue(mutants[index].Id, out var known))
                _results[mutants[index].Id] = new Result(mutants[index], known.Fate, known.By);
            else
                _open.Enqueue(index);
        }

        Console.WriteLine($"{chosen.Count} mutants, {_results.Count} known from before");
        if (!_open.IsEmpty)
            await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(WorkAsync)));
        return [.. chosen.Select(index => _results[mutants[index].Id])];
    }

    private async Task WorkAsync()
    {
        while (!_open.IsEmpty)
        {
            using var worker = StartWorker();
            try
            {
                await ExpectReadyAsync(worker);
                while (_open.TryDequeue(out var index))
                {
                    if (await AskAsync(worker, index) is not { } result)
                    {
                        // The process had done its share and ended before it read this one.
                        _open.Enqueue(index);
                        break;
                    }

                    Keep(result);
                    if (result.Fate == Fate.TimedOut)
                        break;
                }
            }
            finally
            {
                if (!worker.HasExited)
                    worker.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task ExpectReadyAsync(Process worker)
    {
        var first = await worker.StandardOutput.ReadLineAsync().WaitAsync(Start);
        if (first != "ready")
            throw new InvalidOperationException(first?.Split('\t')[^1] ?? "a worker ended before it was ready");
    }

    private async Task<Result?> AskAsync(Process worker, int index)
    {
        try
        {
            await worker.StandardInput.WriteLineAsync(index.ToString(CultureInfo.InvariantCulture));
            await worker.StandardInput.FlushAsync();
            var answer = await worker.StandardOutput.ReadLineAsync().WaitAsync(Limit);
            if (answer?.Split('\t') is [var fate, var by])
                return new Result(mutants[index], Enum.Parse<Fate>(fate), by);
            await worker.WaitForExitAsync();
            // Ended in order: it did not read the question. Otherwise the mutant took the process down, by an endless recursion for one.
            return worker.ExitCode == 0 ? null : new Result(mutants[index], Fate.Killed, "it took the process down");
        }
        catch (TimeoutException)
        {
            return new Result(mutants[index], Fate.TimedOut, $"not done in {Limit.TotalSeconds} s");
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Keep(Result result)
    {
        _results[result.Mutant.Id] = result;
        lock (_writing)
        {
            if (options.State is not null)
                RunState.Append(options.State, result);
            if (result.Fate == Fate.Survived || _results.Count % 50 == 0)
                Console.WriteLine($"{_results.Count} done, {_open.Count} to go{(result.Fate == Fate.Survived ? $"; survived: {result.Mutant.Id} {result.Mutant}" : "")}");
        }
    }

    private Process StartWorker()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(MutationRun).Assembly.Location, "--worker", options.Worker!, "--sources", options.Sources, "--tests", options.Tests, .. options.Only.SelectMany(only => new[] { "--only", only })])
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started");
    }
}
