using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Members;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>The coming week and years of a vehicle in one zone.</summary>
/// <param name="Zone">Now, and what ends.</param>
/// <param name="Days">Seven days from today on.</param>
/// <param name="Years">What the zero-emission rule says, period by period; empty where the zone has none.</param>
public sealed record ZoneOutlook(VehicleInZone Zone, IReadOnlyList<AccessDay> Days, IReadOnlyList<PeriodAllowance> Years)
{
    /// <summary>First day without access; null when none is known.</summary>
    public LocalDate? EndsOn => Zone.Ends.FirstOrDefault(e => e.IsAccess)?.EndsOn;
}

/// <summary>One vehicle: what may it do this week, until when, and why?</summary>
public sealed class VehicleModel(FirmFleet fleet, MandateDesk mandates, IStringLocalizer<MemberTexts> texts, IClock clock) : PageModel
{
    public FleetVehicle Vehicle { get; private set; } = null!;
    public IReadOnlyList<ZoneOutlook> Zones { get; private set; } = [];
    public Instant Now { get; private set; }
    public Instant? RegisterFetchedAt => fleet.RegisterFetchedAt;
    public LocalDate Today => DutchTime.Local(Now).Date;
    public LocalDate LastDay => Today + VehicleAccess.Ahead;

    [BindProperty] public string? Kvk { get; set; }
    [BindProperty] public string? MandateUntil { get; set; }

    /// <summary>The firm may let others see the exemptions of this plate.</summary>
    public bool IsHolder { get; private set; }

    public IReadOnlyList<GivenMandate> Mandates { get; private set; } = [];

    /// <summary>What is wrong with the mandate that was given; null for nothing.</summary>
    public MandateStep? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMandateAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        var step = await mandates.Give(FirmPages.FirmOf(User), Vehicle.Row.Plate, Kvk, TypedDay.Of(MandateUntil), Person.Required(User).Actor, ct);
        if (step != MandateStep.Done)
        {
            Problem = step;
            return Page();
        }

        TempData.Tell(texts["mandate.given"]);
        return Redirect($"{FirmPages.Fleet}/{id}#machtigingen");
    }

    public async Task<IActionResult> OnPostEndMandateAsync(Guid id, Guid mandate, CancellationToken ct)
    {
        if (await mandates.End(FirmPages.FirmOf(User), mandate, Person.Required(User).Actor, ct)) TempData.Tell(texts["mandate.ended"]);
        return Redirect($"{FirmPages.Fleet}/{id}#machtigingen");
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        var firm = FirmPages.FirmOf(User);
        if (await fleet.Find(firm, id, ct) is not { } vehicle) return false;
        Now = clock.GetCurrentInstant();
        Vehicle = vehicle;
        Zones = [.. vehicle.Zones.Select(zone => new ZoneOutlook(
            zone,
            [.. Enumerable.Range(0, 7).Select(d => fleet.Day(zone.Access, Today.PlusDays(d)))],
            [.. fleet.Years(zone.Access) is var years && years.All(p => p.Outcome == RuleOutcome.NotApplicable) ? [] : years]))];
        IsHolder = await mandates.IsHolder(firm, vehicle.Row.Plate, ct);
        Mandates = await mandates.GivenBy(firm, vehicle.Row.Plate, ct);
        return true;
    }

    /// <summary>What to do next: texts under <c>next.</c>, the most pressing first, with the date in each.</summary>
    public IEnumerable<(string Key, LocalDate? On)> Next()
    {
        if (Vehicle.Register is null) yield return ("register", null);
        if (Vehicle.Light == Light.Unknown) yield return ("unknown", null);
        if (Vehicle.Light is Light.Never or Light.Partly) yield return (Vehicle.Light == Light.Never ? "never" : "partly", null);
        foreach (var end in Vehicle.Zones.SelectMany(z => z.Ends).DistinctBy(e => (e.Right, e.EndsOn)).OrderBy(e => e.EndsOn))
            yield return (end.IsAccess ? "access" : "exemption", end.EndsOn);
        if (Vehicle.Row.HiredUntil is { } until) yield return ("hired", until);
        if (Vehicle.ElsewhereSince is { } since) yield return ("elsewhere", since);
    }

    /// <summary>Minutes since midnight, up to 1440, for the drawn band.</summary>
    public static int Minute(LocalDateTime moment, LocalDate day) => moment.Date > day ? AccessWindow.MinutesPerDay : (moment.Hour * 60) + moment.Minute;

    /// <summary>Days from today on, for the drawn line of years.</summary>
    public int DayOf(LocalDate? date) => Period.DaysBetween(Today, date is { } known && known < LastDay ? known : LastDay);
}
