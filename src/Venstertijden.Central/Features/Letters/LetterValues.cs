using System.Globalization;
using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Letters;

/// <summary>What a case fills in a letter. Dutch, whatever language its maker reads in.</summary>
public sealed class LetterValues(CaseExplanation explanation)
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    /// <summary>The values that every letter has.</summary>
    public Dictionary<string, string> Of(CaseView view, Instant now)
    {
        var act = DutchTime.Local(view.Act.Message.SeenFrom);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["gemeente"] = Towns.NameOf(view.Row.Site), ["datum"] = Date(DutchTime.Local(now).Date), ["zaaknummer"] = view.Row.Number, ["kenteken"] = CaseExplanation.PlateOf(view.Case.Plate, view.Case.Country).Shown,
            ["dag"] = Day(act.Date), ["tijd"] = act.ToString("H.mm 'uur'", Dutch), ["straat"] = view.Act.Street.Length > 0 ? view.Act.Street : view.Act.CameraName,
            ["zone"] = view.Document?.ZoneName ?? view.Row.Zone, ["regel"] = explanation.Of(view, english: false).Explanation.Sentence,
        };
    }

    /// <summary>The same for a letter to the holder; without an address its lines stay empty.</summary>
    public Dictionary<string, string> Of(CaseView view, HolderAddress? holder, Instant now)
    {
        var values = Of(view, now);
        (values["naam"], values["adres"]) = (holder?.Name ?? "", holder is null ? "" : string.Join('\n', holder.Lines));
        return values;
    }

    /// <summary>"2 maart 2026".</summary>
    public static string Date(LocalDate date) => date.ToString("d MMMM uuuu", Dutch);

    /// <summary>"maandag 2 maart 2026".</summary>
    public static string Day(LocalDate date) => date.ToString("dddd d MMMM uuuu", Dutch);

    /// <summary>"€ 120,00".</summary>
    public static string Euro(decimal amount) => "€\u00a0" + amount.ToString("N2", Dutch);
}
