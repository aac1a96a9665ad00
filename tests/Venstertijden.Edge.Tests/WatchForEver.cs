using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge.Tests;

/// <summary>An edge with a street in which a vehicle passes again and again, all other parts real, until it is killed.</summary>
internal static class WatchForEver
{
    internal static async Task<int> Run(string root, string port)
    {
        using var folder = new EdgeFolder(root);
        var options = new EdgeOptions
        {
            Site = EdgeFolder.Camera.Site,
            Camera = EdgeFolder.Camera.Camera,
            Source = "-",
            Broker = new BrokerOptions("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture)),
            KeyFile = folder.KeyFile,
            CentralKeyFile = Path.Combine(root, "central.pem"),
            Data = folder.Data,
            Evidence = new EvidenceLimits { KeepFreeMegabytes = 0 },
            ConfigHash = new string('c', 64),
        };
        var street = new Street();
        using var search = new PlateSearch(street, street, threshold: 0.5);
        using var edge = EdgeComposition.Create(options, new EdgeParts(street, search, folder.Clock, TimeProvider.System, new DemoClockState(), NullLoggerFactory.Instance));
        await edge.StartAsync(CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        return 0;
    }

    /// <summary>Each clip of three frames is a vehicle; about twenty a second.</summary>
    private sealed class Street : IFrameSource, IPlateDetector, IPlateReader
    {
        private static readonly PlateCorners Corners = new(new(300, 300), new(420, 300), new(420, 326), new(300, 326));

        public string Name => "street for ever";

        public SourceTraits Traits => SourceTraits.Pictures;

        public string Version => "1";

        public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
        {
            for (int i = 0; ; i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, stop);
                yield return new Frame(new Mat(480, 640, MatType.CV_8UC3, Scalar.All(i % 200)), i + 1, EdgeFolder.Monday + Duration.FromMilliseconds(100 * i), $"clip {i / 3}");
            }
        }

        public IReadOnlyList<PlateFound> Find(Mat picture) => [new(Corners, 0.9f)];

        public PlateReading Read(Mat picture, PlateCorners corners) => new("AE123B", 0.98, [0.98, 0.98, 0.98, 0.98, 0.98, 0.98], []);

        public void Dispose()
        {
        }
    }
}
