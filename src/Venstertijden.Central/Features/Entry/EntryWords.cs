using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Entry;

/// <summary>An answer in plain words: the same on the page and in the document.</summary>
public sealed class EntryWords(IStringLocalizer<EntryTexts> texts)
{
    /// <summary>The one big answer.</summary>
    public string Headline(EntryAnswer answer, LocalDateTime asked) => answer switch
    {
        { Word: EntryWord.Yes, Until: { } until } => texts["yes.until", Written.Clock(until.TimeOfDay)],
        { Word: EntryWord.Yes } => texts["yes"],
        { Word: EntryWord.Later, From: { } from } => texts["later", Moment(from, asked.Date)],
        { Word: EntryWord.Never, IsZeroEmission: true } => texts["never.dirty"],
        { Word: EntryWord.Never } => texts["never"],
        { Word: EntryWord.NotCovered } => texts["not-covered"],
        { Word: EntryWord.NoRules } => texts["no-rules"],
        _ => texts["unknown"],
    };

    /// <summary>What goes with it: conditions, what ends, what to do.</summary>
    public IReadOnlyList<string> Lines(EntryReport report)
    {
        var (answer, foreign) = (report.Answer, report.Question.Plate.Country.IsForeign);
        var lines = new List<string>();
        if (answer.IsOnlyToLoad) lines.Add(texts["only-to-load"]);
        if (answer.Word == EntryWord.Unknown) lines.Add(texts[report.Vehicle is null ? "unknown.plate" : "unknown.fact", Hours(answer.Document!, report.Question.Local.Date)]);
        if (foreign && answer.Document?.ZeroEmission is not null && answer.Word is EntryWord.Yes or EntryWord.Later) lines.Add(texts["foreign"]);
        if (answer is { Word: EntryWord.Never, IsZeroEmission: true }) lines.Add(texts["never.dirty.why"]);
        if (answer.EndsOn is { } ends) lines.Add(texts["ends", Written.Date(ends)]);
        if (answer.Word is EntryWord.Later or EntryWord.Never or EntryWord.Unknown) lines.Add(texts["unless"]);
        return lines;
    }

    /// <summary>Another zone in one line.</summary>
    public string Other(EntryAnswer answer, LocalDateTime asked) => $"{Written.Capital(NameOf(answer))}: {Lowered(Headline(answer, asked))}";

    /// <summary>What the register says the vehicle is, for the driver to check.</summary>
    public string? Vehicle(EntryReport report, Func<string, string> category) => report.Vehicle is { } vehicle
        ? texts["vehicle", string.Join(", ", new[] { $"{vehicle.Brand} {vehicle.Model}".Trim(), category(vehicle.Category), vehicle.Fuels.Replace("+", " + ", StringComparison.Ordinal), vehicle.EmissionClass.Length > 0 ? texts["class", vehicle.EmissionClass].Value : "" }.Where(part => part.Length > 0))].Value
        : null;

    public string NameOf(EntryAnswer answer) => answer.Document is { } document ? NameOf(document) : answer.Zone.Text;

    public static string NameOf(PolicyDocument document) => Language.IsEnglish ? document.ZoneNameEnglish : document.ZoneName;

    /// <summary>"7.00–12.00" of a day; "gesloten" without any.</summary>
    public string Hours(DayTimes day) => day.Windows.Count == 0 ? texts["closed"] : string.Join(", ", day.Windows.Select(w => $"{Clock(w.StartMinute)}–{Clock(w.EndMinute)}"));

    private string Hours(PolicyDocument document, LocalDate day) => Hours(new DayTimes(day, null, document.Pedestrian?.Windows.On(day) ?? []));

    private string Moment(LocalDateTime moment, LocalDate asked) => Period.DaysBetween(asked, moment.Date) switch
    {
        0 => texts["at", Written.Clock(moment.TimeOfDay)],
        1 => texts["at.next", Written.Clock(moment.TimeOfDay)],
        _ => texts["at.day", Written.Date(moment.Date), Written.Clock(moment.TimeOfDay)],
    };

    private static string Clock(int minute) => minute == AccessWindow.MinutesPerDay ? "24" + Written.Clock(LocalTime.Midnight)[1..] : Written.Clock(LocalTime.Midnight.PlusMinutes(minute));

    private static string Lowered(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>How an answer looks: word, icon and colour say the same.</summary>
    public static Tone ToneOf(EntryAnswer answer) => answer.Word switch
    {
        EntryWord.Yes or EntryWord.NotCovered => Tone.Ok,
        EntryWord.Later => Tone.Info,
        EntryWord.Never => Tone.Danger,
        _ => Tone.Warning,
    };
}
