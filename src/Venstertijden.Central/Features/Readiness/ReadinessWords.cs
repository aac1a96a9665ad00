using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>Readiness in words: what is lacking, what ends, what may follow.</summary>
public sealed class ReadinessWords(IStringLocalizer<ReadinessTexts> texts)
{
    /// <summary>Every lack of a row, a sentence each.</summary>
    public IEnumerable<string> Lacks(ReadinessRow row) => row.Cells.Where(c => c.State == PaperState.Lacking).SelectMany(Lacks);

    /// <summary>What is wrong with one paper; of an inspection the month that is missing.</summary>
    public IEnumerable<string> Lacks(PaperCell cell) => cell.Lacks.Select(lack =>
        lack == "sign-inspection" && cell.Paper is { } last ? texts["lack.sign-inspection.month", Written.Date(last.DatedAt.Date), Month(last.DatedAt.Date.PlusMonths(1))].Value : texts["lack." + lack].Value);

    /// <summary>"De instemming van het OM loopt af op ..."</summary>
    public string Ends(PaperCell cell) => texts["ends", texts["kind." + cell.Kind.Code()].Value, Written.Date(cell.LastDay!.Value)];

    public string Mode(EnforcementMode mode) => texts["mode." + Kebab.Name(mode)];

    public string Of(ReadinessRow row) => texts["row", row.Camera.DisplayName, texts["regime." + Kebab.Name(row.Regime)].Value];

    public static Tone ToneOf(PaperState state) => state switch { PaperState.Good => Tone.Ok, PaperState.EndsSoon => Tone.Warning, _ => Tone.Danger };

    public static Tone ToneOf(EnforcementMode mode) => mode switch { EnforcementMode.Fine => Tone.Ok, EnforcementMode.Warn => Tone.Warning, _ => Tone.Danger };

    private static string Month(LocalDate day) => CultureInfo.CurrentCulture.DateTimeFormat.GetMonthName(day.Month);
}
