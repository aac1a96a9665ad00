using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Cases;

/// <summary>
/// Says why a case is one, in the reader's language: the facts of then before the rules of then. Where an officer corrected the
/// plate, the facts of the vehicle that he read, as they were known when he did.
/// </summary>
public sealed class CaseExplanation(CentralDb db, Rejudging rejudging)
{
    public (Judgement Judged, Explanation Explanation) Of(CaseView view, bool english)
    {
        var judged = view.Events.OfType<PlateCorrected>().LastOrDefault() is { Record: { } record } corrected
            ? rejudging.Replay(view.Act.Message, PlateOf(corrected.To, view.Case.Country), record, db.CurrentSite)
            : rejudging.AsKnownThen(view.Act.Stored, db.CurrentSite);
        return (judged, Explanation.Of(judged.Document, judged.Facts, judged.Verdict, english));
    }

    internal static PlateText PlateOf(string text, string country)
    {
        _ = CountryCode.TryParse(country, out var code);
        return PlateText.TryParse(text, code, out var plate) ? plate : default;
    }
}
