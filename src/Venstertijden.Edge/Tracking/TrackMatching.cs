using NodaTime;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>Which plate of a frame belongs to which track.</summary>
internal static class TrackMatching
{
    // At 5 frames a second a plate near the camera jumps by several of its widths.
    private const double Reach = 4;
    private const double MostGrowth = 2.5;
    private const double Surely = 0.7;

    /// <summary>For each plate its track, or null for a new one; the best fits first, each track once.</summary>
    public static Track?[] Match(IReadOnlyList<Track> tracks, IReadOnlyList<PlateSeen> plates, Instant taken)
    {
        var fits = new List<(double Cost, int Track, int Plate)>();
        for (var t = 0; t < tracks.Count; t++)
        {
            for (var p = 0; p < plates.Count; p++)
            {
                if (Cost(tracks[t], plates[p], taken) is { } cost)
                    fits.Add((cost, t, p));
            }
        }

        var matched = new Track?[plates.Count];
        var used = new HashSet<int>();
        foreach (var (_, t, p) in fits.OrderBy(f => f.Cost))
        {
            if (matched[p] is null && used.Add(t))
                matched[p] = tracks[t];
        }

        return matched;
    }

    /// <summary>Lower fits better; null when they cannot be the same plate.</summary>
    private static double? Cost(Track track, PlateSeen plate, Instant taken)
    {
        var (last, now) = (track.Last.Corners, plate.Found.Corners);
        var width = Math.Max(last.Width(), now.Width());
        var growth = width / Math.Max(1, Math.Min(last.Width(), now.Width()));
        var distance = (track.Expected(taken) - now.Middle()).Length() / width;
        var same = SameText(track.LastReading, plate.Reading);
        if (Track.SamePlace(last, now) && same is not false)
            return -1 + distance;
        // A standing plate that another drives past keeps its place: nothing elsewhere is it, unless it says the same.
        if (track.AtRest && track.Seen > 3 && same is not true && distance > 1)
            return null;
        if (growth > MostGrowth || (same is false && last.Overlap(now) < 0.3))
            return null;
        return same is true ? distance - Reach : distance <= Reach ? distance : null;
    }

    /// <summary>True when both texts are sure and nearly the same, false when they are sure and differ, else null.</summary>
    private static bool? SameText(PlateReading? a, PlateReading? b)
    {
        // A fragment of a plate that is half hidden or cut off says nothing of whose it is.
        if (a is null || b is null || Math.Min(a.Text.Length, b.Text.Length) < LookVote.FewestCharacters)
            return null;
        var differ = Differences(a.Text, b.Text);
        if (differ <= 1 && Math.Min(a.Text.Length, b.Text.Length) > 4)
            return true;
        return a.Confidence > Surely && b.Confidence > Surely && differ > 2 ? false : null;
    }

    /// <summary>Edit distance of two short texts.</summary>
    internal static int Differences(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
