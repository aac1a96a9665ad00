using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Policy.Exemptions;

/// <summary>
/// An individual exemption of one vehicle, by local time. It says only when it holds: hours and conditions come from the policy document.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="From">First local moment at which it holds; null since always.</param>
/// <param name="Until">First local moment at which it no longer holds; null for ever. Of whole days the midnight after the last day.</param>
/// <param name="WholeDays">Given as dates: a kind may then last into the morning after its last day (<c>ze-day</c>).</param>
/// <param name="Reference">Number of the exemption with its version, for the explanation; null when only the kind is known.</param>
public sealed record Exemption(
    ExemptionKind Kind,
    LocalDateTime? From = null,
    LocalDateTime? Until = null,
    bool WholeDays = false,
    string? Reference = null)
{
    private const string Expected = "KIND, KIND@FROM..TO with dates yyyy-MM-dd (both inclusive) or with yyyy-MM-ddThh:mm (TO exclusive)";

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>An exemption of whole days, both inclusive.</summary>
    public static Exemption OfDays(ExemptionKind kind, LocalDate from, LocalDate to, string? reference = null) =>
        new(kind, from.AtMidnight(), to.PlusDays(1).AtMidnight(), WholeDays: true, reference);

    /// <summary>Reads <c>kind</c>, <c>kind@from..to</c> joined by <c>;</c>. Empty text is no exemption.</summary>
    /// <param name="text">The cell of the CSV.</param>
    /// <param name="exemptions">All of them, on success.</param>
    /// <param name="error">The part that cannot be read and what was expected.</param>
    public static bool TryParseList(string text, out ImmutableArray<Exemption> exemptions, [NotNullWhen(false)] out string? error)
    {
        exemptions = [];
        error = null;
        if (text.Length == 0)
            return true;
        var read = ImmutableArray.CreateBuilder<Exemption>();
        foreach (var part in text.Split(';'))
        {
            if (!TryParse(part, out var exemption, out error))
                return false;
            read.Add(exemption);
        }

        exemptions = read.ToImmutable();
        return true;
    }

    /// <summary>Reads one exemption.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Exemption? exemption, [NotNullWhen(false)] out string? error)
    {
        exemption = null;
        error = null;
        var (code, span) = text.Split('@', 2) is [var left, var right] ? (left, right) : (text, null);
        if (!ExemptionKinds.TryParse(code, out var kind))
        {
            error = $"'{code}' is no kind of exemption: expected {ExemptionKinds.Expected}";
            return false;
        }

        if (span is null)
        {
            exemption = new Exemption(kind);
            return true;
        }

        if (span.Split("..") is not [var first, var last] || ReadStart(first) is not { } from || ReadEnd(last, out var wholeDay) is not { } until)
        {
            error = $"'{text}': expected {Expected}";
            return false;
        }

        if (until <= from)
        {
            error = $"'{text}' ends before it begins: expected a TO after FROM";
            return false;
        }

        exemption = new Exemption(kind, from, until, wholeDay);
        return true;
    }

    /// <summary>True when it holds at the local time, hours and conditions aside.</summary>
    /// <param name="local">Local time.</param>
    /// <param name="afterLastDay">How long a kind lasts into the day after its last one; counts for whole days only.</param>
    public bool IsValidAt(LocalDateTime local, Period? afterLastDay = null) =>
        (From is not { } from || local >= from) && !HasEndedAt(local, afterLastDay);

    /// <summary>True when it held earlier and has ended.</summary>
    public bool HasEndedAt(LocalDateTime local, Period? afterLastDay = null) =>
        Until is { } until && (WholeDays && afterLastDay is not null ? local.Minus(afterLastDay) : local) >= until;

    private static LocalDateTime? ReadStart(string text) => ReadDate(text)?.AtMidnight() ?? ReadMoment(text);

    private static LocalDateTime? ReadEnd(string text, out bool wholeDay)
    {
        var day = ReadDate(text);
        wholeDay = day is not null;
        // The calendar ends with the year 9999, which lists use for "no end".
        if (day == LocalDate.MaxIsoValue)
            return day.Value.At(LocalTime.MaxValue);
        return day?.PlusDays(1).AtMidnight() ?? ReadMoment(text);
    }

    private static LocalDate? ReadDate(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } read ? read.Value : null;

    private static LocalDateTime? ReadMoment(string text) =>
        Moment.Parse(text) is { Success: true } read ? read.Value : null;
}
