using NodaTime;
using OpenCvSharp;

namespace Venstertijden.Edge.Sources;

/// <summary>One picture of a camera: 8-bit BGR. Whoever takes it from the source disposes it.</summary>
/// <param name="image">The picture; owned by the frame.</param>
/// <param name="number">Running number of the source's own counter, from 1; a jump is a frame that was dropped.</param>
/// <param name="taken">When the picture was taken, by the source's clock.</param>
/// <param name="clip">What the frame belongs to when the source shows clips that are each one passage (a folder of pictures); else null.</param>
public sealed class Frame(Mat image, long number, Instant taken, string? clip = null) : IDisposable
{
    public Mat Image { get; } = image;

    public long Number { get; } = number;

    public Instant Taken { get; } = taken;

    public string? Clip { get; } = clip;

    public void Dispose() => Image.Dispose();
}
