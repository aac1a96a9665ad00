using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Entry;

/// <summary>What somebody typed: may this plate enter this zone at this moment?</summary>
/// <param name="Plate">With or without dashes.</param>
/// <param name="Country">ISO 3166 alpha-2; empty for the Netherlands.</param>
/// <param name="Day">ISO date; empty for today.</param>
/// <param name="Time"><c>HH:mm</c>, local; empty for now, or for noon of another day.</param>
/// <param name="Zone">Empty for the first.</param>
public sealed record EntryForm(string? Plate, string? Country, string? Day, string? Time, string? Zone);

/// <summary>A question that can be answered.</summary>
/// <param name="Plate">Of which vehicle.</param>
/// <param name="Local">At which local moment.</param>
/// <param name="Zone">In which zone.</param>
public sealed record EntryQuestion(PlateText Plate, LocalDateTime Local, ZoneId Zone)
{
    /// <summary>Rules further away than this are anybody's guess; older ones are history.</summary>
    public const int YearsAround = 6;

    private static readonly LocalTimePattern[] Clocks = [LocalTimePattern.CreateWithInvariantCulture("HH:mm"), LocalTimePattern.CreateWithInvariantCulture("H:mm"), LocalTimePattern.CreateWithInvariantCulture("H.mm")];

    /// <summary>Reads the form.</summary>
    /// <param name="form">As typed.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="zones">Zones that there are, the first is asked when none is named; not empty.</param>
    /// <param name="problems">Field to key of a text; empty when the question can be answered.</param>
    /// <returns>Null when something is wrong.</returns>
    public static EntryQuestion? Read(EntryForm form, Instant now, IReadOnlyList<ZoneId> zones, out Dictionary<string, string> problems)
    {
        problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var local = DutchTime.Local(now);
        if (!CountryCode.TryParse(string.IsNullOrWhiteSpace(form.Country) ? "NL" : form.Country.Trim().ToUpperInvariant(), out var country))
            problems["country"] = "bad.country";
        if (!PlateText.TryParse(form.Plate?.Trim(), country, out var plate))
            problems["plate"] = string.IsNullOrWhiteSpace(form.Plate) ? "bad.plate.none" : country.IsForeign ? "bad.plate.foreign" : "bad.plate";
        var day = Day(form.Day, local.Date);
        if (day is null)
            problems["day"] = "bad.day";
        var time = Time(form.Time, day, local);
        if (time is null)
            problems["time"] = "bad.time";
        ZoneId? zone = string.IsNullOrEmpty(form.Zone) ? zones[0] : zones.Where(z => z.Text == form.Zone).Select(z => (ZoneId?)z).FirstOrDefault();
        if (zone is null)
            problems["zone"] = "bad.zone";
        return problems.Count == 0 ? new EntryQuestion(plate, day!.Value.At(time!.Value), zone!.Value) : null;
    }

    private static LocalDate? Day(string? typed, LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return today;
        return LocalDatePattern.Iso.Parse(typed.Trim()) is { Success: true, Value: var day } && day > today.PlusYears(-YearsAround) && day < today.PlusYears(YearsAround) ? day : null;
    }

    private static LocalTime? Time(string? typed, LocalDate? day, LocalDateTime now)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return day == now.Date ? now.TimeOfDay.With(TimeAdjusters.TruncateToMinute) : LocalTime.Noon;
        return Clocks.Select(c => c.Parse(typed.Trim())).FirstOrDefault(r => r.Success) is { } read ? read.Value : null;
    }
}
