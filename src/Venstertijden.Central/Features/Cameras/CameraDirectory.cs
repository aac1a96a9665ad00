using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>
/// The enrolled cameras of all sites in memory. Read again when a message names a camera that is not in it (another process may
/// have enrolled it), at most once a second however many such messages come, and every few seconds for changes of mode.
/// </summary>
public sealed class CameraDirectory(CentralDbs databases, TimeProvider time)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(5);
    private static readonly SiteId AnySite = SiteId.Parse("any");

    private FrozenDictionary<(SiteId, CameraId), CameraKey> _cameras = FrozenDictionary<(SiteId, CameraId), CameraKey>.Empty;
    private long? _readAt;

    /// <summary>Sites that have a camera.</summary>
    public IReadOnlyList<SiteId> Sites => [.. _cameras.Keys.Select(k => k.Item1).Distinct()];

    public CameraKey? Find(SiteId site, CameraId camera) => _cameras.GetValueOrDefault((site, camera));

    /// <summary>Makes sure that the directory is fresh enough to answer for these cameras.</summary>
    public async Task Refresh(IEnumerable<(SiteId Site, CameraId Camera)> asked, CancellationToken ct)
    {
        var age = _readAt is { } read ? time.GetElapsedTime(read) : TimeSpan.MaxValue;
        if (age >= AtLeastEvery || (age >= AtMostEvery && asked.Any(a => !_cameras.ContainsKey(a))))
            await Reload(ct);
    }

    public async Task Reload(CancellationToken ct)
    {
        await using var db = databases.Open(AnySite);
        var rows = await db.Cameras.IgnoreQueryFilters().AsNoTracking().Where(c => c.RevokedAt == null).ToListAsync(ct);
        _cameras = rows.ToFrozenDictionary(c => (c.Site, c.Camera), c => new CameraKey(c));
        _readAt = time.GetTimestamp();
    }
}
