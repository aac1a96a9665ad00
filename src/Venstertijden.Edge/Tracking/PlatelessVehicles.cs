using NodaTime;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge.Tracking;

/// <summary>
/// Vehicles that show no plate: what moves, is as large as a car, fills its outline, and goes faster than people walk. It
/// takes the size from the plates seen before. Not for several threads.
/// </summary>
/// <param name="options">Times, and which way is in.</param>
internal sealed class PlatelessVehicles(TrackingOptions options) : IDisposable
{
    private const double Narrowest = 1.4;
    private const double Widest = 3.5;
    private const double Lowest = 1.2;
    private const double LeastFilled = 0.6;
    private const double LeastSpeed = 1.6;
    private const double LeastWay = 2;
    private const int FewestFrames = 5;

    private readonly StreetScale _scale = new();
    private readonly List<Blob> _blobs = [];
    private readonly Mat _labels = new();
    private readonly Mat _stats = new();
    private readonly Mat _middles = new();

    /// <summary>A frame, with all plates found in it.</summary>
    public IEnumerable<ObservedPassage> Look(Frame frame, IReadOnlyList<PlateSeen> plates, Mat moving)
    {
        foreach (var plate in plates)
            _scale.Add(plate.Found.Corners);
        if (!moving.Empty())
            Follow(frame, plates, moving);
        return Ended(frame.Taken);
    }

    /// <summary>Those that have gone.</summary>
    public IEnumerable<ObservedPassage> Ended(Instant now)
    {
        var gone = _blobs.FindAll(b => now - b.LastSeen > options.Gap);
        _blobs.RemoveAll(gone.Contains);
        return Passages(gone);
    }

    /// <summary>All that are under way.</summary>
    public IEnumerable<ObservedPassage> End()
    {
        Blob[] all = [.. _blobs];
        _blobs.Clear();
        return Passages(all);
    }

    public void Dispose()
    {
        _blobs.ForEach(b => b.Best.Dispose());
        _labels.Dispose();
        _stats.Dispose();
        _middles.Dispose();
    }

    private void Follow(Frame frame, IReadOnlyList<PlateSeen> plates, Mat moving)
    {
        var scale = frame.Image.Width / (double)moving.Width;
        var count = Cv2.ConnectedComponentsWithStats(moving, _labels, _stats, _middles);
        for (var i = 1; i < count; i++)
        {
            var (left, top, width, height, area) = (_stats.At<int>(i, 0), _stats.At<int>(i, 1), _stats.At<int>(i, 2), _stats.At<int>(i, 3), _stats.At<int>(i, 4));
            var box = new Rect((int)(left * scale), (int)(top * scale), (int)(width * scale), (int)(height * scale));
            var blob = _blobs.Find(b => frame.Taken > b.LastSeen && (b.Box & box) is { Width: > 0, Height: > 0 });
            if (_scale.At(box.Bottom) is not { } perMetre || !IsVehicle(box.Width / perMetre, box.Height / perMetre, area / ((double)width * height)))
                continue;
            if (blob is null)
                _blobs.Add(blob = new Blob(frame.Taken, box, perMetre));
            // One plate once is enough: then it is another's business.
            blob.HasPlate |= plates.Any(p => box.Contains(p.Found.Corners.Middle().ToPoint()));
            blob.See(frame, box, plates);
        }
    }

    private static bool IsVehicle(double width, double height, double filled)
        => width is >= Narrowest and <= Widest && height >= Lowest && filled >= LeastFilled;

    private List<ObservedPassage> Passages(IEnumerable<Blob> blobs)
    {
        var passages = new List<ObservedPassage>();
        foreach (var blob in blobs)
        {
            if (blob.HasPlate || blob.Frames < FewestFrames || !blob.Drove(LeastWay, LeastSpeed))
            {
                blob.Best.Dispose();
                continue;
            }

            var down = blob.Farthest.Bottom - blob.First.Bottom;
            var direction = Math.Abs(down) < 0.2 * blob.Farthest.Height ? Direction.Unknown
                : down > 0 ? options.TowardsCamera : DrivingDirection.Opposite(options.TowardsCamera);
            passages.Add(new ObservedPassage(PassageKind.NoPlate, blob.Start, blob.MovedAt, direction, null, null, blob.Best, null, blob.Others, blob.BestTaken) { Frames = blob.Frames });
        }

        return passages;
    }

    /// <summary>One that moves.</summary>
    private sealed class Blob(Instant start, Rect first, double perMetre)
    {
        private const double LeastStep = 0.1;
        private double _way;

        public Instant Start { get; } = start;

        public Rect First { get; } = first;

        public Instant LastSeen { get; private set; }

        /// <summary>When it had come farthest: the street behind it still counts as moving for a while.</summary>
        public Instant MovedAt { get; private set; } = start;

        public Rect Farthest { get; private set; } = first;

        public Rect Box { get; private set; } = first;

        public int Frames { get; private set; }

        public bool HasPlate { get; set; }

        public Mat Best { get; } = new();

        public Instant BestTaken { get; private set; }

        public IReadOnlyList<PlateCorners> Others { get; private set; } = [];

        public void See(Frame frame, Rect box, IReadOnlyList<PlateSeen> plates)
        {
            (LastSeen, Box, Frames) = (frame.Taken, box, Frames + 1);
            var way = double.Hypot(box.X + (box.Width / 2.0) - First.X - (First.Width / 2.0), box.Bottom - First.Bottom) / perMetre;
            if (way > _way + LeastStep)
                (_way, MovedAt, Farthest) = (way, frame.Taken, box);
            // The middle frames: at both ends of its way it is cut off or far.
            if (HasPlate || Frames % 4 != 1)
                return;
            frame.Image.CopyTo(Best);
            (BestTaken, Others) = (frame.Taken, [.. plates.Select(p => p.Found.Corners)]);
        }

        /// <summary>By the foot of its outline, at the scale where it was first seen. What comes straight nearer goes faster than this tells.</summary>
        public bool Drove(double metres, double perSecond)
            => _way >= metres && (MovedAt - Start).TotalSeconds is > 0 and var seconds && _way / seconds >= perSecond;
    }
}
