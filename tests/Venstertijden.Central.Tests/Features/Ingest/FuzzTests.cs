using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Ingest;

/// <summary>Bad messages without end between good ones: none gets through, none is lost to counting, no good one is held up, no memory is kept.</summary>
public class FuzzTests
{
    private const int Block = 1000;

    [Test]
    public async Task Thousands_of_bad_messages_are_each_counted_under_their_reason_and_hold_nobody_up() => await Blocks([1, 2, 3], _ => { });

    [Test]
    [Category("fuzz")]
    public async Task A_million_bad_messages_are_each_counted_under_their_reason_and_hold_nobody_up()
    {
        const int All = 1000;
        string stateFile = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, ".vth", "fuzz")).FullName, "ingest.json");
        var state = File.Exists(stateFile) ? JsonSerializer.Deserialize<Progress>(await File.ReadAllTextAsync(stateFile))! : new Progress(0, [], 0, 0);
        // Parts of 50 blocks on a fresh database: what is killed in between goes on where it was.
        for (int from = state.Blocks; from < All; from = state.Blocks)
        {
            long began = Stopwatch.GetTimestamp();
            var counts = new Dictionary<string, long>(state.Counts);
            double mb = await Blocks(Enumerable.Range(from + 1, Math.Min(50, All - from)), reason => counts[reason.WireName()] = counts.GetValueOrDefault(reason.WireName()) + 1);
            state = new Progress(Math.Min(All, from + 50), counts, state.Seconds + Stopwatch.GetElapsedTime(began).TotalSeconds, Math.Max(state.GrownMB, mb));
            await File.WriteAllTextAsync(stateFile, JsonSerializer.Serialize(state));
            await TestContext.Progress.WriteLineAsync($"fuzz: {state.Blocks * Block:N0} bad messages");
        }

        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs", "reports", "ingest-fuzz.md"), Report(state));
        File.Delete(stateFile);
    }

    private sealed record Progress(int Blocks, Dictionary<string, long> Counts, double Seconds, double GrownMB);

    /// <returns>By how many MB the memory grew.</returns>
    private static async Task<double> Blocks(IEnumerable<int> seeds, Action<DeadLetterReason> seen)
    {
        await using var town = await Town.Start();
        var bad = await town.Edge("kerkstraat");
        var good = await town.Edge("markt");
        var writer = town.Get<BatchWriter>();
        var expected = new Dictionary<DeadLetterReason, long>();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int sent = 0;
        foreach (int seed in seeds)
        {
            var messages = new BadMessages(bad, seed);
            var batch = new List<ReceivedMessage>();
            for (int i = 0; i < Block; i++)
            {
                var (message, reason) = messages.Next();
                expected[reason] = expected.GetValueOrDefault(reason) + 1;
                seen(reason);
                batch.Add(message);
                if (i % 100 != 0)
                    continue;
                batch.Add(BadMessages.Received(good.Next(A.Passage("V41LPF", pictures: false))));
                sent++;
            }

            await writer.Write(batch, CancellationToken.None);
        }

        double grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)(1 << 20);
        await using var db = town.Open();
        var totals = await Counters.Totals(db, CancellationToken.None);
        Assert.That(
            Enum.GetValues<DeadLetterReason>().Select(r => (r, totals.GetValueOrDefault((Counters.DeadLetters, r.WireName())))),
            Is.EqualTo(Enum.GetValues<DeadLetterReason>().Select(r => (r, expected.GetValueOrDefault(r)))));
        Assert.That(totals.GetValueOrDefault((Counters.PassagesStored, "")), Is.EqualTo(sent), "every good one among them is stored");
        Assert.That(grown, Is.LessThan(50), "MB kept");
        return grown;
    }

    private static string Report(Progress state) => string.Create(CultureInfo.InvariantCulture, $"""
        # Bad messages
        Made by `./vth test --fuzz`; the generator is `tests/Venstertijden.Central.Tests/Features/Ingest/BadMessages.cs`. Random bytes, cut JSON, wrong types, missing and doubled members, huge numbers and strings, wrong topics, strange cameras, wrong signatures, times before 1970 and days ahead, through the same reading and storing as messages from the broker (SQLite), with one good passage of another camera for every hundred.

        {state.Blocks * Block:N0} bad messages in {state.Seconds:N0} s: no crash, each set aside and counted under its reason, every good passage stored, memory grown by at most {Math.Max(0, state.GrownMB):0.#} MB in a part of 50,000.

        | reason | messages |
        | --- | ---: |
        {string.Join('\n', state.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"| `{c.Key}` | {c.Value:N0} |"))}

        """);
}
