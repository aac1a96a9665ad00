using System.Diagnostics;
using System.Globalization;

namespace Venstertijden.Edge.Tests.Outbox;

/// <summary>The process is ended with SIGKILL at random moments, again and again on the same file.</summary>
public class OutboxKillTests
{
    private const int Kills = 12;

    [Test]
    [CancelAfter(120_000)]
    public async Task Killed_at_any_moment_the_chain_has_no_gap_and_no_double_and_all_that_was_reported(CancellationToken stop)
    {
        using var folder = new EdgeFolder();
        var reported = new SortedDictionary<long, Guid>();
        var random = new Random(20260302);
        long acknowledging = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            acknowledging = Math.Max(acknowledging, await RunAndKill(folder, random.Next(1, 120), reported, stop));
            Check(folder, reported, acknowledging);
        }

        Assert.That(reported, Has.Count.GreaterThan(Kills));
        await TestContext.Out.WriteLineAsync($"{Kills} kills, {reported.Count} passages reported as stored, none lost");
    }

    private static async Task<long> RunAndKill(EdgeFolder folder, int linesUntilKill, SortedDictionary<long, Guid> reported, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(OutboxKillTests).Assembly.Location, "append-for-ever", folder.Root]) { RedirectStandardOutput = true })!;
        long acknowledging = 0;
        int lines = 0;
        while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            // Read on to the end: what it said before it died counts too.
            if (++lines == linesUntilKill)
                process.Kill();
            switch (line.Split(' '))
            {
                case ["stored", var seq, var id]:
                    Assert.That(reported.TryAdd(long.Parse(seq, CultureInfo.InvariantCulture), Guid.Parse(id)), $"{seq} given twice");
                    break;
                case ["acknowledging", var upTo]:
                    acknowledging = long.Parse(upTo, CultureInfo.InvariantCulture);
                    break;
            }
        }

        await process.WaitForExitAsync(stop);
        Assert.That(process.ExitCode, Is.EqualTo(128 + 9), "killed, not ended by itself");
        return acknowledging;
    }

    private static void Check(EdgeFolder folder, SortedDictionary<long, Guid> reported, long acknowledging)
    {
        using var outbox = folder.OpenOutbox();
        var state = outbox.State;
        var messages = outbox.Take(state.Chain, 0, int.MaxValue);
        ChainAssert.IsWhole(messages, folder, state.Chain, first: state.Acknowledged + 1);
        Assert.That(state.Acknowledged + messages.Count, Is.EqualTo(state.Last));
        Assert.That(state.Acknowledged, Is.AtMost(acknowledging), "nothing is forgotten that was not acknowledged");
        var ids = messages.ToDictionary(m => m.Seq, m => ChainAssert.Passage(m).Id);
        foreach (var (seq, id) in reported.Where(r => r.Key > state.Acknowledged))
            Assert.That(ids.GetValueOrDefault(seq), Is.EqualTo(id), $"passage {seq} was reported as stored");

        // What was stored but not yet said when it died.
        foreach (var (seq, id) in ids)
            reported.TryAdd(seq, id);
        Assert.That(reported.Keys, Is.EqualTo(Enumerable.Range(1, (int)state.Last).Select(n => (long)n)));
    }
}
