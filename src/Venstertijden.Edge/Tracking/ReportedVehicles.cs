using NodaTime;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>Vehicles whose passage went out, so that one that was hidden for a while is not reported again.</summary>
internal sealed class ReportedVehicles(TrackingOptions options)
{
    private const int Most = 200;
    private readonly List<Vehicle> _vehicles = [];

    /// <summary>True when the track is a vehicle that was only hidden, or that stood where the track begins.</summary>
    public bool Knows(string text, Track track) => _vehicles.Exists(v =>
        TrackMatching.Differences(v.Text, text) <= 1
        && (track.Start - v.LastSeen <= options.Hidden
            || (v.Stood && track.Start - v.LastSeen <= options.ParkedMemory && Track.SamePlace(v.Corners, track.Looks[0].Corners))));

    /// <summary>The track ended: from now on it may come back.</summary>
    public void LastSeen(Track track)
    {
        if (track.ReportedText is not { } text)
            return;
        _vehicles.RemoveAll(v => v.Text == text || track.Last.Taken - v.LastSeen > options.ParkedMemory);
        if (_vehicles.Count == Most)
            _vehicles.RemoveAt(0);
        _vehicles.Add(new(text, track.Last.Corners, track.AliveAt, track.Stands(options.StandsAfter, track.AliveAt)));
    }

    public void Clear() => _vehicles.Clear();

    private sealed record Vehicle(string Text, PlateCorners Corners, Instant LastSeen, bool Stood);
}
