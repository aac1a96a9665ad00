using System.Text;
using Microsoft.Data.Sqlite;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Tests.Outbox;

public class OutboxTests
{
    private EdgeFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new EdgeFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Numbers_start_at_one_and_rise_by_one_over_restarts()
    {
        var chain = Guid.Empty;
        for (int start = 0; start < 3; start++)
        {
            using var outbox = _folder.OpenOutbox();
            chain = start == 0 ? outbox.State.Chain : chain;
            Assert.That(outbox.State.Chain, Is.EqualTo(chain), "one chain over restarts");
            for (int i = 0; i < 5; i++)
                Assert.That(outbox.Append(EdgeFolder.Draft()), Is.EqualTo(new Edge.Outbox.Appended((start * 5) + i + 1, Stored: true)));
        }

        using var last = _folder.OpenOutbox();
        var messages = last.Take(chain, 0, 100);
        Assert.That(messages, Has.Count.EqualTo(15));
        ChainAssert.IsWhole(messages, _folder, chain);
    }

    [Test]
    public void A_message_says_what_was_seen()
    {
        using var outbox = _folder.OpenOutbox();
        var draft = EdgeFolder.Draft("AE123B");
        outbox.Append(draft);

        var message = ChainAssert.Passage(outbox.Take(outbox.State.Chain, 0, 1)[0]);

        Assert.That((message.Id, message.Site, message.Camera, message.Plate!.Text, message.SeenFrom), Is.EqualTo((draft.Id, "assen", "brink-noord", "AE123B", EdgeFolder.Monday)));
    }

    [Test]
    public void The_chain_goes_on_after_all_was_acknowledged_and_the_edge_restarted()
    {
        Guid chain;
        string hashOfLast;
        using (var outbox = _folder.OpenOutbox())
        {
            chain = outbox.State.Chain;
            outbox.Append(EdgeFolder.Draft());
            outbox.Append(EdgeFolder.Draft());
            hashOfLast = Signing.Hash(outbox.Take(chain, 1, 1)[0].Payload);
            outbox.Acknowledge(chain, 2);
        }

        using var again = _folder.OpenOutbox();
        again.Append(EdgeFolder.Draft());

        Assert.That(again.State, Is.EqualTo(new Edge.Outbox.OutboxState(chain, 2, 3, 1, EdgeFolder.Monday)));
        ChainAssert.IsWhole(again.Take(chain, 2, 10), _folder, chain, first: 3, previous: hashOfLast);
    }

    [Test]
    public void An_acknowledge_of_another_chain_forgets_nothing()
    {
        using var outbox = _folder.OpenOutbox();
        outbox.Append(EdgeFolder.Draft());

        Assert.That(outbox.Acknowledge(Guid.NewGuid(), 1), Is.False);
        Assert.That(outbox.State.Depth, Is.EqualTo(1));
    }

    [Test]
    public void An_older_acknowledge_does_no_harm()
    {
        using var outbox = _folder.OpenOutbox();
        outbox.Append(EdgeFolder.Draft());
        outbox.Append(EdgeFolder.Draft());
        outbox.Acknowledge(outbox.State.Chain, 2);
        outbox.Append(EdgeFolder.Draft());
        outbox.Acknowledge(outbox.State.Chain, 1);

        Assert.That((outbox.State.Acknowledged, outbox.State.Last, outbox.State.Depth), Is.EqualTo((2L, 3L, 1L)));
    }

    [Test]
    public void Nothing_on_the_disk_shows_a_plate_and_what_is_acknowledged_is_gone_byte_for_byte()
    {
        using var outbox = _folder.OpenOutbox();
        for (int i = 0; i < 200; i++)
            outbox.Append(EdgeFolder.Draft("AE123B"));
        outbox.Dispose();
        byte[] sealedBytes = SealedOf(150)[40..104];
        Assert.That(_folder.AllData().AsSpan().IndexOf(sealedBytes), Is.Not.Negative, "the test looks for what was there");
        Assert.That(_folder.AllData().AsSpan().IndexOf("AE123B"u8), Is.Negative);

        using var again = _folder.OpenOutbox();
        again.Acknowledge(again.State.Chain, 200);
        again.Tidy();

        Assert.That(_folder.AllData().AsSpan().IndexOf(sealedBytes), Is.Negative);
        Assert.That(new FileInfo(_folder.OutboxPath).Length, Is.LessThan(64 * 1024), "free pages are given back");
    }

    [Test]
    public void A_second_edge_on_the_same_folder_is_refused_in_one_line()
    {
        using var outbox = _folder.OpenOutbox();

        var refusal = Assert.Throws<EdgeConfigException>(() => _folder.OpenOutbox().Dispose())!;

        Assert.That(refusal.Message, Does.Contain("another edge uses this folder").And.Not.Contain("\n"));
    }

    [Test]
    public void Numbers_that_were_acknowledged_and_are_asked_for_again_are_told_as_gone_once()
    {
        using var outbox = _folder.OpenOutbox();
        var chain = outbox.State.Chain;
        for (int i = 0; i < 6; i++)
            outbox.Append(EdgeFolder.Draft());
        outbox.Acknowledge(chain, 4);

        outbox.TellForgotten(chain, 2, 6);
        outbox.TellForgotten(chain, 3, 4);

        var messages = outbox.Take(chain, 0, 100);
        Assert.That(messages.Select(m => m.Seq), Is.EqualTo(new long[] { 5, 6, 7 }));
        var gap = ChainAssert.Gap(messages[2]);
        Assert.That((gap.From, gap.To, gap.Reason), Is.EqualTo((2L, 4L, GapReason.Pruned)));
    }

    private byte[] SealedOf(long seq)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.OutboxPath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sealed FROM message WHERE seq = $seq";
        command.Parameters.AddWithValue("$seq", seq);
        return (byte[])command.ExecuteScalar()!;
    }
}
