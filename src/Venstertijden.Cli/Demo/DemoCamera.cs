using Venstertijden.Contracts;
using Venstertijden.Street;

namespace Venstertijden.Cli.Demo;

/// <summary>A camera of the demo and the street that it looks at.</summary>
/// <param name="Id">As in topics.</param>
/// <param name="DisplayName">As on the screens.</param>
/// <param name="Street">Where it stands.</param>
/// <param name="Zone">Zone of the policy documents.</param>
/// <param name="Scene">What it sees.</param>
/// <param name="ZeroEmission">The zero-emission zone is enforced here too.</param>
public sealed record DemoCamera(CameraId Id, string DisplayName, string Street, string Zone, StreetScene Scene, bool ZeroEmission)
{
    public static SiteId Site { get; } = SiteId.Parse("assen");

    /// <summary>The first one is where a real source goes.</summary>
    public static IReadOnlyList<DemoCamera> All { get; } =
    [
        new(CameraId.Parse("kerkstraat"), "Kerkstraat", "Kerkstraat", "assen-kernwinkelgebied", StreetScene.CoreArea, ZeroEmission: true),
        new(CameraId.Parse("brink-noord"), "Brink noord", "Brink", "assen-brink", StreetScene.Brink, ZeroEmission: false),
        new(CameraId.Parse("markt"), "Markt", "Markt", "assen-kernwinkelgebied", StreetScene.Markt, ZeroEmission: true),
    ];
}
