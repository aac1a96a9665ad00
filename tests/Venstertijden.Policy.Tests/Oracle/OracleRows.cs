using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Policy.Tests.Oracle;

/// <summary>Random rows that crowd around every edge of the rules; the same seed gives the same rows.</summary>
internal sealed class OracleRows(int seed)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    private static readonly string[] Days =
    [
        "2021-12-31", "2022-12-30", "2022-12-31", "2023-01-01", "2023-01-02", "2024-02-29", "2024-12-31", "2025-01-01", "2026-02-28", "2026-12-31", "2027-01-01",
        "2027-02-28", "2027-03-01", "2027-12-31", "2028-01-01", "2028-02-28", "2028-02-29", "2028-03-01", "2029-02-28", "2029-03-01", "2029-12-31", "2030-01-01", "2031-03-01",
        "2022-03-27", "2024-10-27", "2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25", "2027-10-31", "2030-03-31",
        "2022-04-15", "2025-04-18", "2025-04-21", "2025-04-26", "2025-04-27", "2026-05-05", "2026-05-14", "2026-05-25", "2024-05-05", "2026-12-25", "2026-12-26", "2027-12-25",
    ];

    private static readonly string[] Edges =
        ["00:00", "01:00", "02:00", "03:00", "06:00", "07:00", "10:00", "11:00", "12:00", "13:00", "16:00", "17:30", "20:00", "22:00"];

    private static readonly string[] Categories =
        ["M1", "M2", "M3", "N1", "N1", "N1", "N2", "N2", "N3", "N3", "O1", "O2", "O3", "O4", "L1", "L1e", "L2", "L3", "L4", "L5", "L6", "L7", "T", "", "", ""];

    private static readonly string[] Fuels =
    [
        "", "", "Diesel", "Diesel", "Benzine", "Elektriciteit", "Elektriciteit", "Waterstof", "Elektriciteit+Waterstof", "Benzine+Elektriciteit",
        "Diesel+Elektriciteit", "Waterstof+Diesel", "LPG", "CNG", "LNG", "Alcohol", "Benzine+LPG",
    ];

    private static readonly string[] Admissions =
    [
        "", "", "2016-12-31", "2017-01-01", "2019-12-31", "2020-01-01", "2024-12-31", "2025-01-01", "2010-06-15", "1984-02-29", "1986-02-28", "1987-03-01", "1988-02-29", "1992-02-29",
        "2012-02-29", "2016-02-29", "2008-02-29",
    ];

    private static readonly string[] BodyTokens =
    [
        "gesloten opbouw", "opleggertrekker", "BC", "BA", "SA", "SB", "SF", "SH", "nr:14", "nr:15", "nr:16", "nr:19", "nr:23", "nr:26", "nr:27", "nr:31", "nr:32",
        "bz:70", "bz:144", "bz:145", "bz:146", "bz:147", "bz:148", "bz:149",
    ];

    private static readonly string[] Kinds =
    [
        "resident", "resident-own-parking", "business", "business-own-parking", "carrier-zero-emission", "meal-delivery", "event", "market", "works", "moving", "ceremony", "disabled",
        "ze-day", "ze-hardship", "ze-delivery-time", "ze-private-van", "ze-grid", "ze-no-alternative", "ze-plug-in-hybrid", "ze-adapted", "ze-special-vehicle", "emergency-service",
    ];

    private readonly Random _random = new(seed);

    public IEnumerable<OracleRow> Take(int count)
    {
        while (count > 0)
        {
            var time = Time();
            if (Zone.MapLocal(time).Count == 0)
                continue;
            count--;
            yield return Chance(30) ? GoodsVehicle(Row(time)) : Row(time);
        }
    }

    private OracleRow Row(LocalDateTime time) => new()
    {
        Zone = Chance(75) ? "assen-kernwinkelgebied" : "assen-brink",
        LocalTime = Written(time),
        Country = Chance(75) ? "" : OneOf(["NL", "DE", "BE", "PL", "GB"]),
        Category = OneOf(Categories),
        Fuels = OneOf(Fuels),
        EmissionClass = OneOf(["", "", "0", "1", "2", "3", "4", "5", "5", "6", "6", "6", "Z"]),
        FirstAdmission = Admission(time.Date),
        Body = Chance(25) ? "" : Chance(70) ? OneOf(BodyTokens) : OneOf(BodyTokens) + "+" + OneOf(BodyTokens),
        Exemptions = string.Join(';', Enumerable.Range(0, Chance(45) ? 0 : _random.Next(1, 4)).Select(_ => Exemption(time))),
    };

    // Known well enough that the table of the zero-emission zone decides, which whole rows by chance seldom are.
    private OracleRow GoodsVehicle(OracleRow row) => row with
    {
        Zone = "assen-kernwinkelgebied",
        LocalTime = $"{_random.Next(2024, 2032)}-{_random.Next(1, 13):00}-{_random.Next(1, 29):00}T10:00:00",
        Category = OneOf(["N1", "N2", "N3"]),
        EmissionClass = OneOf(["", "4", "5", "6", "6", "6"]),
        Body = Chance(15) ? "" : OneOf(BodyTokens),
    };

    private string Written(LocalDateTime time)
    {
        var mapping = Zone.MapLocal(time);
        var offset = OneOf([mapping.First(), mapping.Last()]).Offset;
        return _random.Next(6) switch
        {
            0 => Text(time) + OffsetPattern.CreateWithInvariantCulture("+HH:mm").Format(offset),
            1 => Text(time.PlusTicks(-offset.Ticks)) + "Z",
            _ => Text(time),
        };
    }

    private LocalDateTime Time()
    {
        var date = Chance(60) ? OracleVehicle.DateOf(OneOf(Days)) : new LocalDate(2021, 1, 1).PlusDays(_random.Next(365 * 11));
        if (Chance(25))
            return date.AtMidnight().PlusMilliseconds(_random.Next(86_400_000));
        var edge = date + LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(OneOf(Edges)).Value;
        return OneOf([edge, edge.PlusMilliseconds(-1), edge.PlusMilliseconds(1), edge.PlusMinutes(30)]);
    }

    private string Admission(LocalDate day) => _random.Next(4) switch
    {
        0 => DateText(day.PlusYears(-40).PlusDays(_random.Next(-2, 3))),
        1 => DateText(day.PlusYears(-13).PlusDays(_random.Next(-2, 3))),
        2 when day.Year > 2025 => DateText(new LocalDate(1990, 1, 1).PlusDays(_random.Next(365 * 35))),
        _ => OneOf(Admissions),
    };

    private string Exemption(LocalDateTime time)
    {
        var kind = OneOf(Kinds);
        var (day, minute) = (time.Date, time.PlusTicks(-time.TickOfDay).PlusMinutes(time.Hour * 60 + time.Minute));
        var (from, to) = _random.Next(10) switch
        {
            0 => (DateText(day), DateText(day)),
            1 => (DateText(day.PlusDays(-9)), DateText(day.PlusDays(-1))),
            2 => (DateText(day.PlusDays(-1)), DateText(day.PlusDays(-1))),
            3 => (DateText(day.PlusDays(1)), DateText(day.PlusDays(8))),
            4 => (DateText(day.PlusDays(-30)), DateText(day.PlusDays(30))),
            5 => (MinuteText(minute.PlusHours(-5)), MinuteText(minute)),
            6 => (MinuteText(minute.PlusHours(-5)), MinuteText(minute.PlusMinutes(1))),
            7 => (MinuteText(minute), MinuteText(minute.PlusHours(1))),
            _ => ("", ""),
        };
        return from == "" ? kind : $"{kind}@{from}..{to}";
    }

    private static string Text(LocalDateTime time) =>
        time.Millisecond == 0 ? time.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : time.ToString("uuuu-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string MinuteText(LocalDateTime time) => time.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static string DateText(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T OneOf<T>(T[] values) => values[_random.Next(values.Length)];
}
