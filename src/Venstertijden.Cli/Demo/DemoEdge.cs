using OpenCvSharp;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Edge;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Street;

namespace Venstertijden.Cli.Demo;

/// <summary>An edge of the demo: the same parts as on a pole, behind a broker account of its own.</summary>
public static class DemoEdge
{
    /// <summary>Opens the nets and puts the edge together; nothing runs yet.</summary>
    /// <param name="camera">Which camera.</param>
    /// <param name="source">What it sees.</param>
    /// <param name="files">Where its keys and data are.</param>
    /// <param name="brokerPort">Loopback port of the embedded broker.</param>
    /// <param name="clock">The demo's clock.</param>
    /// <param name="real">Real time, for the machinery.</param>
    /// <param name="logs">For all parts.</param>
    public static EdgeService Create(DemoCamera camera, IFrameSource source, DemoEdgeFiles files, int brokerPort, DemoClock clock, TimeProvider real, ILoggerFactory logs)
    {
        var search = PlateSearch.Open(new ReadingOptions());
        var options = new EdgeOptions
        {
            Site = DemoCamera.Site,
            Camera = camera.Id,
            Source = source.Name,
            Broker = new BrokerOptions("127.0.0.1", brokerPort, Tls: false, files.BrokerUser, files.PasswordFile),
            KeyFile = files.KeyFile,
            CentralKeyFile = files.CentralKeyFile,
            Data = files.Data,
            SignAreas = source is StreetSource ? [.. camera.Scene.SignAreas.Select(area => Corners(area, camera.Scene))] : [],
            ConfigHash = "demo",
        };
        return EdgeComposition.Create(options, new EdgeParts(source, search, clock, real, new DemoClockState(), logs));
    }

    private static Point2d[] Corners(PixelBox area, StreetScene scene)
    {
        double left = area.X / (double)scene.Width, top = area.Y / (double)scene.Height;
        double right = (area.X + area.Width) / (double)scene.Width, bottom = (area.Y + area.Height) / (double)scene.Height;
        return [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
    }
}

/// <summary>Files of one edge of the demo, all below its own folder but central's public key.</summary>
/// <param name="Folder">The edge's folder.</param>
/// <param name="CentralKeyFile">PEM of central's public key.</param>
/// <param name="BrokerUser">Account at the broker.</param>
public sealed record DemoEdgeFiles(string Folder, string CentralKeyFile, string BrokerUser)
{
    public string KeyFile => Path.Combine(Folder, "keys", "device-key.pem");

    public string PublicKeyFile => KeyFile + ".pub.pem";

    public string PasswordFile => Path.Combine(Folder, "keys", "broker-password.txt");

    public string Data => Path.Combine(Folder, "data");

    public static DemoEdgeFiles In(string dataFolder, DemoCamera camera) => new(
        Path.Combine(dataFolder, "edges", camera.Id.Value),
        Path.Combine(dataFolder, "central", CentralKey.PublicKeyFile),
        CameraEnrolment.BrokerUser(DemoCamera.Site, camera.Id));
}
