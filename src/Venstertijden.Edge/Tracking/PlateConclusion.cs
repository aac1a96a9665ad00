using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>From what was seen to what is concluded: sure enough, and a plate of some country. Both are kept.</summary>
public static class PlateConclusion
{
    /// <summary>The read that one picture alone leads to, without a vote; null as for a vote.</summary>
    public static PlateRead? Of(PlateReading? reading, ReadRule rule, Mat picture, PlateCorners corners)
        => reading is null ? null : Of(new VotedText(reading.Text, reading.Confidence, reading.Characters, reading.Alternatives, 1), rule, PlateColours.LooksOf(picture, corners));

    /// <summary>The read that a vote leads to, or null; the second reader is asked where its answer can matter.</summary>
    internal static PlateRead? Of(VotedText? voted, ReadRule rule, Mat picture, PlateCorners corners, SecondReader? second)
    {
        if (voted is null)
            return null;
        var looks = PlateColours.LooksOf(picture, corners);
        if (second is null)
            return Of(voted, rule, looks);
        // Of what stays no read even if it agreed, it is not asked: it takes longer than the rest of the frame.
        if (Of(voted, rule, looks, voted.Text, second.Odds) is null)
            return null;
        return Of(voted, rule, looks, second.Read(picture, corners), second.Odds);
    }

    /// <summary>The read that a vote leads to, or null: a doubtful text and one that no country issues are no read.</summary>
    /// <param name="voted">What the frames agree on.</param>
    /// <param name="rule">What its confidence is worth, and how much is enough.</param>
    /// <param name="looks">Of the plate in a frame that read it.</param>
    /// <param name="second">What a second reader read; null when nothing or not asked.</param>
    /// <param name="odds">What its answer is worth.</param>
    internal static PlateRead? Of(VotedText voted, ReadRule rule, PlateLooks looks, string? second = null, SecondReaderOdds? odds = null)
    {
        var probability = rule.Calibration.At(voted.Confidence);
        if (odds is not null)
            probability = odds.Weigh(probability, voted.Text, second);
        if (probability < rule.Threshold)
            return null;
        if (PlateFormats.Of(voted.Text, looks) is not { } plate)
            return null;
        var alternatives = voted.Alternatives.Where(a => a.Text != plate.Text).Select(a => new PlateAlternative(a.Text, a.Confidence));
        // Where the format told an O from a 0, what was seen stays on record as the first alternative.
        if (plate.Text != voted.Text)
            alternatives = alternatives.Prepend(new PlateAlternative(voted.Text, voted.Confidence));
        return new PlateRead
        {
            Text = plate.Text,
            Country = plate.Guess.Country,
            Confidence = probability,
            Characters = [.. voted.Characters.Select(rule.Characters.At)],
            Alternatives = [.. alternatives],
            Agreeing = voted.Agreeing,
            SecondReader = second,
        };
    }
}
