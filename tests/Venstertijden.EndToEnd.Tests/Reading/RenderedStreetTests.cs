using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;
using Venstertijden.Street;

namespace Venstertijden.EndToEnd.Tests.Reading;

/// <summary>A vehicle that is drawn is a vehicle that is read, by the nets that ship and through the loop that ships.</summary>
[Category("slow")]
public class RenderedStreetTests
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 30);

    private PlateSearch _search = null!;

    [OneTimeSetUp]
    public void OpenNets() => _search = PlateSearch.Open(new ReadingOptions());

    [OneTimeTearDown]
    public void CloseNets() => _search.Dispose();

    [Test]
    public async Task Vehicles_in_a_rendered_street_become_one_passage_each_with_direction_and_plate()
    {
        (string Plate, VehicleShape Shape, bool Inward)[] vehicles =
            [("V-VVD-12", VehicleShape.Van, true), ("BU-789-X", VehicleShape.Truck, true), ("SS-12-SD", VehicleShape.PassengerCar, false)];
        var passages = await Watch("core-area", [.. vehicles.Select((v, i) => new StreetPassage(
            Morning + Duration.FromSeconds(20 * i), new StreetVehicle(v.Plate, "NL", v.Shape, VehicleColour.White), v.Inward, Duration.FromSeconds(2)))]);

        Assert.That(passages.Select(p => p.Direction), Is.EqualTo(vehicles.Select(v => v.Inward ? Direction.In : Direction.Out)));
        Assert.That(passages.Select(p => (p.Plate?.Text, p.Plate?.Country)),
            Is.EqualTo(vehicles.Select(v => (v.Plate.Replace("-", "", StringComparison.Ordinal), "NL"))));
    }

    [Test]
    public async Task An_empty_street_with_its_signs_has_no_passage() => Assert.That(await Watch("brink"), Is.Empty);

    private async Task<List<ObservedPassage>> Watch(string scene, params StreetPassage[] passages)
    {
        var street = scene == "brink" ? StreetScene.Brink : StreetScene.CoreArea;
        var seen = new List<ObservedPassage>();
        await foreach (var passage in new FrameLoop(new Clips(street, passages), _search, new TrackingOptions(), new EdgeCounters()).WatchAsync())
        {
            using (passage)
                seen.Add(passage);
        }

        return seen;
    }

    /// <summary>The clips of the passages one after another, with the empty street before and after.</summary>
    private sealed class Clips(StreetScene scene, IReadOnlyList<StreetPassage> passages) : IFrameSource
    {
        private readonly StreetRenderer _renderer = new();
        private long _number;

        public string Name => scene.Id;

        public SourceTraits Traits => SourceTraits.Street;

        public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
        {
            await Task.Yield();
            var before = StreetClip.Idle(_renderer, scene, Morning - Duration.FromSeconds(1), 4);
            foreach (var clip in passages.Select(p => StreetClip.Of(_renderer, scene, p)).Prepend(before))
            {
                for (var i = 0; i < clip.Count; i++)
                {
                    var image = new Mat(scene.Height, scene.Width, MatType.CV_8UC3);
                    clip.Render(i, MemoryMarshal.AsBytes(image.AsSpan<Vec3b>()));
                    yield return new Frame(image, ++_number, clip.TakenAt(i));
                }
            }
        }
    }
}
