using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>How long a camera did its work.</summary>
/// <param name="Camera">Which.</param>
/// <param name="Name">As people know it.</param>
/// <param name="Zone">The zone that it watches.</param>
/// <param name="Watched">Minutes in which central was there to know.</param>
/// <param name="Seeing">Of these, minutes in which the camera was reached and sent pictures.</param>
public sealed record CameraAvailability(CameraId Camera, string Name, string Zone, long Watched, long Seeing)
{
    /// <summary>Share of the watched minutes, 0 to 1; null when none was watched.</summary>
    public double? Share => Watched == 0 ? null : (double)Seeing / Watched;
}

/// <summary>The one door to facts about cameras over time, for reports and cases.</summary>
public interface ICameraFacts
{
    /// <summary>False while the answers are only what central happened to hear: a reader must be told that they are unproven.</summary>
    bool IsProven { get; }

    /// <summary>How long each camera did its work on days: local dates, the last exclusive.</summary>
    Task<IReadOnlyList<CameraAvailability>> Availability(CentralDb db, LocalDate from, LocalDate until, CancellationToken ct);
}

/// <summary>Answers from the health that cameras report about themselves, minute by minute since this was first installed. It proves nothing: a camera that looks at a wall is healthy too.</summary>
public sealed class RecordedHealth : ICameraFacts
{
    /// <inheritdoc/>
    public bool IsProven => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CameraAvailability>> Availability(CentralDb db, LocalDate from, LocalDate until, CancellationToken ct)
    {
        var minutes = await db.CameraMinutes.AsNoTracking().Where(m => m.Day >= from && m.Day < until).GroupBy(m => m.Camera)
            .Select(g => new { g.Key, Watched = g.Sum(m => m.Watched), Seeing = g.Sum(m => m.Seeing) }).ToDictionaryAsync(m => m.Key, ct);
        var cameras = await db.Cameras.AsNoTracking().Where(c => c.RevokedAt == null).OrderBy(c => c.DisplayName).ToListAsync(ct);
        return cameras.ConvertAll(c => new CameraAvailability(c.Camera, c.DisplayName, c.Zone, minutes.TryGetValue(c.Camera, out var m) ? m.Watched : 0, m?.Seeing ?? 0));
    }
}

/// <summary>The minutes of a day in which a camera did its work.</summary>
public sealed class CameraMinutes : ISiteRow
{
    public SiteId Site { get; set; }
    public required CameraId Camera { get; init; }
    public required LocalDate Day { get; init; }

    /// <inheritdoc cref="CameraAvailability(CameraId, string, string, long, long)"/>
    public long Watched { get; set; }

    /// <inheritdoc cref="CameraAvailability(CameraId, string, string, long, long)"/>
    public long Seeing { get; set; }
}

/// <summary>Notes each minute how every camera is.</summary>
public sealed class CameraWatch(CentralDbs databases, IClock clock)
{
    // After a longer silence of central's own nobody knows how the cameras were.
    private const long MostAtOnce = 5;

    private readonly Dictionary<SiteId, long> _minutes = [];

    /// <summary>Notes the minutes since the last time; none when no minute has passed, or too many.</summary>
    public async Task Run(SiteId site, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        long minute = now.ToUnixTimeSeconds() / 60, passed = _minutes.TryGetValue(site, out long last) ? minute - last : 0;
        if (_minutes.ContainsKey(site) && passed == 0)
            return;
        _minutes[site] = minute;
        if (passed is < 1 or > MostAtOnce)
            return;
        await using var db = databases.Open(site);
        var day = DutchTime.Local(now).Date;
        var states = await db.CameraStates.AsNoTracking().ToDictionaryAsync(s => s.Camera, ct);
        var noted = await db.CameraMinutes.Where(m => m.Day == day).ToDictionaryAsync(m => m.Camera, ct);
        foreach (var camera in await db.Cameras.AsNoTracking().Where(c => c.RevokedAt == null).Select(c => c.Camera).ToListAsync(ct))
        {
            if (!noted.TryGetValue(camera, out var row))
                db.CameraMinutes.Add(row = new CameraMinutes { Camera = camera, Day = day });
            row.Watched += passed;
            if (states.GetValueOrDefault(camera) is { Link: LinkStatus.Online } state && state.ReadHealth() is { FramesPerSecond: > 0 })
                row.Seeing += passed;
        }

        await db.SaveChangesAsync(ct);
    }
}

internal sealed class CameraMinutesMapping : IEntityTypeConfiguration<CameraMinutes>
{
    public void Configure(EntityTypeBuilder<CameraMinutes> builder)
    {
        builder.ToTable("CameraMinutes");
        builder.HasKey(m => new { m.Site, m.Day, m.Camera });
    }
}
