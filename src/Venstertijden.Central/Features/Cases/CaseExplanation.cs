using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Cases;

/// <summary>
/// Says why a case is one, in the reader's language: the facts of then before the rules of then. Where an officer corrected the
/// plate, the facts of the vehicle that he read, as they are known now.
/// </summary>
public sealed class CaseExplanation(CentralDb db, Rejudging rejudging, Judge judge, FactsLoader facts, IClock clock)
{
    public (Judgement Judged, Explanation Explanation) Of(CaseView view, bool english)
    {
        var judged = view.Case.Plate == view.Case.MachinePlate
            ? rejudging.AsKnownThen(view.Act.Stored, db.CurrentSite)
            : judge.Passage(view.Act.Message, PlateOf(view.Case), db.Cameras.First(c => c.Camera == view.Row.Camera), facts.Latest(db.CurrentSite), clock.GetCurrentInstant());
        return (judged, Explanation.Of(judged.Document, judged.Facts, judged.Verdict, english));
    }

    private static PlateText PlateOf(Case current)
    {
        _ = CountryCode.TryParse(current.Country, out var country);
        return PlateText.TryParse(current.Plate, country, out var plate) ? plate : default;
    }
}
