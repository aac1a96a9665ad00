using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Policy.Tests.Oracle;

/// <summary>
/// The rules a second time, slow and plain, from the city's and the law's own texts and not from the engine: all vehicles
/// that a row may speak of are judged one by one. Shares nothing with the engine but NodaTime.
/// </summary>
internal static class OracleJudge
{
    private enum Outcome { NotApplicable, Met, Broken, Unknown }

    public static OracleAnswer Judge(OracleRow row)
    {
        var time = LocalTimeOf(row.LocalTime);
        var all = OracleExemption.Read(row.Exemptions);
        var exemptions = all.Where(held => held.IsValidAt(time)).ToArray();
        var ended = all.Where(held => held.IsOver(time)).ToArray();
        var foreign = row.Country is not ("" or "NL");

        var pedestrian = Pedestrian(row, time, exemptions, inferClass: true);
        var zeroEmission = ZeroEmission(row, time, exemptions, foreign, inferClass: true);
        var broken = new List<string>();
        if (pedestrian == Outcome.Broken)
            broken.Add("pedestrian-zone");
        if (zeroEmission == Outcome.Broken)
            broken.Add("zero-emission-zone");
        var suspected = broken.Count > 0 && !foreign;
        var cautions = new List<string>();
        // "and the passage is a hit": it goes to an officer (enforcement-facts 8), which a counted foreign plate does not.
        if (suspected && OracleCalendar.IsHolidayOnWindowDay(time.Date))
            cautions.Add("holiday");
        if (suspected && (pedestrian == Outcome.Broken && Pedestrian(row, time, ended, inferClass: true) != Outcome.Broken
            || zeroEmission == Outcome.Broken && ZeroEmission(row, time, ended, foreign, inferClass: true) != Outcome.Broken))
            cautions.Add("expired-exemption");
        // The rule of emission asks the class first of all; the pedestrian rule only where an exemption for emission-free vehicles decides.
        if (OracleVehicle.ClassIsInferred(row)
            && (zeroEmission != Outcome.NotApplicable || Pedestrian(row, time, exemptions, inferClass: false) != pedestrian))
            cautions.Add("inferred-class");
        if (row.Category.StartsWith('O'))
            cautions.Add("trailer-plate");
        OracleAnswer Answer(string verdict, string reason, bool offence = false) =>
            new(verdict, reason, offence ? string.Join('+', broken) : "", string.Join(';', cautions));

        if (suspected)
            return Answer("suspected", broken[0] == "pedestrian-zone" ? "outside-window" : "zero-emission", offence: true);
        if (broken.Count > 0)
            return Answer("not-enforceable", "foreign-plate", offence: true);
        if (pedestrian == Outcome.Unknown || zeroEmission == Outcome.Unknown)
            return Answer("undecided", "register-unknown");
        if (!Fine(Pedestrian(row, time, [], inferClass: true)) || !Fine(ZeroEmission(row, time, [], foreign, inferClass: true)))
            return Answer("allowed", "exemption");
        return Answer("allowed", pedestrian == Outcome.NotApplicable && zeroEmission == Outcome.NotApplicable ? "not-covered" : "inside-window");
    }

    private static bool Fine(Outcome outcome) => outcome is Outcome.Met or Outcome.NotApplicable;

    // Design 6, "Pedestrian zone", in both zones of the city.
    private static Outcome Pedestrian(OracleRow row, LocalDateTime time, OracleExemption[] exemptions, bool inferClass) =>
        Together(OracleVehicle.Possible(row, time.Date, inferClass), vehicle =>
        {
            if (vehicle.IsTrailer)
                return Outcome.NotApplicable;
            var exempt = exemptions.Any(held => held.IsForPedestrianZone
                && OracleCalendar.OpenFor(held.Kind, time) && MeetsCondition(held.Kind, vehicle));
            return OracleCalendar.InsideWindow(time) || exempt ? Outcome.Met : Outcome.Broken;
        });

