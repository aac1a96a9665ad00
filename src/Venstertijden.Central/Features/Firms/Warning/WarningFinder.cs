using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Firms.Warning;

/// <summary>Notes what of a firm's rights ends. Run again it changes nothing: a notice is one per vehicle, zone, right, end and step.</summary>
internal static class WarningFinder
{
    /// <summary>Adds what is due and cancels what is no longer so and was not mailed; saves nothing.</summary>
    internal static async Task Note(CentralDb db, Guid firm, IReadOnlyList<FleetVehicle> fleet, LocalDate today, Instant now, CancellationToken ct)
    {
        var due = fleet.SelectMany(v => v.Zones.SelectMany(z => z.Ends).Select(end => (Vehicle: v.Row.Id, End: end, Step: WarningStep.Of(end, today))))
            .Where(d => d.Step is not null).ToDictionary(d => (d.Vehicle, Zone: d.End.Zone.Text, d.End.Right, d.End.EndsOn, Step: d.Step!.Value));
        var known = await db.FirmNotices.Where(n => n.FirmId == firm).ToListAsync(ct);
        var sent = await db.FirmMails.Where(m => m.FirmId == firm && m.SentAt != null).Select(m => m.Id).ToHashSetAsync(ct);
        foreach (var notice in known)
        {
            bool isDue = due.Remove((notice.VehicleId, notice.Zone, notice.Right, notice.EndsOn, notice.Step));
            if (isDue) notice.CancelledAt = null;
            else if (notice.CancelledAt is null && !(notice.MailId is { } mail && sent.Contains(mail))) notice.CancelledAt = now;
        }

        foreach (var ((vehicle, zone, right, endsOn, step), _) in due)
            db.FirmNotices.Add(new FirmNotice { Id = Guid.CreateVersion7(), FirmId = firm, VehicleId = vehicle, Zone = zone, Right = right, EndsOn = endsOn, Step = step, FoundAt = now });
    }
}
