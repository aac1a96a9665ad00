using NodaTime;

namespace Venstertijden.Policy.Tests.Oracle;

/// <summary>An entry of the column <c>exemptions</c>: <c>kind</c>, <c>kind@from..to</c>, dates or local times.</summary>
internal sealed record OracleExemption(string Kind, LocalDateTime From, LocalDateTime Until)
{
    private static readonly LocalDateTime Always = new(1, 1, 1, 0, 0);
    private static readonly LocalDateTime Never = new(9000, 1, 1, 0, 0);

    // "emergency-service opens both."
    public bool IsForPedestrianZone => !Kind.StartsWith("ze-", StringComparison.Ordinal);

    public bool IsForZeroEmissionZone => Kind.StartsWith("ze-", StringComparison.Ordinal) || Kind == "emergency-service";

    public static OracleExemption[] Read(string column) =>
        [.. column.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];

    public bool IsValidAt(LocalDateTime time) => From <= time && time < Until;

    public bool IsOver(LocalDateTime time) => Until <= time;

    private static OracleExemption ReadOne(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
            return new(text, Always, Never);
        var kind = text[..text.IndexOf('@', StringComparison.Ordinal)];
        var ends = text[(kind.Length + 1)..].Split("..");
        // A date at the end is inclusive: it ends with the day, a day exemption six hours later (enforcement-facts 3).
        var until = ends[1].Contains('T', StringComparison.Ordinal)
            ? Moment(ends[1])
            : Moment(ends[1]).PlusDays(1).PlusHours(kind == "ze-day" ? 6 : 0);
        return new(kind, Moment(ends[0]), until);
    }

    private static LocalDateTime Moment(string text)
    {
        var parts = text.Split('T');
        var midnight = OracleVehicle.DateOf(parts[0]).AtMidnight();
        if (parts.Length == 1)
            return midnight;
        var clock = parts[1].Split(':').Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return midnight.PlusHours(clock[0]).PlusMinutes(clock[1]);
    }
}
