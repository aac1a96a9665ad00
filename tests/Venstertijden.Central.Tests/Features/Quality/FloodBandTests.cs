using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Tests.Features.Quality;

public class FloodBandTests
{
    private static readonly Instant Now = Town.MondayMorning;
    private static readonly QualityOptions Options = new() { CameraPerHour = 10, TownPerHour = 30, PlatePerDay = 3, TimesBusiest = 2 };

    [TestCase(10, ExpectedResult = false)]
    [TestCase(11, ExpectedResult = true)]
    public bool A_camera_that_was_quiet_may_have_as_many_as_the_floor(int hits) => Floods([], Hits("kerkstraat", hits)).Any(f => f.Kind == BrakeKind.Camera);

    [TestCase(24, ExpectedResult = false)]
    [TestCase(25, ExpectedResult = true)]
    public bool A_camera_that_is_often_busy_may_have_twice_its_busy_hour(int hits)
    {
        var past = Enumerable.Range(1, 20).SelectMany(day => Hits("kerkstraat", 12, Now - Duration.FromDays(day))).ToList();
        return Floods(past, Hits("kerkstraat", hits)).Any(f => f.Kind == BrakeKind.Camera);
    }

    [Test]
    public void One_wild_hour_of_the_past_does_not_become_what_is_normal()
    {
        var past = Enumerable.Range(1, 27).SelectMany(day => Hits("kerkstraat", 4, Now - Duration.FromDays(day))).Concat(Hits("kerkstraat", 500, Now - Duration.FromDays(28))).ToList();
        Assert.That(new FloodBand(past, Options).OfCamera("kerkstraat"), Is.EqualTo(10));
    }

    [Test]
    public void All_cameras_together_have_a_band_of_their_own_and_so_has_a_plate_over_a_day()
    {
        var hits = Enumerable.Range(0, 4).SelectMany(c => Hits($"camera-{c}", 8)).ToList();
        Assert.That(Floods([], hits).Select(f => f.Kind), Is.EqualTo(new[] { BrakeKind.Town }));
        var plate = Enumerable.Range(0, 4).Select(i => new Hit("kerkstraat", "abc", Now - Duration.FromHours(6 * i))).ToList();
        Assert.That(Floods([], plate).Single(), Is.EqualTo(new Flood(BrakeKind.Plate, "abc", 4, 3)));
    }

    [Test]
    public void What_a_senior_officer_has_looked_at_counts_no_more() =>
        Assert.That(new FloodBand([], Options).Of(Hits("kerkstraat", 40), Now, (_, _) => Now), Is.Empty);

    [Test]
    public void A_sample_is_drawn_by_a_lot_that_stays_and_comes_to_its_share()
    {
        var (vault, other) = (new Vault(new byte[32]), new Vault([.. Enumerable.Repeat((byte)1, 32)]));
        Guid[] ids = [.. Enumerable.Range(0, 20_000).Select(i => new Guid(i, 0, 0, new byte[8]))];
        Assert.That(ids.Count(id => vault.Lot(id) < 0.05) / 20_000.0, Is.EqualTo(0.05).Within(0.01));
        Assert.That(ids.All(id => vault.Lot(id) is >= 0 and < 1 && vault.Lot(id) == new Vault(new byte[32]).Lot(id)), Is.True);
        Assert.That(ids.Count(id => vault.Lot(id) < 0.05 && other.Lot(id) < 0.05), Is.LessThan(150), "another key draws others");
    }

    [TestCase("car", "white", ExpectedResult = "V56KYT")]
    [TestCase("van", "red", ExpectedResult = "")]
    [TestCase(null, null, ExpectedResult = "")]
    public string A_neighbour_is_named_only_where_its_vehicle_fits_the_picture_better(string? seenClass, string? seenColour)
    {
        var facts = new Facts([Vehicle("V56KVT", "N1", "ROOD"), Vehicle("V56KYT", "M1", "WIT"), Vehicle("V56KUT", "N1", "ROOD")], [], null, null);
        var passage = A.Passage("V56KVT") with { Vehicle = new VehicleHint { Class = seenClass, Colour = seenColour, Confidence = 0.8 } };
        _ = PlateText.TryParse("V56KVT", CountryCode.Netherlands, out var plate);
        return string.Join(',', NeighbourTest.Of(plate, passage, facts, new LocalDate(2026, 3, 2)).Select(n => n.Plate));
    }

    private static RegisterVehicle Vehicle(string plate, string category, string colour) => new() { Plate = plate, Category = category, Colour = colour, RecordedAt = Now };

    private static List<Flood> Floods(IReadOnlyCollection<Hit> past, IReadOnlyCollection<Hit> recent) => [.. new FloodBand(past, Options).Of(recent, Now, (_, _) => Instant.MinValue)];

    private static List<Hit> Hits(string camera, int count, Instant? at = null) => [.. Enumerable.Range(0, count).Select(i => new Hit(camera, null, (at ?? Now) - Duration.FromSeconds(i)))];
}
