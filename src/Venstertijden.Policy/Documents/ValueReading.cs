using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Documents;

/// <summary>The kinds of value that occur in policy documents.</summary>
internal static class ValueReading
{
    internal static LocalDate? Date(this DocumentNode node) =>
        node.Value<LocalDate>("a date yyyy-MM-dd", text => LocalDatePattern.Iso.Parse(text) is { Success: true } read ? read.Value : null);

    internal static Instant? Moment(this DocumentNode node) =>
        node.Value<Instant>("an instant in UTC like 2026-01-05T09:00:00Z", text => InstantPattern.General.Parse(text) is { Success: true } read ? read.Value : null);

    internal static LocalTime? Clock(this DocumentNode node) =>
        node.Value<LocalTime>("a time hh:mm", text => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true } read ? read.Value : null);

    internal static int? WholeNumber(this DocumentNode node, int least, int most) =>
        node.Value<int>(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null);

    internal static decimal? Amount(this DocumentNode node, string expected) =>
        node.Value<decimal>(expected, text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null);

    internal static bool? Truth(this DocumentNode node) =>
        node.Value<bool>("true or false", text => text switch { "true" => true, "false" => false, _ => null });

    internal static Duration? Span(this DocumentNode node) => node.Value<Duration>("a time span like 30 s, 15 min, 72 h or 2 days", text =>
        Counted(text) is not var (count, unit) ? null : unit switch
        {
            "s" => Duration.FromSeconds(count),
            "min" => Duration.FromMinutes(count),
            "h" => Duration.FromHours(count),
            "day" or "days" => Duration.FromDays(count),
            _ => null,
        });

    internal static Period? Term(this DocumentNode node)
    {
        const string expected = "a term like 6 h, 21 days, 4 months or 5 years";
        if (node.Text(expected) is not { } text)
            return null;
        var term = Counted(text) is not var (count, unit) ? null : unit switch
        {
            "h" => Period.FromHours(count),
            "day" or "days" => Period.FromDays(count),
            "month" or "months" => Period.FromMonths(count),
            "year" or "years" => Period.FromYears(count),
            _ => null,
        };
        if (term is null)
            node.Refuse($"expected {expected}, found '{text}'");
        return term;
    }

    internal static T? OneOf<T>(this DocumentNode node, string expected, Func<string, T?> read)
        where T : struct => node.Value(expected, read);

    internal static Regime? Regime(this DocumentNode node) => node.OneOf<Regime>("pedestrian-zone or zero-emission-zone", text => text switch
    {
        "pedestrian-zone" => Verdicts.Regime.PedestrianZone,
        "zero-emission-zone" => Verdicts.Regime.ZeroEmissionZone,
        _ => null,
    });

    internal static EnumSet<VehicleCategory> Categories(this DocumentNode? node) => node.SetOf(item =>
        item.Value<VehicleCategory>($"a category {VehicleCategories.Expected}", text => VehicleCategories.TryParse(text, out var category) ? category : null));

    internal static EnumSet<T> SetOf<T>(this DocumentNode? node, Func<DocumentNode, T?> read)
        where T : struct, Enum => EnumSet.Of(node.ListOf(read).AsSpan());

    internal static ImmutableArray<T> ListOf<T>(this DocumentNode? node, Func<DocumentNode, T?> read, bool allowEmpty = false)
        where T : struct => node is null ? [] : [.. node.Items(allowEmpty).Select(read).OfType<T>()];

    /// <summary>A compiled <c>opening_hours</c> text; null with the mistake noted.</summary>
    internal static WindowCalendar? Hours(this DocumentNode node, HolidayCalendar holidays)
    {
        if (node.Text("opening hours like Mo-Sa 07:00-12:00") is not { } text)
            return null;
        if (WindowCalendar.TryCompile(text, holidays, out var calendar, out var error))
            return calendar;
        node.Refuse(error);
        return null;
    }

    /// <summary>
    /// Where a value comes from. A value has a source or says <c>example: true</c>, one of the two: a made-up amount must never look like law.
    /// </summary>
    internal static (string? Source, bool IsExample) Origin(this DocumentNode node)
    {
        var source = node.Optional("source")?.Text("a law, an order or a page");
        var isExample = node.Optional("example")?.Truth() ?? false;
        if (node.IsMapping && source is null && !isExample)
            node.Refuse("expected 'source: ...' or, for a value that is not published, 'example: true'");
        return (source, isExample);
    }

    /// <summary>A mapping <c>{ value, source | example }</c>.</summary>
    internal static Sourced<T>? Sourced<T>(this DocumentNode node, Func<DocumentNode, T?> read)
        where T : struct
    {
        var value = node.Required("value") is { } inner ? read(inner) : null;
        var (source, isExample) = node.Origin();
        node.RefuseOtherKeys();
        return value is { } known ? new Sourced<T>(known, source, isExample) : null;
    }

    internal static Sourced<T>? SourcedObject<T>(this DocumentNode node, Func<DocumentNode, T?> read)
        where T : class
    {
        var value = node.Required("value") is { } inner ? read(inner) : null;
        var (source, isExample) = node.Origin();
        node.RefuseOtherKeys();
        return value is null ? null : new Sourced<T>(value, source, isExample);
    }

    private static (int Count, string Unit)? Counted(string text) =>
        text.Split(' ') is [var number, var unit] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 100_000
            ? (count, unit)
            : null;
}
