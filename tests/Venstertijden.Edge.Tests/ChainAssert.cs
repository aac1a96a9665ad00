using Venstertijden.Contracts;
using Venstertijden.Edge.Outbox;

namespace Venstertijden.Edge.Tests;

/// <summary>What central would check of a run of messages.</summary>
internal static class ChainAssert
{
    /// <summary>Numbers rise by one from the first, each names the hash of the one before, all are signed by the device.</summary>
    internal static void IsWhole(IReadOnlyList<OutboxMessage> messages, EdgeFolder folder, Guid chain, long first = 1, string? previous = null)
    {
        string? hash = previous ?? (first == 1 ? Signing.NoPrevious : null);
        long seq = first;
        foreach (var message in messages)
        {
            var (m, s, p) = Link(message);
            Assert.That((m, s), Is.EqualTo((chain, seq)));
            Assert.That(message.Seq, Is.EqualTo(seq));
            if (hash is not null)
                Assert.That(p, Is.EqualTo(hash), $"previousHash of {seq}");
            Assert.That(folder.Keys.HasSigned(message.Payload, message.Signature), $"signature of {seq}");
            hash = Signing.Hash(message.Payload);
            seq++;
        }
    }

    internal static PassageMessage Passage(OutboxMessage message)
    {
        var read = MessageReader.ReadPassage(message.Payload);
        Assert.That(read.IsSound, read.Detail);
        return read.Message!;
    }

    internal static GapMessage Gap(OutboxMessage message)
    {
        Assert.That(message.Kind, Is.EqualTo(MessageKind.Gap));
        var read = MessageReader.ReadGap(message.Payload);
        Assert.That(read.IsSound, read.Detail);
        return read.Message!;
    }

    private static (Guid Chain, long Seq, string Previous) Link(OutboxMessage message)
    {
        if (message.Kind == MessageKind.Gap)
            return Gap(message) is var gap ? (gap.Chain, gap.Seq, gap.PreviousHash) : default;
        var passage = Passage(message);
        return (passage.Chain, passage.Seq, passage.PreviousHash);
    }
}
