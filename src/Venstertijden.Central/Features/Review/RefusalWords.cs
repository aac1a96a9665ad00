using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Review;

/// <summary>Each refusal in words that say what to do about it.</summary>
public static class RefusalWords
{
    public static string Of(Refusal refusal, IStringLocalizer<ReviewTexts> texts)
    {
        string key = "refusal." + refusal.GetType().Name;
        return refusal switch
        {
            WrongState r => texts[key, texts["state." + r.State].Value],
            TakenByColleague r => texts[key, r.Name, Written.Minute(r.Until)],
            EvidenceIncomplete r => texts[key, Listed(r.Missing, "complete.", texts)],
            FindingIncomplete r => texts[key, Listed(r.Missing, "finding.", texts)],
            ContradictionUnexplained r => texts[key, Listed(r.Cautions, "caution.", texts)],
            SanctionsHalted r => texts[key, texts["brake." + r.Kind].Value, r.Hits, r.Band],
            TooLate r => texts[key, Written.Date(r.LastDay)],
            NotYourDecision r => texts[key, r.Name],
            _ => texts[key],
        };
    }

    private static string Listed(IEnumerable<string> codes, string prefix, IStringLocalizer<ReviewTexts> texts) =>
        string.Join("; ", codes.Select(c => texts[prefix + c].Value.TrimEnd('.')));
}
