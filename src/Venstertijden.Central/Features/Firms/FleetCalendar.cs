using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Firms;

/// <summary>The calendar that a firm subscribes to: the days on which rights of its vehicles end. Its secret address is the only key; a new one ends the old.</summary>
public sealed class FleetCalendar(CentralDb db, FirmFleet fleet, IStringLocalizer<FirmTexts> texts, IClock clock)
{
    /// <summary>Gives a firm a new key; one that it had works no longer.</summary>
    /// <returns>The key: it is shown once and kept as a hash alone.</returns>
    public static string NewKey(Firm firm)
    {
        string key = AddressSecret.New();
        firm.CalendarKeyHash = AddressSecret.HashOf(key);
        return key;
    }

    /// <summary>The file of the firm whose key it is; null for a key that nobody has.</summary>
    public async Task<string?> Read(string key, CancellationToken ct)
    {
        string hash = AddressSecret.HashOf(key);
        if (await db.Firms.AsNoTracking().FirstOrDefaultAsync(f => f.CalendarKeyHash == hash, ct) is not { } firm) return null;
        var vehicles = await fleet.List(firm.Id, ct);
        var events = from v in vehicles
                     from end in v.Zones.SelectMany(z => z.Ends)
                     orderby end.EndsOn, v.Row.Plate
                     group (v, end) by (v.Row.Id, end.Right, end.IsAccess ? end.Zone.Text : "") into same
                     let first = same.First()
                     let what = first.v.Row.Nickname is { } name ? $"{first.v.Plate.Shown} ({name})" : first.v.Plate.Shown
                     select new CalendarEvent(
                         $"{same.Key.Id}/{same.Key.Item3}/{same.Key.Right}", first.end.EndsOn,
                         first.end.IsAccess ? texts["calendar.access", what, first.end.ZoneName] : texts["calendar.exemption", what, texts["exemption." + first.end.Right].Value],
                         texts[first.end.IsAccess ? "mail.access.do" : "mail.exemption.do"]);
        return CalendarFile.Write(texts["calendar.name", firm.Name], events, clock.GetCurrentInstant());
    }
}
