using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>
/// An edge before a street in which vehicle after vehicle passes, until it is killed; outbox, pictures, masking, signing and delivery are the
/// real ones. Each vehicle that was shown to it is a byte in the file <c>shown</c>, which outlives a kill: what an edge should have numbered.
/// </summary>
internal static class StreetEdge
{
    internal static async Task<int> Run(string camera, string keys, string data, string broker)
    {
        string files = Path.GetDirectoryName(keys)!;
        var clock = new SteppedClock(Path.Combine(files, "clock"));
        using var logs = LoggerFactory.Create(log => log.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Warning));
        var options = new EdgeOptions
        {
            Site = SiteId.Parse("assen"),
            Camera = CameraId.Parse(camera),
            Source = "-",
            Broker = new BrokerOptions("127.0.0.1", int.Parse(broker, CultureInfo.InvariantCulture)),
            KeyFile = keys,
            CentralKeyFile = Path.Combine(files, "central-public.pem"),
            Data = data,
            Evidence = new EvidenceLimits { KeepFreeMegabytes = 0 },
            ConfigHash = new string('c', 64),
        };
        var street = new Street(files);
        using var search = new PlateSearch(street, street, threshold: 0.5);
        using var edge = EdgeComposition.Create(options, new EdgeParts(street, search, clock, TimeProvider.System, new DemoClockState(), logs));
        await edge.StartAsync(CancellationToken.None);
        await (edge.ExecuteTask ?? Task.CompletedTask);
        return 1;
    }

    /// <summary>Three frames are a vehicle, about seven a second: most within the hours, one in twenty-five after them, one in twenty-five hardly legible.</summary>
    private sealed class Street(string files) : IFrameSource, IPlateDetector, IPlateReader
    {
        private const int FramesOfOne = 3;
        // Of the sample of the register: known, so that most are allowed.
        private static readonly string[] Plates = ["V56KVT", "V46TBS", "B15VVD", "NE522X", "VE217R", "3PVV55", "BA247S", "14GVD3"];
        private static readonly PlateCorners Corners = new(new(300, 300), new(420, 300), new(420, 326), new(300, 326));

        // The last Tuesday morning before today, when the streets of the town are open to deliveries.
        private readonly Instant _morning = LastTuesday().At(new LocalTime(8, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Amsterdam"]).ToInstant();

        public string Name => "street for ever";

        public SourceTraits Traits => SourceTraits.Pictures;

        public string Version => "1";

        public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
        {
            using var shown = new FileStream(Path.Combine(files, "shown"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            for (long frame = shown.Length * FramesOfOne; ; frame++)
            {
                long vehicle = frame / FramesOfOne;
                while (vehicle > 0 && File.Exists(Path.Combine(files, "closed")))
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
                await Task.Delay(TimeSpan.FromMilliseconds(45), TimeProvider.System, stop);
                var picture = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(vehicle % 200));
                picture.Set(0, 0, (int)vehicle);
                var late = vehicle % 25 == 7 ? Duration.FromHours(6) : Duration.Zero;
                yield return new Frame(picture, frame + 1, _morning + late + Duration.FromSeconds(vehicle % 7200) + Duration.FromMilliseconds(100 * (frame % FramesOfOne)), $"vehicle {vehicle}");
                if (frame % FramesOfOne == FramesOfOne - 1)
                    shown.WriteByte(1);
            }
        }

        public IReadOnlyList<PlateFound> Find(Mat picture) => [new(Corners, 0.9f)];

        public PlateReading Read(Mat picture, PlateCorners corners)
        {
            int vehicle = picture.Get<int>(0, 0);
            float confidence = vehicle % 25 == 13 ? 0.6f : 0.99f;
            string text = Plates[vehicle % Plates.Length];
            return new PlateReading(text, confidence, [.. text.Select(_ => confidence)], []);
        }

        public void Dispose()
        {
        }

        private static LocalDate LastTuesday() => TimeProvider.System.GetCurrentInstant().InUtc().Date.Previous(IsoDayOfWeek.Tuesday);
    }
}
