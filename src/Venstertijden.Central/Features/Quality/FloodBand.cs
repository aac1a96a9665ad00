using System.Collections.Immutable;
using NodaTime;

namespace Venstertijden.Central.Features.Quality;

/// <summary>A case as the brake sees it.</summary>
public sealed record Hit(string Camera, string? PlateIndex, Instant Seen);

/// <summary>Something that had more cases than is normal.</summary>
public sealed record Flood(BrakeKind Kind, string Subject, int Hits, int Band);

/// <summary>What is normal: the busy hours of the last weeks, with a floor for what was quiet. Pure.</summary>
public sealed class FloodBand
{
    private const double BusyHour = 0.95;
    private static readonly Duration Hour = Duration.FromHours(1);
    private static readonly Duration Day = Duration.FromHours(24);

    private readonly QualityOptions _options;
    private readonly ImmutableDictionary<string, int> _busyOfCamera;
    private readonly int _busyOfTown;

    /// <param name="past">Cases of the weeks before today.</param>
    /// <param name="options">Floors and factor.</param>
    public FloodBand(IReadOnlyCollection<Hit> past, QualityOptions options)
    {
        _options = options;
        _busyOfCamera = past.GroupBy(h => h.Camera).ToImmutableDictionary(g => g.Key, Busy);
        _busyOfTown = Busy(past);
    }

    /// <summary>How many cases of a camera are normal in an hour at most.</summary>
    public int OfCamera(string camera) => Math.Max(_options.CameraPerHour, _options.TimesBusiest * _busyOfCamera.GetValueOrDefault(camera));

    /// <summary>How many of all cameras together.</summary>
    public int OfTown => Math.Max(_options.TownPerHour, _options.TimesBusiest * _busyOfTown);

    /// <summary>What has more than that now.</summary>
    /// <param name="recent">Cases of the last 24 hours.</param>
    /// <param name="now">When.</param>
    /// <param name="since">From when a subject counts: a senior officer looked at what came before.</param>
    public IEnumerable<Flood> Of(IReadOnlyCollection<Hit> recent, Instant now, Func<BrakeKind, string, Instant> since)
    {
        var hour = recent.Where(h => h.Seen > now - Hour).ToList();
        if (hour.Count(h => h.Seen > since(BrakeKind.Town, "")) is var town && town > OfTown)
            yield return new Flood(BrakeKind.Town, "", town, OfTown);
        foreach (var camera in hour.GroupBy(h => h.Camera))
            if (camera.Count(h => h.Seen > since(BrakeKind.Camera, camera.Key)) is var hits && hits > OfCamera(camera.Key))
                yield return new Flood(BrakeKind.Camera, camera.Key, hits, OfCamera(camera.Key));
        foreach (var plate in recent.Where(h => h.PlateIndex is not null && h.Seen > now - Day).GroupBy(h => h.PlateIndex!))
            if (plate.Count(h => h.Seen > since(BrakeKind.Plate, plate.Key)) is var hits && hits > _options.PlatePerDay)
                yield return new Flood(BrakeKind.Plate, plate.Key, hits, _options.PlatePerDay);
    }

    /// <summary>A busy hour among those that had any case.</summary>
    private static int Busy(IEnumerable<Hit> hits)
    {
        int[] hours = [.. hits.GroupBy(h => h.Seen.ToUnixTimeSeconds() / 3600).Select(g => g.Count()).Order()];
        return hours.Length == 0 ? 0 : hours[(int)((hours.Length - 1) * BusyHour)];
    }
}
