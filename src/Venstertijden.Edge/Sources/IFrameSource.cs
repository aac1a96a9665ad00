namespace Venstertijden.Edge.Sources;

/// <summary>Where frames come from: a camera, a video, a folder of pictures, a rendered street.</summary>
public interface IFrameSource
{
    /// <summary>For people and logs, without secrets: an RTSP address is shown without its password.</summary>
    string Name { get; }

    /// <summary>How this source wants its frames looked at.</summary>
    SourceTraits Traits { get; }

    /// <summary>The frames in the order they were taken; ends with the source. A live source reconnects by itself.</summary>
    /// <exception cref="SourceException">The source cannot be opened or read at all; the message says what was expected.</exception>
    IAsyncEnumerable<Frame> ReadAsync(CancellationToken stop);
}

/// <summary>How a source wants its frames looked at.</summary>
/// <param name="MotionGate">Skip frames in which nothing moved.</param>
/// <param name="ParkedRule">A vehicle that stands still is reported once.</param>
public sealed record SourceTraits(bool MotionGate, bool ParkedRule)
{
    /// <summary>A camera over a street.</summary>
    public static SourceTraits Street { get; } = new(MotionGate: true, ParkedRule: true);

    /// <summary>Pictures that are each a passage of their own.</summary>
    public static SourceTraits Pictures { get; } = new(MotionGate: false, ParkedRule: false);
}

/// <summary>A source that cannot be used. The message is one line for the operator.</summary>
public sealed class SourceException : Exception
{
    public SourceException(string message)
        : base(message)
    {
    }

    public SourceException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public SourceException()
    {
    }
}
