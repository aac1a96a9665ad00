using System.Security.Cryptography;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Evidence;

namespace Venstertijden.Edge.Tests.Evidence;

public class EvidenceStoreTests
{
    private EdgeFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new EdgeFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_sealed_picture_comes_back_byte_for_byte_also_after_a_restart()
    {
        var passage = At(EdgeFolder.Monday);
        byte[] picture = RandomNumberGenerator.GetBytes(50_000);
        var item = _folder.OpenEvidence().Seal(passage, EvidenceKind.Overview, "image/jpeg", picture)!;

        var opened = _folder.OpenEvidence().Read(passage).Single();

        Assert.That(opened.Bytes, Is.EqualTo(picture));
        Assert.That(item, Is.EqualTo(new EvidenceItem(EvidenceKind.Overview, Signing.Hash(picture), "image/jpeg", picture.Length)));
        Assert.That((opened.Kind, opened.MediaType, opened.Sha256), Is.EqualTo((item.Kind, item.MediaType, item.Sha256)));
    }

    [Test]
    public void Nothing_of_a_picture_can_be_seen_on_the_disk()
    {
        byte[] picture = "a picture of a street with a van in it, and somebody's number plate"u8.ToArray();
        var store = _folder.OpenEvidence();
        store.Seal(At(EdgeFolder.Monday), EvidenceKind.Plate, "image/jpeg", picture);

        Assert.That(_folder.AllData().AsSpan().IndexOf("number plate"u8), Is.Negative);
    }

    [Test]
    public void A_picture_that_was_changed_on_the_disk_or_moved_to_another_passage_is_not_given_out()
    {
        var store = _folder.OpenEvidence();
        var (changed, moved, other) = (At(EdgeFolder.Monday), At(EdgeFolder.Monday), At(EdgeFolder.Monday));
        store.Seal(changed, EvidenceKind.Overview, "image/jpeg", new byte[500]);
        store.Seal(moved, EvidenceKind.Overview, "image/jpeg", new byte[600]);
        string file = FileOf(changed);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^10] ^= 1;
        File.WriteAllBytes(file, bytes);
        string from = Path.GetDirectoryName(FileOf(moved))!;
        Directory.Move(from, Path.Combine(Path.GetDirectoryName(from)!, other.ToString()));

        Assert.That(store.Read(changed), Is.Empty);
        Assert.That(store.Read(other), Is.Empty);
    }

    [Test]
    public void Pictures_go_at_their_age_limit_and_not_before()
    {
        var store = _folder.OpenEvidence(new EvidenceLimits { MaxAgeDays = 10, KeepFreeMegabytes = 0 });
        var (older, younger) = (At(EdgeFolder.Monday), At(EdgeFolder.Monday + Duration.FromHours(1)));
        store.Seal(older, EvidenceKind.Overview, "image/jpeg", new byte[500]);
        store.Seal(younger, EvidenceKind.Overview, "image/jpeg", new byte[500]);

        _folder.Clock.Reset(EdgeFolder.Monday + Duration.FromDays(10));
        Assert.That(store.Prune(), Is.Zero);
        _folder.Clock.AdvanceSeconds(1);
        Assert.That(store.Prune(), Is.EqualTo(1));

        Assert.That(store.Read(older), Is.Empty);
        Assert.That(store.Read(younger), Has.Count.EqualTo(1));
    }

    [Test]
    public void Beyond_the_size_limit_the_oldest_go_first()
    {
        var store = _folder.OpenEvidence(new EvidenceLimits { MaxGigabytes = 0.001, KeepFreeMegabytes = 0 });
        var passages = Enumerable.Range(0, 5).Select(i => At(EdgeFolder.Monday + Duration.FromHours(7 * i))).ToList();
        foreach (var passage in Enumerable.Reverse(passages))
            store.Seal(passage, EvidenceKind.Overview, "image/jpeg", new byte[300_000]);

        store.Prune();

        Assert.That(passages.Select(p => store.Read(p).Count), Is.EqualTo(new[] { 0, 0, 1, 1, 1 }));
        Assert.That(store.Bytes, Is.LessThan(1024 * 1024 * 1.024));
        Assert.That(_folder.OpenEvidence().Bytes, Is.EqualTo(store.Bytes), "the same after a restart");
    }

    [Test]
    public void The_last_of_the_disk_is_left_to_the_outbox()
    {
        var store = _folder.OpenEvidence(new EvidenceLimits { KeepFreeMegabytes = 1_000_000_000 });

        Assert.That(store.Seal(At(EdgeFolder.Monday), EvidenceKind.Overview, "image/jpeg", new byte[100]), Is.Null);
        Assert.That(_folder.AllData(), Is.Empty);
    }

    [Test]
    public void What_a_killed_edge_left_half_written_is_cleared_away()
    {
        var store = _folder.OpenEvidence();
        var passage = At(EdgeFolder.Monday);
        store.Seal(passage, EvidenceKind.Overview, "image/jpeg", new byte[100]);
        File.WriteAllBytes(FileOf(passage) + ".0123.new", new byte[50]);

        _folder.OpenEvidence();

        Assert.That(Directory.EnumerateFiles(_folder.Data, "*", SearchOption.AllDirectories).Single(), Is.EqualTo(FileOf(passage)));
    }

    private string FileOf(Guid passage) => Directory.EnumerateFiles(_folder.Data, "*.sealed", SearchOption.AllDirectories).Single(f => f.Contains(passage.ToString(), StringComparison.Ordinal));

    private static Guid At(Instant taken) => Guid.CreateVersion7(taken.ToDateTimeOffset());
}