    // assen.nl/ontheffing-voetgangersgebied: "only for zero-emission vehicles", "zero-emission moped".
    private static bool MeetsCondition(string kind, OracleVehicle vehicle) => kind switch
    {
        "carrier-zero-emission" => vehicle.IsEmissionFree,
        "meal-delivery" => vehicle.IsEmissionFree && vehicle.IsMoped,
        _ => true,
    };

    // Design 6, "Zero-emission zone": the shopping area since 2025-01-01, not De Brink.
    private static Outcome ZeroEmission(OracleRow row, LocalDateTime time, OracleExemption[] exemptions, bool foreign, bool inferClass)
    {
        if (row.Zone != "assen-kernwinkelgebied" || time.Date < new LocalDate(2025, 1, 1))
            return Outcome.NotApplicable;
        var exempt = exemptions.Any(held => held.IsForZeroEmissionZone);
        var outcome = Together(OracleVehicle.Possible(row, time.Date, inferClass), vehicle =>
        {
            if (!vehicle.IsVan && !vehicle.IsTruck)
                return Outcome.NotApplicable;
            return vehicle.IsEmissionFree || exempt || IsStatutorilyExempt(vehicle, time.Date) || time.Date < AccessUntil(vehicle)
                ? Outcome.Met
                : Outcome.Broken;
        });

        // "Foreign plate ... Zero-emission rule: ... an unknown fact counts as met."
        return foreign && outcome == Outcome.Unknown ? Outcome.Met : outcome;
    }

    // domain-facts: "Exempt by the register".
    private static bool IsStatutorilyExempt(OracleVehicle vehicle, LocalDate day) =>
        OracleVehicle.Birthday(vehicle.FirstAdmission, 40) <= day
        || vehicle.IsWheelchairAccessible
        || vehicle.IsTruck && vehicle.HasSpecialBody
            && day < new LocalDate(2030, 1, 1) && day < OracleVehicle.Birthday(vehicle.FirstAdmission, 13);

    // domain-facts, the table "access until (exclusive)", line by line (RVV 86c-86e).
    private static LocalDate AccessUntil(OracleVehicle vehicle)
    {
        var none = new LocalDate(2025, 1, 1);
        var admitted = vehicle.FirstAdmission;
        if (admitted >= new LocalDate(2025, 1, 1))
            return none;
        if (vehicle.IsVan)
        {
            return vehicle.EmissionClass switch
            {
                "6" => new LocalDate(2028, 1, 1),
                "5" => new LocalDate(2027, 1, 1),
                _ => none,
            };
        }

        if (vehicle.EmissionClass != "6" || admitted < new LocalDate(2017, 1, 1))
            return none;
        return vehicle.IsTractor || admitted >= new LocalDate(2020, 1, 1) ? new LocalDate(2030, 1, 1) : new LocalDate(2028, 1, 1);
    }

    // "broken or met only when all lead there, else unknown"; "Met in some cases and not applicable in the others counts as met."
    private static Outcome Together(IEnumerable<OracleVehicle> vehicles, Func<OracleVehicle, Outcome> judge)
    {
        var seen = new HashSet<Outcome>();
        foreach (var vehicle in vehicles)
        {
            seen.Add(judge(vehicle));
            if (seen.Contains(Outcome.Broken) && seen.Count > 1)
                return Outcome.Unknown;
        }

        return seen.Contains(Outcome.Broken) ? Outcome.Broken : seen.Contains(Outcome.Met) ? Outcome.Met : Outcome.NotApplicable;
    }

    // With an offset the text is an instant, read on Assen's clock; the repeated hour reads the same at both instants.
    private static LocalDateTime LocalTimeOf(string text)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
        var withOffset = OffsetDateTimePattern.ExtendedIso.Parse(text);
        return withOffset.Success ? withOffset.Value.InZone(zone).LocalDateTime : LocalDateTimePattern.ExtendedIso.Parse(text).Value;
    }
}
