using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.OpenData;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.OpenData;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Driving;

/// <summary>One van, one screen: may I enter now, until when, and when tomorrow? Without an account, in the driver's language.</summary>
[ResponseCache(NoStore = true), EnableRateLimiting(EntryPages.Limit)]
public sealed class DriverModel(DriverLinks links, LivePolicies policies, ZoneChangeFeed changes, IClock clock, IStringLocalizer<DrivingTexts> texts) : PageModel
{
    // What lies further away a driver does not plan for.
    private const int DaysOfChanges = 30;

    private static readonly ZoneChangeKind[] Shown = [ZoneChangeKind.Windows, ZoneChangeKind.Rules, ZoneChangeKind.OtherTimes, ZoneChangeKind.Closed, ZoneChangeKind.Begins, ZoneChangeKind.Ends];

    /// <summary>The languages, each by its own name.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } = [("nl", "Nederlands"), ("en", "English"), ("pl", "Polski")];

    /// <summary>Null when the link opens nothing (any more).</summary>
    public FleetVehicle? Vehicle { get; private set; }

    public IReadOnlyList<DriverZone> Zones { get; private set; } = [];
    public LocalDateTime Local { get; private set; }

    /// <summary>The language of the page.</summary>
    public string Speaks => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public async Task OnGetAsync(string key, CancellationToken ct)
    {
        // The secret in the address stays here.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var now = clock.GetCurrentInstant();
        Local = DutchTime.Local(now);
        Vehicle = await links.Open(key, ct);
        if (Vehicle is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
        else
            Zones = [.. Vehicle.Zones.Select(z => DriverZone.Of(policies.Current, z, now))];
    }

    /// <summary>The zone by the name that stands in its rules: Dutch for who reads no English, since the signs say it so.</summary>
    public string NameOf(DriverZone zone) => zone.Document is { } document ? Written.Capital(Speaks == "en" ? document.ZoneNameEnglish : document.ZoneName) : "";

    /// <summary>"7:00–12:00"; words for none and for all day.</summary>
    public string Hours(AccessDay day) => day.Open switch
    {
        [] => texts["hours.none"],
        [var whole] when whole.Until - whole.From == Period.FromDays(1) || (whole.From == day.Date.AtMidnight() && whole.Until == day.Date.PlusDays(1).AtMidnight()) => texts["hours.all"],
        var open => string.Join(", ", open.Select(s => $"{Clock(s.From)}–{(s.Until.Date > day.Date ? "24:00" : Clock(s.Until))}")),
    };

    /// <summary>"12:00" today, with the day otherwise.</summary>
    public string Said(LocalDateTime moment) => moment.Date == Local.Date ? Clock(moment) : $"{moment.ToString("dddd d MMMM", CultureInfo.CurrentCulture)} {Clock(moment)}";

    /// <summary>"maandag 2 maart 2026".</summary>
    public string Said(LocalDate date) => date.ToString("d MMMM uuuu", CultureInfo.CurrentCulture);

    public string KindOf(string kind) => texts["kind." + kind] is { ResourceNotFound: false } known ? known.Value : kind;

    /// <summary>What is announced for the zone in the coming weeks.</summary>
    public IEnumerable<string> ChangesIn(DriverZone zone) => changes.Coming
        .Where(c => !c.Change.IsWithdrawn && Shown.Contains(c.Change.Kind) && c.Change.Zone == zone.Document?.Zone && c.Change.On < Local.Date.PlusDays(DaysOfChanges))
        .Select(c => texts["change." + Data.Kebab.Name(c.Change.Kind), Said(c.Change.On), string.Join(", ", c.Change.Windows.Select(w => w.ToString().Replace('-', '–')))].Value);

    private static string Clock(LocalDateTime moment) => moment.ToString("H:mm", CultureInfo.InvariantCulture);
}
