using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Signs;

/// <summary>How a sign of ours and the national file stand to each other.</summary>
public enum SignMatch
{
    /// <summary>There, with our times where there are any.</summary>
    Same,

    /// <summary>In the national file, in no document of ours.</summary>
    MissingInOurs,

    /// <summary>In a document of ours, not in the national file.</summary>
    MissingInTheirs,

    /// <summary>With other times than our windows.</summary>
    OtherTimes,

    /// <summary>Without times where ours has windows.</summary>
    NoTimes,

    /// <summary>With times that cannot be read: a person must look.</summary>
    UnreadableTimes,
}

/// <summary>A row of the comparison.</summary>
/// <param name="Match">The outcome.</param>
/// <param name="Sign">Which sign.</param>
/// <param name="Ours">The documents that have it with their windows; or, for our own sign text, that text.</param>
/// <param name="Theirs">What the national file says; empty when it does not have it.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Id">Its id in the national file.</param>
public sealed record SignRow(SignMatch Match, SignKey Sign, string Ours, string Theirs, string Place, string Id);

/// <summary>
/// Our signs and windows beside the national sign file. Neither our documents nor the file say to which zone a sign belongs, so a sign of theirs is
/// the same when its times are those of any of our zones that has such a sign.
/// </summary>
public static class SignComparison
{
    /// <summary>Compares what is in force on a date.</summary>
    /// <param name="documents">Our documents.</param>
    /// <param name="theirs">The national file.</param>
    /// <param name="on">The date.</param>
    public static ImmutableArray<SignRow> Of(PolicySet documents, IReadOnlyCollection<NationalSign> theirs, LocalDate on)
    {
        var ours = documents.Zones.Select(zone => documents.On(zone, on)).OfType<PolicyDocument>().SelectMany(Own).ToLookup(own => own.Key);
        return
        [
            .. ours.SelectMany(signs => signs).SelectMany(own => OwnText(own, on)),
            .. ours.Where(signs => theirs.All(sign => sign.Key != signs.Key)).Select(signs => new SignRow(SignMatch.MissingInTheirs, signs.Key, Told(signs), "", "", "")),
            .. theirs.OrderBy(sign => sign.Key.Code, StringComparer.Ordinal).ThenBy(sign => sign.Key.IsEnd).ThenBy(sign => sign.Place, StringComparer.Ordinal).ThenBy(sign => sign.Id, StringComparer.Ordinal)
                .Select(sign => Row(sign, [.. ours[sign.Key]], on)),
        ];
    }

    private static IEnumerable<OwnSign> Own(PolicyDocument document) =>
    [
        .. (document.Pedestrian?.Terms.Signs ?? []).Select(sign => new OwnSign(SignKey.Of(sign.Code), sign, document, SignKey.Of(sign.Code).IsEnd ? null : document.Pedestrian!.Windows)),
        .. (document.ZeroEmission?.Terms.Signs ?? []).Select(sign => new OwnSign(SignKey.Of(sign.Code), sign, document, null)),
    ];

    /// <summary>Our own sign text must say what our windows say.</summary>
    private static IEnumerable<SignRow> OwnText(OwnSign own, LocalDate on)
    {
        if (own.Windows is null || !own.Sign.Text.Any(char.IsAsciiDigit))
            yield break;
        var read = SignTimes.Read(own.Sign.Text);
        if (read is null || !SameWeek(read, own.Windows, on))
            yield return new SignRow(read is null ? SignMatch.UnreadableTimes : SignMatch.OtherTimes, own.Key, $"{own.Document.Version}: {own.Sign.Text}", own.Windows.Text, "", "");
    }

    private static SignRow Row(NationalSign sign, ImmutableArray<OwnSign> ours, LocalDate on)
    {
        string written = sign.OpeningHours ?? string.Join("; ", sign.Times);
        SignRow As(SignMatch match) => new(match, sign.Key, Told(ours), written, sign.Place, sign.Id);
        if (ours.IsEmpty)
            return As(SignMatch.MissingInOurs);
        ImmutableArray<WindowCalendar> windows = [.. ours.Select(own => own.Windows).OfType<WindowCalendar>()];
        if (windows.IsEmpty)
            return As(written.Length == 0 ? SignMatch.Same : SignMatch.OtherTimes);
        if (written.Length == 0)
            return As(SignMatch.NoTimes);
        var read = sign.OpeningHours is { } hours
            ? WindowCalendar.TryCompile(hours, HolidayCalendar.None, out var compiled, out _) ? compiled : null
            : SignTimes.Read(string.Join(", ", sign.Times));
        return As(read is null ? SignMatch.UnreadableTimes : windows.Any(own => SameWeek(read, own, on)) ? SignMatch.Same : SignMatch.OtherTimes);
    }

    private static bool SameWeek(WindowCalendar one, WindowCalendar other, LocalDate on) =>
        Enumerable.Range(0, 7).All(day => one.On(on.PlusDays(day)).SequenceEqual(other.On(on.PlusDays(day))));

    private static string Told(IEnumerable<OwnSign> signs) => string.Join("; ", signs.Select(own => own.Windows is { } windows ? $"{own.Document.Version}: {windows.Text}" : own.Document.Version.ToString()).Distinct());

    private sealed record OwnSign(SignKey Key, Sign Sign, PolicyDocument Document, WindowCalendar? Windows);
}
