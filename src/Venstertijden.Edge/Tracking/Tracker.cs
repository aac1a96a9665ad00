using NodaTime;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Vehicles;

namespace Venstertijden.Edge.Tracking;

/// <summary>Joins what is found frame by frame to one passage per vehicle. Not for several threads.</summary>
/// <param name="traits">How the source wants its frames looked at.</param>
/// <param name="options">Times and counts.</param>
/// <param name="rule">When a vote is a read.</param>
/// <param name="second">Asked once per passage; null for none. Stays with its owner.</param>
internal sealed class Tracker(SourceTraits traits, TrackingOptions options, ReadRule rule, SecondReader? second = null) : IDisposable
{
    private const double SureFind = 0.5;
    private const int MostMissed = 50;
    private const double SameVehicle = 3;
    private const double StraightBelow = 1.5;
    private const double FarBelow = 6;

    private readonly List<Track> _tracks = [];
    private readonly ReportedVehicles _reported = new(options);
    private readonly BodyLook _body = new();
    private readonly PlatelessVehicles? _plateless = options.WithoutPlate ? new(options) : null;
    private string? _clip;

    /// <summary>A frame that was searched, with what was found in it.</summary>
    /// <param name="frame">Taken after those before.</param>
    /// <param name="plates">In it.</param>
    /// <param name="moving">Small mask of what moves in it; null where nobody looked.</param>
    public IReadOnlyList<ObservedPassage> Look(Frame frame, IReadOnlyList<PlateSeen> plates, Mat? moving = null)
    {
        var passages = new List<ObservedPassage>();
        if (frame.Clip != _clip)
        {
            passages.AddRange(End());
            _reported.Clear();
            _clip = frame.Clip;
        }

        var counting = plates.Where(p => p.Counts).ToList();
        var matched = TrackMatching.Match(_tracks, counting, frame.Taken);
        foreach (var track in _tracks)
            track.Missed++;
        for (var i = 0; i < counting.Count; i++)
        {
            if (matched[i] is null)
                _tracks.Add(matched[i] = new Track(frame.Taken, options.DrivesAfter));
            Add(matched[i]!, frame, moving, counting[i], plates);
            LookAtVehicle(matched[i]!, frame, moving);
        }

        NoteCompanions(matched);
        passages.AddRange(Settle(frame.Taken, searched: true));
        if (moving is not null && _plateless is not null)
            passages.AddRange(_plateless.Look(frame, plates, moving));
        return passages;
    }

    /// <summary>A frame that was not searched, because nothing moved: what stood still is still there.</summary>
    public IReadOnlyList<ObservedPassage> Idle(Instant taken) => [.. Settle(taken, searched: false), .. _plateless?.Ended(taken) ?? []];

    /// <summary>No more frames come: what is under way ends here.</summary>
    public IReadOnlyList<ObservedPassage> End()
    {
        var passages = new List<ObservedPassage>();
        foreach (var track in _tracks)
            Finish(track, passages);
        _tracks.Clear();
        passages.AddRange(_plateless?.End() ?? []);
        return passages;
    }

    public void Dispose()
    {
        foreach (var track in _tracks)
            track.Dispose();
        _tracks.Clear();
        _body.Dispose();
        _plateless?.Dispose();
    }

    private static void Add(Track track, Frame frame, Mat? moving, PlateSeen plate, IReadOnlyList<PlateSeen> plates)
    {
        track.Add(new PlateLook(frame.Taken, plate.Found.Corners, plate.Found.Score), plate.Reading);
        if (track.Reported)
            return;
        var others = plates.Where(p => p != plate).Select(p => p.Found.Corners).ToList();
        track.Views.Offer(frame.Image, frame.Taken, plate.Found.Corners, others, track.HasMoved);
        track.Best.Offer(frame.Image, moving, frame.Taken, plate.Found.Corners, others, plate.Reading, plate.Found.Score);
    }

