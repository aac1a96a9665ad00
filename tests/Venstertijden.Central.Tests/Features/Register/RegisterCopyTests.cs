using NodaTime;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;

namespace Venstertijden.Central.Tests.Features.Register;

public class RegisterCopyTests
{
    private CopyOnDisk _disk = null!;

    [SetUp]
    public void MakeFolder() => _disk = new CopyOnDisk();

    [TearDown]
    public void RemoveFolder() => _disk.Dispose();

    [Test]
    public void A_vehicle_is_found_as_it_was_written()
    {
        var taxi = new SourceVehicle("00AAA0", "MÜLLER, \"X\"", "", "M1", "Benzine+Elektriciteit", "Z", new LocalDate(1896, 5, 2), "", "", null, true);
        var heavy = new SourceVehicle("ZZ999Z", "", "T", "", "", "", null, "nr:15+bz:146", "BLAUW", 120_000, false);
        var copy = _disk.Open(heavy, taxi, CopyOnDisk.Van("V56KVT"));

        var found = copy.Find("00AAA0")!;
        Assert.That((found.Brand, found.Model, found.Category, found.Fuels, found.EmissionClass, found.FirstAdmission), Is.EqualTo(("MÜLLER, \"X\"", "", "M1", "Benzine+Elektriciteit", "Z", (LocalDate?)new LocalDate(1896, 5, 2))));
        Assert.That((found.Body, found.Colour, found.MaxMassKg, found.Taxi, found.RecordedAt, found.ListVersion), Is.EqualTo(("", "", (int?)null, true, CopyOnDisk.Sunday, copy.Version)));
        var last = copy.Find("ZZ999Z")!;
        Assert.That((last.Category, last.Fuels, last.EmissionClass, last.FirstAdmission, last.Body, last.MaxMassKg, last.Taxi), Is.EqualTo(("", "", "", (LocalDate?)null, "nr:15+bz:146", (int?)120_000, false)));
        Assert.That((copy.Rows, copy.SourceAt), Is.EqualTo((3, CopyOnDisk.Sunday - Duration.FromHours(2))));
        Assert.That(copy.Version, Does.Match("^rdw-2026-03-01-[0-9a-f]{12}$"));
    }

    [TestCase("V56KVS", TestName = "the plate before one that is there")]
    [TestCase("V56KVU", TestName = "the plate after one that is there")]
    [TestCase("000000", TestName = "the first plate that can be")]
    [TestCase("ZZZZZZ", TestName = "the last plate that can be")]
    [TestCase("V56KV", TestName = "five characters")]
    [TestCase("V-56-KVT", TestName = "with dashes")]
    [TestCase("v56kvt", TestName = "lower case")]
    [TestCase("ÄB123C", TestName = "a letter of another country")]
    [TestCase("", TestName = "nothing")]
    public void Another_text_is_not_found(string plate) => Assert.That(_disk.Open(CopyOnDisk.Van("V56KVT")).Find(plate), Is.Null);

    [Test]
    public void Each_of_many_vehicles_is_found_and_no_other()
    {
        var random = new Random(20260301);
        string[] plates = [.. Enumerable.Range(0, 40_000).Select(_ => PlateKey.Text((uint)random.NextInt64(PlateKey.End))).Distinct()];
        var there = plates.Take(20_000).ToHashSet();
        var copy = _disk.Open(there.Select(p => CopyOnDisk.Van(p) with { Model = p }));
        Assert.That(there.Where(p => copy.Find(p)?.Model != p), Is.Empty);
        Assert.That(plates.Skip(20_000).Where(p => copy.Find(p) is not null), Is.Empty);
    }

    [Test]
    public void A_plate_and_its_key_are_one_thing_and_sort_alike()
    {
        string[] plates = ["000000", "12ABC3", "9XXX99", "A00000", "ZZZZZZ"];
        uint[] keys = [.. plates.Select(p => PlateKey.TryOf(p, out uint key) ? key : throw new InvalidOperationException(p))];
        Assert.That(keys, Is.Ordered);
        Assert.That(keys.Select(PlateKey.Text), Is.EqualTo(plates));
    }

    [Test]
    public void A_copy_is_refused_when_any_byte_of_it_is_another()
    {
        string path = _disk.Write(CopyOnDisk.Sunday, CopyOnDisk.Van("V56KVT"), CopyOnDisk.Van("V41LPF"));
        byte[] whole = File.ReadAllBytes(path);
        int records = 192 + 5;
        foreach (int at in (int[])[12, 24, 40, 56, 130, 180, records, 192 + (2 * CopyRecord.Size) + 4000, whole.Length - 1])
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 1;
            File.WriteAllBytes(path, damaged);
            Assert.That(RegisterCopy.TryOpen(path, out string refusal), Is.Null, $"byte {at}");
            Assert.That(refusal, Does.StartWith(path).And.Contain("damaged"), $"byte {at}");
        }
    }

    [TestCase(0, "expected a copy of the register")]
    [TestCase(9, "expected a copy of the register")]
    [TestCase(100, "it was cut")]
    [TestCase(192, "it was cut")]
    [TestCase(4000, "it was cut")]
    public void A_copy_that_was_cut_is_refused(int length, string sentence)
    {
        string path = _disk.Write(CopyOnDisk.Sunday, CopyOnDisk.Van("V56KVT"));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        Assert.That(RegisterCopy.TryOpen(path, out string refusal), Is.Null);
        Assert.That(refusal, Does.Contain(sentence));
    }

    [Test]
    public void A_copy_of_a_newer_format_says_so()
    {
        string path = _disk.Write(CopyOnDisk.Sunday, CopyOnDisk.Van("V56KVT"));
        byte[] newer = File.ReadAllBytes(path);
        newer[8] = 2;
        File.WriteAllBytes(path, newer);
        Assert.That(RegisterCopy.TryOpen(path, out string refusal), Is.Null);
        Assert.That(refusal, Is.EqualTo($"{path}: expected format 1, found 2, of a newer program: import again with this one, or start that one"));
    }

    [Test]
    public void What_is_not_finished_leaves_nothing()
    {
        string path = _disk.Shelf.PathFor(CopyOnDisk.Sunday);
        using (var writer = new CopyWriter(path, new CopyWords()))
            writer.Add(new CopyRecord(7, 0, 0, 0, 0, 0, 0, '\0', null, null, false));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Is.Empty);
    }

    [Test]
    public void Vehicles_that_are_not_in_the_order_of_their_plates_are_a_mistake_of_ours()
    {
        using var writer = new CopyWriter(_disk.Shelf.PathFor(CopyOnDisk.Sunday), new CopyWords());
        var vehicle = new CopyRecord(7, 0, 0, 0, 0, 0, 0, '\0', null, null, false);
        writer.Add(vehicle);
        Assert.That(() => writer.Add(vehicle), Throws.ArgumentException);
    }
}
