using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>From what was seen to what is concluded: sure enough, and a plate of some country.</summary>
public static class PlateConclusion
{
    /// <summary>The read that one picture alone leads to, without a vote; null as for a vote.</summary>
    public static PlateRead? Of(PlateReading? reading, double threshold, Mat picture, PlateCorners corners)
        => Of(reading is null ? null : new VotedText(reading.Text, reading.Confidence, reading.Characters, reading.Alternatives, 1), threshold, picture, corners);

    /// <summary>The read that a vote leads to, or null: a doubtful text and one that no country issues are no read.</summary>
    /// <param name="voted">What the frames agree on.</param>
    /// <param name="threshold">Least confidence.</param>
    /// <param name="picture">A frame that read it.</param>
    /// <param name="corners">Where the plate is in it.</param>
    internal static PlateRead? Of(VotedText? voted, double threshold, Mat picture, PlateCorners corners)
    {
        if (voted is null || voted.Confidence < threshold)
            return null;
        if (PlateFormats.Of(voted.Text, PlateColours.Of(picture, corners)) is not { } plate)
            return null;
        var alternatives = voted.Alternatives.Where(a => a.Text != plate.Text).Select(a => new PlateAlternative(a.Text, a.Confidence));
        // Where the format told an O from a 0, what was seen stays on record as the first alternative.
        if (plate.Text != voted.Text)
            alternatives = alternatives.Prepend(new PlateAlternative(voted.Text, voted.Confidence));
        return new PlateRead
        {
            Text = plate.Text,
            Country = plate.Country,
            Confidence = voted.Confidence,
            Characters = voted.Characters,
            Alternatives = [.. alternatives],
            Agreeing = voted.Agreeing,
        };
    }
}
