using NodaTime;
using Venstertijden.Central.Features.Register.Copy;

namespace Venstertijden.Central.Tests.Features.Register;

public class CopyShelfTests
{
    private static readonly Instant Sunday = CopyOnDisk.Sunday, Monday = Sunday + Duration.FromDays(1), Tuesday = Sunday + Duration.FromDays(2);

    private CopyOnDisk _disk = null!;

    private CopyShelf Shelf => _disk.Shelf;

    private string? Class => Shelf.Current?.Find("V56KVT")?.EmissionClass;

    [SetUp]
    public void MakeFolder() => _disk = new CopyOnDisk();

    [TearDown]
    public void RemoveFolder() => _disk.Dispose();

    [Test]
    public void Without_a_copy_there_is_none()
    {
        Assert.That(Shelf.Look(), Is.False);
        Assert.That((Shelf.Current, Shelf.Refusal), Is.EqualTo(((RegisterCopy?)null, (string?)null)));
    }

    [Test]
    public void A_new_copy_is_taken_up_at_the_next_look_and_who_holds_the_old_one_still_reads_it()
    {
        _disk.Write(Sunday, CopyOnDisk.Van("V56KVT", "4"));
        Assert.That(Shelf.Look(), Is.True);
        Assert.That(Shelf.Look(), Is.False, "nothing is another");
        var old = Shelf.Current!;

        _disk.Write(Monday, CopyOnDisk.Van("V56KVT", "6"));
        Shelf.Tidy();
        Assert.That((Shelf.Look(), Class), Is.EqualTo((true, "6")));
        Assert.That(old.Find("V56KVT")!.EmissionClass, Is.EqualTo("4"));
    }

    [Test]
    public void A_damaged_copy_is_refused_once_and_the_one_before_stays_in_use()
    {
        _disk.Write(Sunday, CopyOnDisk.Van("V56KVT", "4"));
        Shelf.Look();
        string damaged = _disk.Write(Monday, CopyOnDisk.Van("V56KVT", "6"));
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^10]);
        Assert.That((Shelf.Look(), Class), Is.EqualTo((false, "4")));
        Assert.That(Shelf.Refusal, Does.StartWith(damaged).And.Contain("cut"));

        var afterARestart = CopyShelf.Of(_disk.Data);
        Assert.That((afterARestart.Look(), afterARestart.Current!.Find("V56KVT")!.EmissionClass), Is.EqualTo((true, "4")), "the one before is still there");

        _disk.Write(Tuesday, CopyOnDisk.Van("V56KVT", "Z"));
        Assert.That((Shelf.Look(), Class, Shelf.Refusal), Is.EqualTo((true, "Z", (string?)null)));
    }

    [Test]
    public void Taking_the_newest_copy_away_brings_the_one_before_back()
    {
        _disk.Write(Sunday, CopyOnDisk.Van("V56KVT", "4"));
        string wrong = _disk.Write(Monday, CopyOnDisk.Van("V56KVT", "6"));
        Shelf.Look();
        File.Delete(wrong);
        Assert.That((Shelf.Look(), Class), Is.EqualTo((true, "4")));
    }

    [Test]
    public void Two_copies_are_kept()
    {
        foreach (var day in (Instant[])[Sunday, Monday, Tuesday])
            _disk.Write(day, CopyOnDisk.Van("V56KVT"));
        Shelf.Tidy();
        Assert.That(Directory.GetFiles(Path.Combine(_disk.Data, "register")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "register-20260302T030000Z.vthr", "register-20260303T030000Z.vthr" }));
    }

    [Test]
    public void The_same_vehicles_imported_again_are_the_same_content_of_another_day()
    {
        _disk.Write(Sunday, CopyOnDisk.Van("V56KVT"));
        Shelf.Look();
        var first = Shelf.Current!;
        _disk.Write(Monday, CopyOnDisk.Van("V56KVT"));
        Shelf.Look();
        Assert.That((Shelf.Current!.ContentHash == first.ContentHash, Shelf.Current.Version == first.Version), Is.EqualTo((true, false)));
    }
}
