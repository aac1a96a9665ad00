using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tracking;

/// <summary>Joins the readings of one vehicle's frames to one text, or to none.</summary>
internal static class Vote
{
    private const int MostAlternatives = 5;

    /// <summary>
    /// Every frame votes with its confidence: first for the number of characters, then for each character. The text that
    /// comes out must have been read as it stands by enough frames: a mixture that no frame saw is no read. Each character
    /// is as sure as in those frames, lowered by the part of the votes that went against it.
    /// </summary>
    /// <param name="readings">One per frame.</param>
    /// <param name="leastAgreeing">Frames that must have read the text.</param>
    /// <returns>Null when no text has the frames.</returns>
    public static VotedText? Of(IReadOnlyList<PlateReading> readings, int leastAgreeing)
    {
        var heard = readings.Where(r => r.Text.Length >= LookVote.FewestCharacters && r.Confidence > 0).ToList();
        if (heard.Count < leastAgreeing)
            return null;
        var all = heard.Sum(r => r.Confidence);
        var length = heard.GroupBy(r => r.Text.Length).MaxBy(same => same.Sum(r => r.Confidence))!.Key;
        var sameLength = heard.Where(r => r.Text.Length == length).ToList();
        var text = string.Concat(Enumerable.Range(0, length).Select(i => Likeliest(sameLength, i)));
        var agreeing = sameLength.Where(r => r.Text == text).ToList();
        if (agreeing.Count < leastAgreeing)
            return null;
        double[] characters = [.. Enumerable.Range(0, length).Select(i => Sure(agreeing, sameLength, all, i))];
        return new(text, characters.Min(), characters, Others(heard, agreeing, text, all), agreeing.Count);
    }

    private static char Likeliest(List<PlateReading> readings, int place)
        => readings.GroupBy(r => r.Text[place]).MaxBy(same => same.Sum(r => r.Confidence * r.Characters[place]))!.Key;

    private static double Sure(List<PlateReading> agreeing, List<PlateReading> sameLength, double all, int place)
    {
        var character = agreeing[0].Text[place];
        // Weighted like the vote, so that a vehicle's far and blurred frames count for little.
        var sure = agreeing.Sum(r => r.Confidence * r.Characters[place]) / agreeing.Sum(r => r.Confidence);
        var part = sameLength.Where(r => r.Text[place] == character).Sum(r => r.Confidence) / all;
        return Math.Clamp(sure * (0.5 + (0.5 * part)), 0, 1);
    }

    private static List<(string Text, double Confidence)> Others(
        List<PlateReading> heard, List<PlateReading> agreeing, string text, double all)
    {
        var read = heard.Where(r => r.Text != text).GroupBy(r => r.Text).Select(same => (Text: same.Key, Confidence: same.Sum(r => r.Confidence) / all));
        var thought = agreeing.SelectMany(r => r.Alternatives).GroupBy(a => a.Text)
            .Select(same => (Text: same.Key, Confidence: same.Sum(a => a.Confidence) / agreeing.Count));
        return [.. read.Concat(thought).Where(o => o.Text != text && o.Text.Length is >= 1 and <= 16)
            .GroupBy(o => o.Text).Select(same => (same.Key, Math.Clamp(same.Max(o => o.Confidence), 0, 1)))
            .OrderByDescending(o => o.Item2).Take(MostAlternatives)];
    }
}

/// <summary>What the frames of one vehicle agree on.</summary>
/// <param name="Text">As read.</param>
/// <param name="Confidence">That of its least sure character, 0 to 1.</param>
/// <param name="Characters">0 to 1 each.</param>
/// <param name="Alternatives">Other texts, likeliest first.</param>
/// <param name="Agreeing">Frames that read this text.</param>
internal sealed record VotedText(
    string Text,
    double Confidence,
    IReadOnlyList<double> Characters,
    IReadOnlyList<(string Text, double Confidence)> Alternatives,
    int Agreeing);
