using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>The coming week of a vehicle in one zone.</summary>
public sealed record ZoneWeek(ZoneAccess Zone, Today Today, IReadOnlyList<AccessDay> Days, LocalDate? EndsOn);

/// <summary>One vehicle: what may it do this week, until when, and why?</summary>
public sealed class VehicleModel(FirmFleet fleet, IClock clock) : PageModel
{
    public FleetVehicle Vehicle { get; private set; } = null!;
    public IReadOnlyList<ZoneWeek> Weeks { get; private set; } = [];
    public Instant Now { get; private set; }
    public LocalDate Today => DutchTime.Local(Now).Date;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var firm = Person.Required(User).FirmId ?? default;
        if (await fleet.Find(firm, id, ct) is not { } vehicle) return NotFound();
        Now = clock.GetCurrentInstant();
        Vehicle = vehicle;
        var access = new VehicleAccess(at => fleet.Access(vehicle.Plate, at), vehicle.Exemptions);
        Weeks = [.. vehicle.Now.Select(zone => new ZoneWeek(
            zone, Firms.Today.Of(access, zone, Now), [.. Enumerable.Range(0, 7).Select(d => access.Day(zone.Zone, Today.PlusDays(d)))], access.EndsOn(zone.Zone, Today)))];
        return Page();
    }

    /// <summary>Minutes since midnight, up to 1440, for the drawn band.</summary>
    public static int Minute(LocalDateTime moment, LocalDate day) => moment.Date > day ? AccessWindow.MinutesPerDay : (moment.Hour * 60) + moment.Minute;
}
