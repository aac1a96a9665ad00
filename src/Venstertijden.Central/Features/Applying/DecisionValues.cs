using NodaTime;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Applying;

/// <summary>What a decision fills in its letter. Dutch.</summary>
public static class DecisionValues
{
    /// <summary>Weeks to object in, from the day after sending (Awb art. 6:7 and 6:8).</summary>
    private const int WeeksToObject = 6;

    /// <summary>The values of <see cref="LetterKind.ExemptionGranted"/> and <see cref="LetterKind.ExemptionRefused"/>.</summary>
    public static IReadOnlyDictionary<string, string> Of(ExemptionApplication row, string firm, string reason, Actor official, Instant now)
    {
        var today = DutchTime.Local(now).Date;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["gemeente"] = Towns.NameOf(row.Site), ["datum"] = LetterValues.Date(today), ["aanvraag"] = row.Number, ["aanvrager"] = firm, ["kenteken"] = PlateText.TryParse(row.Plate, CountryCode.Netherlands, out var plate) ? plate.Shown : row.Plate,
            ["soort"] = KindInDutch(row.Kind), ["aangevraagd"] = LetterValues.Date(DutchTime.Local(row.SubmittedAt).Date), ["van"] = LetterValues.Date(row.From), ["tot_en_met"] = LetterValues.Date(row.LastDay),
            ["leges"] = row.FeeEuro == 0 ? "geen" : LetterValues.Euro(row.FeeEuro), ["reden"] = reason, ["bezwaar_tot"] = LetterValues.Date(today.PlusWeeks(WeeksToObject)), ["ambtenaar"] = official.Name,
        };
    }

    private static string KindInDutch(string kind) => Policy.Exemptions.ExemptionKinds.TryParse(kind, out var known) ? Policy.Explanations.KindNames.Dutch(known) : kind;
}
