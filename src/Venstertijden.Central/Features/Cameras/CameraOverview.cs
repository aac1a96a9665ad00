using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Review;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>One camera as an operator sees it.</summary>
/// <param name="Camera">Its enrolment.</param>
/// <param name="Link">Online, or offline by its own word, by Last Will or because nothing was heard for too long.</param>
/// <param name="LinkSince">Since when; null when it never was there.</param>
/// <param name="LastHeardAt">Any message.</param>
/// <param name="LastPassageAt">A passage.</param>
/// <param name="Health">Last health message; null when none came.</param>
/// <param name="PassagesToday">Anonymous facts of today, local date.</param>
/// <param name="Missing">Numbers that central waits for.</param>
/// <param name="ChainBroken">A link does not fit the one before it.</param>
/// <param name="ReplacedChain">A new chain appeared while an old one was open.</param>
/// <param name="Truth">Its readers beside plates that officers confirmed; null when there are none yet.</param>
public sealed record CameraTile(
    EnrolledCamera Camera, LinkStatus Link, Instant? LinkSince, Instant? LastHeardAt, Instant? LastPassageAt, HealthMessage? Health, int PassagesToday, long Missing, bool ChainBroken, bool ReplacedChain, ReadTruth? Truth);

/// <summary>All cameras of the site with what central last heard of them.</summary>
public sealed class CameraOverview(CentralDb db, IClock clock)
{
    public async Task<IReadOnlyList<CameraTile>> List(CancellationToken ct)
    {
        var today = DutchTime.Local(clock.GetCurrentInstant()).Date.AtMidnight();
        var cameras = await db.Cameras.AsNoTracking().Where(c => c.RevokedAt == null).OrderBy(c => c.DisplayName).ToListAsync(ct);
        var states = await db.CameraStates.AsNoTracking().ToDictionaryAsync(s => s.Camera, ct);
        var chains = (await db.Chains.AsNoTracking().ToListAsync(ct)).ToLookup(c => c.Camera);
        var counts = await db.AnonymousFacts.Where(f => f.LocalQuarter >= today).GroupBy(f => f.Camera).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var truths = await ReadTruth.ByCamera(db, ct);
        return cameras.ConvertAll(camera =>
        {
            var state = states.GetValueOrDefault(camera.Camera);
            var own = chains[camera.Camera].ToList();
            return new CameraTile(
                camera, state?.Link ?? LinkStatus.Offline, state?.LinkSince, state?.LastHeardAt, state?.LastPassageAt, state?.ReadHealth(),
                counts.GetValueOrDefault(camera.Camera), own.Sum(c => c.Missing), own.Exists(c => c.BrokenAt is not null), own.Exists(c => c.Replaces is not null), truths.GetValueOrDefault(camera.Camera));
        });
    }

    public async Task<CameraTile?> Find(CameraId camera, CancellationToken ct) => (await List(ct)).FirstOrDefault(t => t.Camera.Camera == camera);

    public async Task<IReadOnlyList<DeclaredGap>> Gaps(CameraId camera, CancellationToken ct) =>
        await db.DeclaredGaps.AsNoTracking().Where(g => g.Camera == camera).OrderByDescending(g => g.NoticedAt).Take(100).ToListAsync(ct);
}