    private void LookAtVehicle(Track track, Frame frame, Mat? moving)
    {
        // Headlights paint the road, and a plate throws them back as no paint does.
        if (track.Reported || !Daylight.In(frame.Image))
            return;
        var corners = track.Last.Corners;
        track.Vehicle.Add(moving is null ? null : Silhouette.Around(moving, corners, frame.Image.Width), corners);
        if (!track.Vehicle.Paint.IsEnough)
            _body.Look(frame.Image, corners, VehicleGuess.PlateWidth(corners), track.Vehicle);
    }

    /// <summary>Lettering and a second plate move along with the plate of their vehicle.</summary>
    private static void NoteCompanions(Track?[] inFrame)
    {
        foreach (var one in inFrame)
        {
            foreach (var other in inFrame)
            {
                if (one == other || one!.AtRest || other!.AtRest)
                    continue;
                var width = Math.Max(one.Last.Corners.Width(), other.Last.Corners.Width());
                var away = other.Last.Corners.Middle() - one.Last.Corners.Middle();
                if (away.Length() < SameVehicle * width)
                    one.Companion ??= other;
                if (Math.Abs(away.X) < StraightBelow * width && away.Y > 0 && away.Y < FarBelow * width)
                    one.Below ??= other;
            }
        }
    }

    private List<ObservedPassage> Settle(Instant now, bool searched)
    {
        var passages = new List<ObservedPassage>();
        foreach (var track in _tracks.ToList())
        {
            if (!searched && track.AtRest)
                track.AliveAt = now;
            var gone = now - track.AliveAt > options.Gap && (!track.Reported || !track.AtRest || track.Missed > MostMissed);
            if (gone)
            {
                Finish(track, passages);
                _tracks.Remove(track);
            }
            else if (traits.ParkedRule && !track.Reported && track.Stands(options.StandsAfter, now))
            {
                Report(track, passages);
            }
        }

        return passages;
    }

    private void Finish(Track track, List<ObservedPassage> passages)
    {
        Report(track, passages);
        _reported.LastSeen(track);
        track.Dispose();
    }

    private void Report(Track track, List<ObservedPassage> passages)
    {
        // What never moved did not pass: a sign, or a vehicle that stood there before the edge was started.
        if (track.Reported || track.Seen < options.LeastSeen || (traits.ParkedRule && !track.HasMoved))
            return;
        var voted = Vote.Of(track.Readings, options.LeastAgreeing);
        var best = track.Best.Take(voted?.Text);
        var read = PlateConclusion.Of(voted, rule, best.Picture, best.Corners, second);
        track.Reported = true;
        track.ReportedText = read?.Text;
        var known = read is not null && traits.ParkedRule && _reported.Knows(read.Text, track);
        if (known || (read is null && !IsUnreadVehicle(track)))
        {
            best.Dispose();
            return;
        }

        passages.Add(new ObservedPassage(
            read is null ? PassageKind.Unread : PassageKind.Read,
            track.Start,
            track.Last.Taken,
            DrivingDirection.Of(track.Looks, options.TowardsCamera),
            read,
            VehicleGuess.Of(track.Vehicle, CarriedVehicle.Is(track)),
            best.Picture,
            best.Corners,
            best.Others,
            best.Taken)
        {
            BestMoving = best.Moving,
            Context = track.Views.TakeOtherThan(best.Taken),
            Frames = track.Seen,
            FramesWithText = track.SeenWithText,
        });
    }

    /// <summary>
    /// A plate that could not be read is a passage too, but a sign or lettering that was taken for one is not: it must have
    /// been found surely, more than twice, elsewhere than at first (what is no plate is found now small, now large, in one place),
    /// and not beside a plate that was read.
    /// </summary>
    private bool IsUnreadVehicle(Track track)
    {
        if (track.Seen < Math.Max(3, options.LeastSeen) || (traits.ParkedRule && !track.HasLeftItsPlace) || track.Looks.Average(l => l.Score) < SureFind)
            return false;
        return track.Companion is not { } beside || Vote.Of(beside.Readings, options.LeastAgreeing) is not { } vote || rule.Calibration.At(vote.Confidence) < rule.Threshold;
    }
}
