using NodaTime;

namespace Venstertijden.Edge.Tests.Outbox;

/// <summary>Appends passages, acknowledges and tidies now and then, and says so line by line, until it is killed.</summary>
internal static class AppendForEver
{
    internal static int Run(string root)
    {
        using var folder = new EdgeFolder(root);
        using var outbox = folder.OpenOutbox();
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var random = new Random(Environment.ProcessId);
        while (true)
        {
            var draft = EdgeFolder.Draft();
            long seq = outbox.Append(draft).Seq;
            output.WriteLine($"stored {seq} {draft.Id}");
            folder.Clock.Advance(Duration.FromMilliseconds(100));
            if (random.Next(20) == 0)
            {
                long upTo = random.NextInt64(outbox.State.Acknowledged, outbox.State.Last + 1);
                // Said first: whoever is killed in between may have erased them or not.
                output.WriteLine($"acknowledging {upTo}");
                outbox.Acknowledge(outbox.State.Chain, upTo);
            }

            if (random.Next(30) == 0)
                outbox.Tidy();
        }
    }
}
