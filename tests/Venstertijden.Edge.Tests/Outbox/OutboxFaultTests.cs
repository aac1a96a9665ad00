using Venstertijden.Contracts;

namespace Venstertijden.Edge.Tests.Outbox;

/// <summary>Files that are lost, broken, full or meddled with.</summary>
public class OutboxFaultTests
{
    private EdgeFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new EdgeFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_first_start_is_no_gap()
    {
        using var outbox = _folder.OpenOutbox();

        Assert.That(outbox.State.Depth, Is.Zero);
    }

    private static readonly (string Name, Action<EdgeFolder> Harm)[] Harms =
    [
        ("the data folder is gone", f => Directory.Delete(f.Data, recursive: true)),
        ("the file is gone", f => File.Delete(f.OutboxPath)),
        ("the file is empty", f => File.WriteAllBytes(f.OutboxPath, [])),
        ("the file is no database", f => File.WriteAllBytes(f.OutboxPath, [.. Enumerable.Range(0, 9000).Select(i => (byte)i)])),
        ("the head of the file is overwritten", f => Overwrite(f.OutboxPath, 0, 200)),
        ("a page within the file is overwritten", f => Overwrite(f.OutboxPath, 4096, 12_288)),
        ("the end of the file is cut off", f => Cut(f.OutboxPath)),
        ("the secret is another", f => File.WriteAllBytes(f.KeyFile + ".secret", new byte[32])),
    ];

    [Test]
    public void A_lost_or_broken_file_begins_a_new_chain_that_says_so([ValueSource(nameof(HarmNames))] string harm)
    {
        Guid old;
        using (var outbox = _folder.OpenOutbox())
        {
            old = outbox.State.Chain;
            for (int i = 0; i < 60; i++)
                outbox.Append(EdgeFolder.Draft());
        }

        Harms.Single(h => h.Name == harm).Harm(_folder);
        using var reread = new EdgeFolder(_folder.Root);
        using var again = reread.OpenOutbox();
        again.Append(EdgeFolder.Draft());

        var state = again.State;
        Assert.That(state.Chain, Is.Not.EqualTo(old));
        var messages = again.Take(state.Chain, 0, 10);
        ChainAssert.IsWhole(messages, reread, state.Chain);
        var gap = ChainAssert.Gap(messages[0]);
        Assert.That((gap.Seq, gap.From, gap.To, gap.Reason, gap.PreviousChain), Is.EqualTo((1L, 0L, 0L, GapReason.FileLost, (Guid?)old)));
        Assert.That(messages, Has.Count.EqualTo(2));
    }

    [Test]
    public void An_older_copy_of_the_file_is_not_taken_for_the_open_chain()
    {
        using (var outbox = _folder.OpenOutbox())
            outbox.Append(EdgeFolder.Draft());
        File.Copy(_folder.OutboxPath, _folder.Root + "/copy");
        File.Delete(_folder.OutboxPath);
        using (var outbox = _folder.OpenOutbox())
            outbox.Append(EdgeFolder.Draft());
        File.Move(_folder.Root + "/copy", _folder.OutboxPath, overwrite: true);

        using var again = _folder.OpenOutbox();

        Assert.That(ChainAssert.Gap(again.Take(again.State.Chain, 0, 1)[0]).Reason, Is.EqualTo(GapReason.FileLost));
    }

    [Test]
    public void When_central_has_more_than_the_file_it_is_an_older_copy_and_no_number_is_given_twice()
    {
        using (var outbox = _folder.OpenOutbox())
            outbox.Append(EdgeFolder.Draft());
        File.Copy(_folder.OutboxPath, _folder.Root + "/copy");
        using (var outbox = _folder.OpenOutbox())
            outbox.Append(EdgeFolder.Draft());
        File.Move(_folder.Root + "/copy", _folder.OutboxPath, overwrite: true);
        using var again = _folder.OpenOutbox();
        var old = again.State.Chain;
        Assert.That(again.State.Last, Is.EqualTo(1), "the copy is of the same chain and cannot be told by itself");

        again.Acknowledge(old, 2);

        Assert.That(again.State.Chain, Is.Not.EqualTo(old));
        Assert.That(ChainAssert.Gap(again.Take(again.State.Chain, 0, 1)[0]).PreviousChain, Is.EqualTo(old));
    }

    [Test]
    public void What_is_left_of_a_broken_file_is_kept_for_a_week()
    {
        using (var outbox = _folder.OpenOutbox())
            outbox.Append(EdgeFolder.Draft());
        File.WriteAllText(_folder.OutboxPath, "broken");
        using var again = _folder.OpenOutbox();
        _folder.Clock.Advance(NodaTime.Duration.FromDays(7));
        again.Tidy();
        Assert.That(Directory.EnumerateFiles(_folder.OutboxFolder, "*.broken-*").Count(), Is.EqualTo(1));

        _folder.Clock.Advance(NodaTime.Duration.FromMilliseconds(1));
        again.Tidy();
        Assert.That(Directory.EnumerateFiles(_folder.OutboxFolder, "*.broken-*"), Is.Empty);
    }

