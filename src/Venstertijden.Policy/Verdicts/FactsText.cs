using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Verdicts;

/// <summary>A cell that cannot be read.</summary>
/// <param name="Column">Column of <c>vth verdict</c>.</param>
/// <param name="Expected">What was expected and what was found.</param>
public sealed record CellRefusal(string Column, string Expected);

/// <summary>Facts as text, in the columns of <c>vth verdict</c>.</summary>
public static class FactsText
{
    // Outside these years dates are typing mistakes; inside them all arithmetic of the rules stays within the calendar.
    private const int FirstYear = 1850, LastYear = 2999;

    private static readonly LocalDateTimePattern Seconds = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");
    private static readonly LocalDateTimePattern Milliseconds = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff");
    private static readonly OffsetPattern OffsetText = OffsetPattern.CreateWithInvariantCulture("+HH:mm");

    /// <summary>The columns, without <c>id</c>, in the order of the command.</summary>
    public static ImmutableArray<string> Columns { get; } =
        ["zone", "local_time", "plate", "country", "category", "fuels", "emission_class", "first_admission", "body", "exemptions"];

    /// <summary>Reads one case.</summary>
    /// <param name="cell">The text of a column.</param>
    /// <param name="policies">To know the zones, and whether a document is in force.</param>
    /// <param name="facts">The facts, when no cell is refused.</param>
    /// <returns>Every cell that cannot be read; empty on success.</returns>
    public static ImmutableArray<CellRefusal> Read(Func<string, string> cell, PolicySet policies, out PassageFacts? facts)
    {
        var refused = ImmutableArray.CreateBuilder<CellRefusal>();
        var zone = Zone(cell("zone"), policies, refused);
        var time = Time(cell("local_time"), refused);
        if (!CountryCode.TryParse(cell("country"), out var country))
            Refuse("country", "an ISO 3166-1 alpha-2 code in capitals, or empty for NL");
        else if (!PlateText.TryParse(cell("plate"), country, out _))
            Refuse("plate", country.IsForeign ? "2 to 12 letters and digits" : "a Dutch plate: six letters and digits in one of the fourteen sidecodes, with or without dashes");
        PlateText.TryParse(cell("plate"), country, out var plate);
        var category = Optional<VehicleCategory>("category", VehicleCategories.TryParse, VehicleCategories.Expected);
        if (!FuelWords.TryParse(cell("fuels"), out var fuels))
            Refuse("fuels", FuelWords.Expected);
        var emissionClass = Optional<EmissionClass>("emission_class", EmissionClasses.TryParse, EmissionClasses.Expected);
        var firstAdmission = Optional<LocalDate>("first_admission", TryDate, string.Create(CultureInfo.InvariantCulture, $"a date yyyy-MM-dd from {FirstYear} to {LastYear}"));
        if (!VehicleBody.TryParse(cell("body"), out var body))
            Refuse("body", VehicleBody.Expected);
        if (!Exemption.TryParseList(cell("exemptions"), out var exemptions, out var exemptionError))
            refused.Add(new CellRefusal("exemptions", exemptionError));
        if (zone is { } known && time is { } moment && policies.On(known, moment.Local.Date) is null)
            refused.Add(new CellRefusal("local_time", $"expected a day on which a policy document of {known} is in force, found '{cell("local_time")}'"));

        facts = refused.Count > 0 ? null : new PassageFacts
        {
            Zone = zone!.Value,
            Time = time!.Value,
            Plate = plate,
            Category = category,
            Fuels = fuels,
            EmissionClass = emissionClass,
            FirstAdmission = firstAdmission,
            Body = body,
            Exemptions = exemptions,
        };
        return refused.ToImmutable();

        void Refuse(string column, string expected) => refused.Add(new CellRefusal(column, $"expected {expected}, found '{cell(column)}'"));

        T? Optional<T>(string column, TryRead<T> read, string expected)
            where T : struct
        {
            if (cell(column).Length == 0)
                return null;
            if (read(cell(column), out var value))
                return value;
            Refuse(column, expected + ", or empty when unknown");
            return null;
        }
    }

    private delegate bool TryRead<T>([NotNullWhen(true)] string? text, out T value);

    private static ZoneId? Zone(string text, PolicySet policies, ImmutableArray<CellRefusal>.Builder refused)
    {
        if (ZoneId.TryParse(text, out var zone) && policies.Has(zone))
            return zone;
        refused.Add(new CellRefusal("zone", $"expected one of {string.Join(", ", policies.Zones)}, found '{text}'"));
        return null;
    }

    private static PassageTime? Time(string text, ImmutableArray<CellRefusal>.Builder refused)
    {
        const string expected = "expected yyyy-MM-ddTHH:mm:ss[.fff][offset], the offset Z or like +01:00, found";
        var (local, offset) = SplitOffset(text);
        var read = (local.Contains('.', StringComparison.Ordinal) ? Milliseconds : Seconds).Parse(local);
        // NodaTime takes 24:00:00 for the midnight that follows; the format of the column has no such hour.
        if (!read.Success || local.Contains("T24", StringComparison.Ordinal) || read.Value.Year is < FirstYear or > LastYear || (offset.Length > 0 && offset != "Z" && !OffsetText.Parse(offset).Success))
        {
            refused.Add(new CellRefusal("local_time", $"{expected} '{text}'"));
            return null;
        }

        if (offset.Length > 0)
            return PassageTime.At(read.Value.WithOffset(offset == "Z" ? Offset.Zero : OffsetText.Parse(offset).Value).ToInstant());
        if (PassageTime.TryAtLocal(read.Value, out var time))
            return time;
        refused.Add(new CellRefusal("local_time", $"expected a local time that exists: the clock skipped '{text}' when summer time began"));
        return null;
    }

    private static (string Local, string Offset) SplitOffset(string text)
    {
        if (text.EndsWith('Z'))
            return (text[..^1], "Z");
        // A sign after the T is the offset's: the dashes of the date stand before it.
        var sign = text.IndexOfAny(['+', '-'], Math.Max(0, text.IndexOf('T', StringComparison.Ordinal)));
        return sign > 0 && text.Contains('T', StringComparison.Ordinal) ? (text[..sign], text[sign..]) : (text, "");
    }

    private static bool TryDate([NotNullWhen(true)] string? text, out LocalDate date)
    {
        var read = text is null ? null : LocalDatePattern.Iso.Parse(text);
        date = read is { Success: true, Value.Year: >= FirstYear and <= LastYear } ? read.Value : default;
        return date != default;
    }
}
