using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Driving;

/// <summary>
/// Links for drivers: one per vehicle, made by its firm. The secret in the address is kept as a hash alone; a new one ends the old, and it opens nothing once the vehicle left the fleet.
/// </summary>
public sealed class DriverLinks(CentralDb db, FirmFleet fleet, IClock clock)
{
    /// <summary>Gives a vehicle a new link.</summary>
    /// <returns>Its secret, shown once; null when the firm has no such vehicle.</returns>
    public async Task<string?> Make(Guid firm, Guid vehicle, Actor actor, CancellationToken ct)
    {
        if (await fleet.Row(firm, vehicle, ct) is not { } row)
            return null;
        string key = AddressSecret.New();
        row.DriverKeyHash = AddressSecret.HashOf(key);
        AuditTrail.Record(db, actor, "firm.driver-link", $"vehicle:{row.Id}", "new address", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return key;
    }

    /// <summary>Ends a vehicle's link; false when there is none.</summary>
    public async Task<bool> Close(Guid firm, Guid vehicle, Actor actor, CancellationToken ct)
    {
        if (await fleet.Row(firm, vehicle, ct) is not { DriverKeyHash: not null } row)
            return false;
        row.DriverKeyHash = null;
        AuditTrail.Record(db, actor, "firm.driver-link", $"vehicle:{row.Id}", "closed", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>The vehicle that a secret opens; null when it opens none (any more).</summary>
    public async Task<FleetVehicle?> Open(string key, CancellationToken ct)
    {
        string hash = AddressSecret.HashOf(key);
        return await db.FirmVehicles.AsNoTracking().Where(v => v.DriverKeyHash == hash).Select(v => new { v.FirmId, v.Id }).FirstOrDefaultAsync(ct) is { } found
            ? await fleet.Find(found.FirmId, found.Id, ct)
            : null;
    }
}
