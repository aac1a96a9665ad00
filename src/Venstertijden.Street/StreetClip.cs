using NodaTime;

namespace Venstertijden.Street;

/// <summary>One picture of a street camera.</summary>
public readonly record struct StreetFrame(Instant Taken, byte[] Bgr);

/// <summary>The frames that a camera takes of one passage, or of nothing much.</summary>
public sealed class StreetClip
{
    /// <summary>Camera time between two frames.</summary>
    public static readonly Duration Spacing = Duration.FromMilliseconds(200);

    private readonly StreetRenderer _renderer;
    private readonly StreetScene _scene;
    private readonly Instant _start;
    private readonly StreetPassage? _passage;

    private StreetClip(StreetRenderer renderer, StreetScene scene, Instant start, int count, StreetPassage? passage)
        => (_renderer, _scene, _start, Count, _passage) = (renderer, scene, start, count, passage);

    public int Count { get; }

    /// <summary>A vehicle passes: as many frames as fit in its length, one per <see cref="Spacing"/> (10 in 2 s).</summary>
    public static StreetClip Of(StreetRenderer renderer, StreetScene scene, StreetPassage passage)
        => new(renderer, scene, passage.Start, Math.Max(1, (int)(passage.Length / Spacing)), passage);

    /// <summary>Nothing to enforce: the street, now and then with somebody on foot or on a bicycle.</summary>
    public static StreetClip Idle(StreetRenderer renderer, StreetScene scene, Instant start, int count)
        => new(renderer, scene, start, count, null);

    public Instant TakenAt(int index) => _start + (Spacing * index);

    /// <summary>Renders one frame into a buffer of <see cref="StreetScene.FrameBytes"/> bytes.</summary>
    public void Render(int index, Span<byte> bgr)
    {
        var taken = TakenAt(index);
        _renderer.Render(_scene, taken.InZone(_scene.Zone).LocalDateTime, InView(index), bgr, taken.ToUnixTimeMilliseconds() / 200);
    }

    public IEnumerable<StreetFrame> Frames()
    {
        for (var i = 0; i < Count; i++)
        {
            var bgr = new byte[_scene.FrameBytes];
            Render(i, bgr);
            yield return new StreetFrame(TakenAt(i), bgr);
        }
    }

    /// <summary>What stands in a frame; with <see cref="StreetRenderer.Corners"/> the truth for tests.</summary>
    public IReadOnlyList<VehicleInView> InView(int index)
    {
        if (_passage is null)
            return Passers.At(_scene, TakenAt(index));
        var progress = (index + 0.5) / Count;
        var lane = _scene.PathOf(_passage.Vehicle.Shape);
        return [.. Passers.OnFootAt(_scene, TakenAt(index)), new VehicleInView(_passage.Vehicle, _passage.Inward, progress, lane.Length / _passage.Length.TotalSeconds)];
    }
}
