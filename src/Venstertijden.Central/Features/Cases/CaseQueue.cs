using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cases;

/// <summary>Which part of the work is shown.</summary>
/// <param name="States">States wanted; empty for those an officer can judge (ready, second-opinion).</param>
/// <param name="TakenBy">Only cases that this officer has open; null for all.</param>
/// <param name="Camera">Only cases of this camera; null for all.</param>
/// <param name="Reason">Only cases of this reason; null for all.</param>
/// <param name="Skip">Rows to leave out in front.</param>
/// <param name="Take">Rows at most, 1 to 500.</param>
public sealed record QueueFilter(IReadOnlyList<CaseState>? States = null, Guid? TakenBy = null, CameraId? Camera = null, string? Reason = null, int Skip = 0, int Take = 50)
{
    /// <summary>The newest act first, for cases that are done; else the oldest review target.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Only cases of which only a warning can come.</summary>
    public bool WarningOnly { get; init; }

    /// <summary>Who looks, so that the list can tell him which cases wait for his colleague.</summary>
    public Guid? Officer { get; init; }
}

/// <summary>A line of the queue. It names no plate: the officer reads blind.</summary>
public sealed record QueueItem(
    Guid Id, string Number, CaseState State, string Zone, CameraId Camera, string CameraName, string Street, string Offence, string Reason, bool WarningOnly,
    Instant FirstSeen, Instant LastSeen, Instant ReviewBy, LocalDate InternalLastDay, LocalDate LegalLastDay, Guid? TakenBy, string? TakenByName, Instant? TakenUntil, long Version)
{
    /// <summary>Who looks at the list may not judge it (any more): a colleague is next.</summary>
    public bool ForColleague { get; init; }
}

/// <summary>The queue: oldest review target first.</summary>
public sealed class CaseQueue(CentralDb db, IClock clock)
{
    /// <summary>Counting stops here: done cases are kept for years, and no page may wait for a million of them.</summary>
    public const int MostCounted = 10_000;

    private static readonly CaseState[] ToJudge = [CaseState.Ready, CaseState.SecondOpinion];

    public async Task<IReadOnlyList<QueueItem>> List(QueueFilter filter, CancellationToken ct)
    {
        var rows = Filtered(filter);
        var ordered = filter.NewestFirst ? rows.OrderByDescending(c => c.ActDate).ThenByDescending(c => c.Number) : rows.OrderBy(c => c.ReviewBy).ThenBy(c => c.Number);
        var page = await ordered.AsNoTracking().Skip(filter.Skip).Take(Math.Clamp(filter.Take, 1, 500)).ToListAsync(ct);
        // Apart, for they are few: joined, SQLite begins with them and reads every case of each.
        var cameras = await db.Cameras.AsNoTracking().ToDictionaryAsync(c => c.Camera, ct);
        var now = clock.GetCurrentInstant();
        return page.ConvertAll(row =>
        {
            bool taken = row.TakenUntil > now;
            var camera = cameras.GetValueOrDefault(row.Camera);
            return new QueueItem(
                row.Id, row.Number, row.State, row.Zone, row.Camera, camera?.DisplayName ?? row.Camera.Value, camera?.Street ?? "", row.Offence, row.Reason, row.WarningOnly,
                row.FirstSeen, row.LastSeen, row.ReviewBy, row.InternalLastDay, row.LegalLastDay,
                taken ? row.TakenBy : null, taken ? row.TakenByName : null, taken ? row.TakenUntil : null, row.Version) { ForColleague = filter.Officer is { } me && row.NotFor == me };
        });
    }

    /// <summary>The case of that number (<c>2026-000123</c>); null when there is none here.</summary>
    public Task<Guid?> FindByNumber(string number, CancellationToken ct) =>
        db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct);

    public Task<string?> NumberOf(Guid id, CancellationToken ct) => db.Cases.Where(c => c.Id == id).Select(c => c.Number).FirstOrDefaultAsync(ct);

    /// <summary>The version that the next decision on this case must send along.</summary>
    public Task<long> VersionOf(Guid id, CancellationToken ct) => db.Cases.Where(c => c.Id == id).Select(c => c.Version).FirstOrDefaultAsync(ct);

    /// <summary>How many there are, at most <see cref="MostCounted"/> + 1.</summary>
    public Task<int> Count(QueueFilter filter, CancellationToken ct) => Filtered(filter).Select(c => c.Id).Take(MostCounted + 1).CountAsync(ct);

    /// <summary>The cameras to choose from, by name.</summary>
    public async Task<IReadOnlyList<(CameraId Camera, string Name)>> Cameras(CancellationToken ct) =>
        [.. (await db.Cameras.AsNoTracking().Where(c => c.RevokedAt == null).OrderBy(c => c.DisplayName).Select(c => new { c.Camera, c.DisplayName }).ToListAsync(ct)).Select(c => (c.Camera, c.DisplayName))];

    /// <summary>How many cases stand in each state in which nobody decided yet: few among many, so it may be asked often.</summary>
    public async Task<IReadOnlyDictionary<CaseState, int>> CountOpen(CancellationToken ct)
    {
        CaseState[] open = [.. CaseMoves.Undecided];
        return await db.Cases.Where(c => open.Contains(c.State)).GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
    }

    /// <summary>The case to judge after this one (or the first): not taken by a colleague. Null when none is left.</summary>
    public async Task<Guid?> Next(Guid officer, Guid? after, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var free = db.Cases.Where(c => ToJudge.Contains(c.State) && c.Id != after && c.NotFor != officer && (c.TakenUntil == null || c.TakenUntil < now || c.TakenBy == officer));
        return await free.OrderBy(c => c.ReviewBy).ThenBy(c => c.Number).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct);
    }

    private IQueryable<CaseRow> Filtered(QueueFilter filter)
    {
        var states = filter.States is { Count: > 0 } wanted ? [.. wanted] : ToJudge;
        var rows = db.Cases.Where(c => states.Contains(c.State));
        if (filter.TakenBy is { } officer)
        {
            var now = clock.GetCurrentInstant();
            rows = rows.Where(c => c.TakenBy == officer && c.TakenUntil > now);
        }

        if (filter.Camera is { } camera)
            rows = rows.Where(c => c.Camera == camera);
        if (filter.WarningOnly)
            rows = rows.Where(c => c.WarningOnly);
        if (filter.Reason is { } reason)
            rows = rows.Where(c => c.Reason == reason);
        return rows;
    }
}
