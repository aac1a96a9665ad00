namespace Venstertijden.Contracts;

/// <summary>What a message is, by the last level of its topic.</summary>
public enum MessageKind
{
    /// <summary>Edge to central: a vehicle passed.</summary>
    Passage,

    /// <summary>Edge to central: numbers that will never come, and why.</summary>
    Gap,

    /// <summary>Edge to central, every 10 s: how the camera does.</summary>
    Health,

    /// <summary>Edge to central, retained: online or offline (Last Will).</summary>
    Status,

    /// <summary>Edge to central: a picture that was asked for.</summary>
    Evidence,

    /// <summary>Central to edge: acknowledge, resend, send or discard evidence, apply configuration.</summary>
    Command,

    /// <summary>Central to edge, retained: signed configuration.</summary>
    Config,
}

/// <summary>A topic <c>venstertijden/v1/{site}/{camera}/{kind}</c>.</summary>
/// <param name="Site">The municipality.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Kind">What the message is.</param>
public readonly record struct Topic(SiteId Site, CameraId Camera, MessageKind Kind)
{
    private const string Root = "venstertijden/v1/";

    private static readonly string[] Names = ["passage", "gap", "health", "status", "evidence", "command", "config"];

    /// <summary>The last level of a topic of this kind.</summary>
    public static string NameOf(MessageKind kind) => Names[(int)kind];

    /// <summary>A subscription to one kind from all sites and cameras.</summary>
    public static string AllOf(MessageKind kind) => $"{Root}+/+/{NameOf(kind)}";

    /// <summary>Reads a topic; false when it is none of ours.</summary>
    public static bool TryParse(string text, out Topic topic)
    {
        topic = default;
        string[] levels = text.Split('/');
        if (levels is not ["venstertijden", "v1", var siteText, var cameraText, var kindText]
            || !SiteId.TryParse(siteText, out var site) || !CameraId.TryParse(cameraText, out var camera))
            return false;
        int kind = Array.IndexOf(Names, kindText);
        if (kind < 0)
            return false;
        topic = new Topic(site, camera, (MessageKind)kind);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Root}{Site}/{Camera}/{NameOf(Kind)}";
}
