using Venstertijden.Central.Features.Cases;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Review;

/// <summary>The officer types what he reads before the machine's reading is shown. A differing read is kept too.</summary>
public static class ReadBlind
{
    public static Decided Decide(Case current, ReviewSituation situation, string typed)
    {
        if (current.State is not (CaseState.Ready or CaseState.SecondOpinion))
            return new WrongState(current.State);
        _ = CountryCode.TryParse(current.Country, out var country);
        if (!PlateText.TryParse(typed, country, out var plate))
            return new NotAPlate(current.Country);
        return Decided.As(new PlateRead(situation.Now, situation.Officer.Actor, plate.Text, plate.Text == current.Plate));
    }
}
