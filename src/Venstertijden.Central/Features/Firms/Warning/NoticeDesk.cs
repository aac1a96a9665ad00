using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms.Warning;

/// <summary>Several vehicles that lose the same right on the same day.</summary>
/// <param name="End">What ends; of an exemption in one of its zones.</param>
/// <param name="Vehicles">Whose.</param>
public sealed record EndingTogether(RightEnd End, IReadOnlyList<FleetVehicle> Vehicles);

/// <summary>The warnings on a firm's own page: each is shown until somebody says that he saw it.</summary>
public sealed class NoticeDesk(CentralDb db, IClock clock)
{
    /// <summary>What ends soon and was not seen yet, soonest first.</summary>
    public async Task<IReadOnlyList<EndingTogether>> Unseen(Guid firm, IReadOnlyList<FleetVehicle> fleet, CancellationToken ct)
    {
        var today = DutchTime.Local(clock.GetCurrentInstant()).Date;
        var seen = await db.FirmNotices.AsNoTracking().Where(n => n.FirmId == firm && n.SeenAt != null).Select(n => new { n.VehicleId, n.Zone, n.Right, n.EndsOn, n.Step }).ToListAsync(ct);
        var known = seen.Select(n => (n.VehicleId, n.Zone, n.Right, n.EndsOn, n.Step)).ToHashSet();
        return [.. from v in fleet
                   from end in v.Zones.SelectMany(z => z.Ends)
                   let step = WarningStep.Of(end, today)
                   where step is not null && !known.Contains((v.Row.Id, end.Zone.Text, end.Right, end.EndsOn, step.Value))
                   group (v, end) by (end.EndsOn, end.Right, end.IsAccess ? end.Zone.Text : "") into together
                   orderby together.Key.EndsOn
                   select new EndingTogether(together.First().end, [.. together.Select(t => t.v).Distinct()])];
    }

    /// <summary>Writes down that the warnings about one right and day were seen.</summary>
    /// <returns>The moment, by which it is undone.</returns>
    public async Task<Instant> See(Guid firm, IReadOnlyList<FleetVehicle> fleet, string right, LocalDate endsOn, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await WarningFinder.Note(db, firm, fleet, DutchTime.Local(now).Date, now, ct);
        await db.SaveChangesAsync(ct);
        foreach (var notice in await db.FirmNotices.Where(n => n.FirmId == firm && n.Right == right && n.EndsOn == endsOn && n.SeenAt == null && n.CancelledAt == null).ToListAsync(ct))
            notice.SeenAt = now;
        await db.SaveChangesAsync(ct);
        return now;
    }

    /// <summary>Shows again what was seen at that moment.</summary>
    public async Task Unsee(Guid firm, Instant at, CancellationToken ct)
    {
        foreach (var notice in await db.FirmNotices.Where(n => n.FirmId == firm && n.SeenAt == at).ToListAsync(ct))
            notice.SeenAt = null;
        await db.SaveChangesAsync(ct);
    }
}
