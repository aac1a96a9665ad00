using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Sources;
using Venstertijden.Street;

namespace Venstertijden.Cli.Demo;

/// <summary>
/// A rendered street as a camera. Each passage is shown as the frames that a camera would take in those two seconds,
/// stamped with camera time; between passages five frames a second of the empty street. What the vehicles are is not told: the edge reads.
/// </summary>
/// <param name="scene">Which street.</param>
/// <param name="passages">What drives through it, in order of start.</param>
/// <param name="clock">The demo's clock.</param>
public sealed class StreetSource(StreetScene scene, IEnumerable<StreetPassage> passages, DemoClock clock) : IFrameSource
{
    // Real seconds between two frames of the empty street.
    private const double IdleSpacing = 0.2;

    private readonly StreetRenderer _renderer = new();
    private long _number;

    public string Name => $"rendered street {scene.Id}";

    public SourceTraits Traits => SourceTraits.Street;

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var idleSpacing = Duration.FromSeconds(IdleSpacing) * clock.Rate;
        foreach (var passage in passages)
        {
            while (passage.Start - clock.GetCurrentInstant() > idleSpacing)
            {
                yield return Draw(StreetClip.Idle(_renderer, scene, clock.GetCurrentInstant(), 1), 0);
                await clock.WaitUntilAsync(clock.GetCurrentInstant() + idleSpacing, stop);
            }

            await clock.WaitUntilAsync(passage.Start, stop);
            var clip = StreetClip.Of(_renderer, scene, passage);
            for (int i = 0; i < clip.Count; i++)
            {
                stop.ThrowIfCancellationRequested();
                yield return Draw(clip, i);
            }

            // The empty street after the vehicle: what tells the tracker that it has gone.
            yield return Draw(StreetClip.Idle(_renderer, scene, passage.Start + passage.Length + Duration.FromSeconds(3), 1), 0);
        }
    }

    private Frame Draw(StreetClip clip, int index)
    {
        var image = new Mat(scene.Height, scene.Width, MatType.CV_8UC3);
        clip.Render(index, MemoryMarshal.AsBytes(image.AsSpan<Vec3b>()));
        return new Frame(image, ++_number, clip.TakenAt(index));
    }
}
