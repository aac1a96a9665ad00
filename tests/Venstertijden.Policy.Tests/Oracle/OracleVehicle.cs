using NodaTime;

namespace Venstertijden.Policy.Tests.Oracle;

/// <summary>A vehicle of which everything is known: one of those that a row's empty facts leave open.</summary>
internal sealed record OracleVehicle(string Category, string EmissionClass, LocalDate FirstAdmission, string[] Body)
{
    // Design 6, "Columns".
    private static readonly string[] Categories =
        ["M1", "M2", "M3", "N1", "N2", "N3", "O1", "O2", "O3", "O4", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "T"];

    private static readonly string[] Classes = ["0", "1", "2", "3", "4", "5", "6", "Z"];

    // "An empty body may hold a statutory exemption or be a tractor": plain, tractor, wheelchair, special.
    private static readonly string[][] Bodies = [["gesloten opbouw"], ["opleggertrekker"], ["SH"], ["nr:15"]];

    public bool IsTrailer => Category.StartsWith('O');

    // "mopeds are L1, L2, L6".
    public bool IsMoped => Category is "L1" or "L2" or "L6";

    public bool IsVan => Category == "N1";

    public bool IsTruck => Category is "N2" or "N3";

    // domain-facts: "An emission-free vehicle is one of emissieklasse Z".
    public bool IsEmissionFree => EmissionClass == "Z";

    // RDW inrichting, or the European code of the same body (enforcement-facts 7).
    public bool IsTractor => Body.Contains("opleggertrekker") || Body.Contains("BC");

    /// <summary>RVV 86c-86e as domain-facts list them: wheelchair by SH or particularity; 70 by guidance.</summary>
    public bool IsWheelchairAccessible =>
        Body.Intersect(["SH", "bz:70", "bz:145", "bz:146", "bz:147", "bz:149"]).Any();

    public bool HasSpecialBody =>
        Body.Intersect(["nr:15", "nr:16", "nr:19", "nr:23", "nr:26", "nr:27", "nr:31", "SB", "SF"]).Any();

    /// <summary>Every vehicle that a row may speak of, by trying all values of each empty fact.</summary>
    public static IEnumerable<OracleVehicle> Possible(OracleRow row, LocalDate day, bool inferClass)
    {
        string[] categories = row.Category == "" ? Categories : [row.Category.Replace("L1e", "L1", StringComparison.Ordinal)];
        var classes = PossibleClasses(row, inferClass);
        var admissions = row.FirstAdmission == "" ? PossibleAdmissions(day) : [DateOf(row.FirstAdmission)];
        string[][] bodies = row.Body == "" ? Bodies : [row.Body.Split('+')];
        return
            from category in categories
            from emissionClass in classes
            from body in bodies
            from admission in admissions
            select new OracleVehicle(category, emissionClass, admission, body);
    }

    /// <summary>Design 6: "only electric or hydrogen fuel with an empty class counts as met, caution inferred-class".</summary>
    public static bool ClassIsInferred(OracleRow row) =>
        row.EmissionClass == "" && row.Fuels != "" && row.Fuels.Split('+').All(IsClean);

    /// <summary>"29 February plus years in a common year = 1 March"; NodaTime would give 28 February.</summary>
    public static LocalDate Birthday(LocalDate date, int years)
    {
        var year = date.Year + years;
        return date is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(year)
            ? new LocalDate(year, 3, 1)
            : new LocalDate(year, date.Month, date.Day);
    }

    public static LocalDate DateOf(string text)
    {
        var parts = text.Split('-').Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return new LocalDate(parts[0], parts[1], parts[2]);
    }

    private static string[] PossibleClasses(OracleRow row, bool inferClass)
    {
        if (row.EmissionClass != "")
            return [row.EmissionClass];
        if (inferClass && ClassIsInferred(row))
            return ["Z"];
        // "Fuels other than Elektriciteit and Waterstof exclude class Z."
        var excludesZ = row.Fuels != "" && !row.Fuels.Split('+').All(IsClean);
        return excludesZ ? [.. Classes.Where(name => name != "Z")] : Classes;
    }

    // All thresholds of the rules lie on the first of January or on a birthday before the day of the passage.
    private static LocalDate[] PossibleAdmissions(LocalDate day) =>
    [
        .. Enumerable.Range(day.Year - 45, 46).SelectMany(year => new LocalDate[] { new(year, 1, 1), new(year, 12, 31) })
            .Concat([day, day.PlusYears(-40), day.PlusYears(-40).PlusDays(1), day.PlusYears(-13), day.PlusYears(-13).PlusDays(1)])
            .Where(date => date <= day),
    ];

    private static bool IsClean(string fuel) => fuel is "Elektriciteit" or "Waterstof";
}