    [Test]
    public void A_message_that_was_changed_on_the_disk_is_lost_alone_and_told()
    {
        using (var outbox = _folder.OpenOutbox())
        {
            for (int i = 0; i < 5; i++)
                outbox.Append(EdgeFolder.Draft());
        }

        _folder.Meddle("UPDATE message SET sealed = CAST(substr(sealed, 1, 50) || x'00' || substr(sealed, 52) AS BLOB) WHERE seq = 3");
        using var again = _folder.OpenOutbox();
        var chain = again.State.Chain;
        again.Take(chain, 0, 100);
        var messages = again.Take(chain, 0, 100);

        Assert.That(messages.Select(m => m.Seq), Is.EqualTo(new long[] { 1, 2, 4, 5, 6 }));
        var gap = ChainAssert.Gap(messages[^1]);
        Assert.That((gap.From, gap.To, gap.Reason, gap.PreviousChain), Is.EqualTo((3L, 3L, GapReason.FileLost, (Guid?)null)));
        Assert.That(gap.PreviousHash, Is.EqualTo(Signing.Hash(messages[^2].Payload)));
    }

    [Test]
    public void Messages_that_were_taken_out_of_the_file_are_told_once()
    {
        using (var outbox = _folder.OpenOutbox())
        {
            for (int i = 0; i < 8; i++)
                outbox.Append(EdgeFolder.Draft());
        }

        _folder.Meddle("DELETE FROM message WHERE seq IN (2, 3, 8)");
        for (int start = 0; start < 2; start++)
        {
            using var again = _folder.OpenOutbox();
            var gaps = again.Take(again.State.Chain, 0, 100).Where(m => m.Kind == MessageKind.Gap).Select(ChainAssert.Gap).ToList();
            Assert.That(gaps.Select(g => (g.From, g.To)), Is.EqualTo(new[] { (2L, 3L), (8L, 8L) }));
        }
    }

    [Test]
    public void When_there_is_no_room_numbers_are_taken_all_the_same_and_told_as_a_gap_once_there_is()
    {
        using var outbox = _folder.OpenOutbox(maxBytes: 100 * 1024);
        var chain = outbox.State.Chain;
        long stored = 0;
        while (outbox.Append(EdgeFolder.Draft()) is { Stored: true } appended)
            stored = appended.Seq;
        Assert.That(outbox.Append(EdgeFolder.Draft()), Is.EqualTo(new Edge.Outbox.Appended(stored + 2, Stored: false)));
        Assert.That(outbox.Take(chain, 0, 10_000), Has.Count.EqualTo(stored), "what was stored stays");

        outbox.Acknowledge(chain, stored - 1);
        var after = outbox.Append(EdgeFolder.Draft());

        Assert.That(after, Is.EqualTo(new Edge.Outbox.Appended(stored + 4, Stored: true)));
        var messages = outbox.Take(chain, 0, 10);
        Assert.That(messages.Select(m => m.Seq), Is.EqualTo(new[] { stored, stored + 3, stored + 4 }));
        var gap = ChainAssert.Gap(messages[1]);
        Assert.That((gap.From, gap.To, gap.Reason), Is.EqualTo((stored + 1, stored + 2, GapReason.DiskFull)));
        Assert.That(gap.PreviousHash, Is.EqualTo(Signing.Hash(messages[0].Payload)));
    }

    [Test]
    public void What_was_lost_to_a_full_disk_is_remembered_over_a_restart()
    {
        long last;
        using (var outbox = _folder.OpenOutbox(maxBytes: 100 * 1024))
        {
            while (outbox.Append(EdgeFolder.Draft()).Stored)
            {
            }

            last = outbox.State.Last;
        }

        using var again = _folder.OpenOutbox();
        again.Tidy();

        var gap = ChainAssert.Gap(again.Take(again.State.Chain, last, 10)[0]);
        Assert.That((gap.From, gap.To, gap.Reason), Is.EqualTo((last + 1, last + 1, GapReason.DiskFull)));
    }

    [Test]
    public void A_file_that_is_removed_while_in_use_is_written_again()
    {
        Guid chain;
        using (var outbox = _folder.OpenOutbox())
        {
            chain = outbox.State.Chain;
            outbox.Append(EdgeFolder.Draft());
            File.Delete(_folder.OutboxPath);
            outbox.Append(EdgeFolder.Draft());
            outbox.Tidy();
            outbox.Append(EdgeFolder.Draft());
        }

        using var again = _folder.OpenOutbox();
        Assert.That(again.State.Chain, Is.EqualTo(chain));
        Assert.That(again.Take(chain, 0, 10), Has.Count.EqualTo(3));
        ChainAssert.IsWhole(again.Take(chain, 0, 10), _folder, chain);
    }

    private static IEnumerable<string> HarmNames() => Harms.Select(h => h.Name);

    private static void Overwrite(string path, long from, int count)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Position = from;
        file.Write(Enumerable.Repeat((byte)0xA5, count).ToArray());
    }

    private static void Cut(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.SetLength((file.Length / 2 / 4096 * 4096) + 100);
    }
}
