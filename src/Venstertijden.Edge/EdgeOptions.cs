using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Outbox;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge;

/// <summary>The configuration of one camera: <c>camera.yaml</c>, checked by <see cref="EdgeOptionsReader"/>.</summary>
public sealed record EdgeOptions
{
    public required SiteId Site { get; init; }

    public required CameraId Camera { get; init; }

    /// <summary><c>rtsp://...</c>, a video file, or a folder of pictures.</summary>
    public required string Source { get; init; }

    public required BrokerOptions Broker { get; init; }

    /// <summary>PEM file with the device's private key; made at the first start when absent.</summary>
    public required string KeyFile { get; init; }

    /// <summary>PEM file with central's public key (central writes it as <c>central-public.pem</c> in its data folder), or several while keys change. Commands signed by others are ignored.</summary>
    public required string CentralKeyFile { get; init; }

    /// <summary>Folder for outbox and sealed pictures; of one camera only.</summary>
    public required string Data { get; init; }

    public EvidenceLimits Evidence { get; init; } = new();

    /// <summary>Where the signs stand in the accepted view: polygons in parts of the picture's width and height. They stay sharp in evidence.</summary>
    public IReadOnlyList<IReadOnlyList<Point2d>> SignAreas { get; init; } = [];

    /// <summary>How frames are searched and read.</summary>
    public ReadingOptions Reading { get; init; } = new();

    /// <summary>How frames are joined to passages.</summary>
    public TrackingOptions Tracking { get; init; } = new();

    /// <summary>Version or hash of this configuration, as it goes into every passage.</summary>
    public required string ConfigHash { get; init; }

    public CameraName Name => new(Site, Camera);
}

/// <summary>Where the messages go.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1 to 65535; 1883, with TLS 8883, when left out.</param>
/// <param name="Tls">Encrypted, the broker's certificate checked against the machine's trusted roots.</param>
/// <param name="Username">Null for none.</param>
/// <param name="PasswordFile">File whose first line is the password; null for none. Read at every connection.</param>
public sealed record BrokerOptions(string Host, int Port, bool Tls = false, string? Username = null, string? PasswordFile = null);

/// <summary>How long and how much sealed pictures are kept.</summary>
public sealed record EvidenceLimits
{
    /// <summary>Days, 1 to 60. Settling of a zero-emission case (at most three) plus seven of a link that is down.</summary>
    public int MaxAgeDays { get; init; } = 10;

    /// <summary>Gigabytes, more than 0: 25,000 passages of about 200 kB.</summary>
    public double MaxGigabytes { get; init; } = 5;

    /// <summary>Megabytes of the disk that pictures leave free for the outbox, 0 or more.</summary>
    public int KeepFreeMegabytes { get; init; } = 64;
}
