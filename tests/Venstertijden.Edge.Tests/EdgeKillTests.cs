using System.Diagnostics;
using System.Globalization;
using Venstertijden.Contracts;
using Venstertijden.Edge.Tests.Delivery;
using Venstertijden.Testing;

namespace Venstertijden.Edge.Tests;

/// <summary>Edge and broker are real processes; both are ended with SIGKILL, and the link between them is cut, at random moments.</summary>
[Category("slow")]
public class EdgeKillTests
{
    private const int Faults = 12;

    [Test]
    [CancelAfter(240_000)]
    public async Task Whatever_is_killed_or_cut_every_passage_arrives_once_in_a_whole_chain(CancellationToken stop)
    {
        await using var broker = await TestBroker.Start("Mosquitto");
        await using var link = new CuttableLink(broker.Port);
        using var folder = new EdgeFolder();
        await using var central = new TestCentral { Acknowledges = true };
        await central.Connect(broker.Port);
        central.WritePublicKey(Path.Combine(folder.Root, "central.pem"));
        var random = new Random(20260303);
        var edge = StartEdge(folder, link);
        try
        {
            for (int fault = 0; fault < Faults; fault++)
            {
                int wanted = central.Numbers.Count + random.Next(1, 25);
                await Eventually.Become(() => central.Numbers.Count > wanted);
                switch (fault % 3)
                {
                    case 0:
                        edge = await KillAndStart(edge, folder, link, stop);
                        break;
                    case 1:
                        link.Cut();
                        edge = await KillAndStart(edge, folder, link, stop);
                        link.Mend();
                        break;
                    default:
                        await broker.Crash();
                        await broker.Start();
                        await central.Reconnect();
                        break;
                }
            }
        }
        finally
        {
            edge.Kill();
            await edge.WaitForExitAsync(stop);
            edge.Dispose();
        }

        using var outbox = folder.OpenOutbox();
        var state = outbox.State;
        var left = outbox.Take(state.Chain, 0, int.MaxValue);
        var stored = central.Of(MessageKind.Passage).Select(p => (p.Payload, Message: MessageReader.ReadPassage(p.Payload).Message!)).ToList();
        var bySeq = stored.DistinctBy(p => p.Message.Seq).ToDictionary(p => p.Message.Seq);

        Assert.That(stored.Select(p => (p.Message.Seq, Signing.Hash(p.Payload))).Distinct().Count(), Is.EqualTo(bySeq.Count), "one content for each number");
        Assert.That(bySeq.Values.Select(p => p.Message.Id), Is.Unique, "no passage under two numbers");
        Assert.That(bySeq.Keys.Concat(left.Select(m => m.Seq)).Distinct().Order(), Is.EqualTo(Enumerable.Range(1, (int)state.Last).Select(n => (long)n)), "each number has arrived, or waits");
        Assert.That(Enumerable.Range(1, (int)state.Acknowledged).All(n => bySeq.ContainsKey(n)), "nothing is forgotten that central does not have");
        string previous = Signing.NoPrevious;
        foreach (long seq in bySeq.Keys.Order().TakeWhile((seq, i) => seq == i + 1))
        {
            Assert.That(bySeq[seq].Message.PreviousHash, Is.EqualTo(previous), $"previousHash of {seq}");
            previous = Signing.Hash(bySeq[seq].Payload);
        }

        var evidence = folder.OpenEvidence();
        Assert.That(bySeq.Values.All(p => evidence.Read(p.Message.Id).Select(e => e.Sha256).ToHashSet().IsSupersetOf(p.Message.Evidence.Select(e => e.Sha256))), "each picture that is named is there");
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Faults} faults, {state.Last} passages, {stored.Count - bySeq.Count} copies, none lost, none twice"));
    }

    private static Process StartEdge(EdgeFolder folder, CuttableLink link) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(EdgeKillTests).Assembly.Location, "watch-for-ever", folder.Root, link.Port.ToString(CultureInfo.InvariantCulture)]))!;

    private static async Task<Process> KillAndStart(Process edge, EdgeFolder folder, CuttableLink link, CancellationToken stop)
    {
        edge.Kill();
        await edge.WaitForExitAsync(stop);
        Assert.That(edge.ExitCode, Is.EqualTo(128 + 9), "killed, not ended by itself");
        edge.Dispose();
        return StartEdge(folder, link);
    }
}
