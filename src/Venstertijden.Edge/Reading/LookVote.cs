namespace Venstertijden.Edge.Reading;

/// <summary>Joins the looks at one plate in one picture, which differ only in how wide they were cut.</summary>
internal static class LookVote
{
    /// <summary>Fewest characters that make a reading.</summary>
    public const int FewestCharacters = 4;

    /// <summary>The looks say the same, and it is long enough for a plate: no further look is needed.</summary>
    public static bool Settled(IReadOnlyList<PlateReading> looks)
        => looks[0].Text.Length >= FewestCharacters && looks.All(look => look.Text == looks[0].Text);

    /// <summary>
    /// The text whose looks are surest together; its characters are the means over those looks, lowered when other
    /// looks disagreed. Texts too short for a plate count only when there is nothing else; null when there is nothing.
    /// </summary>
    public static PlateReading? Of(IReadOnlyList<PlateReading> looks)
    {
        var heard = looks.Where(look => look.Text.Length >= FewestCharacters).ToList();
        if (heard.Count == 0)
            heard = [.. looks.Where(look => look.Text.Length > 0)];
        if (heard.Count == 0)
            return null;
        var texts = heard.GroupBy(look => look.Text)
            .OrderByDescending(same => same.Sum(look => look.Confidence))
            .Select(same => same.ToList())
            .ToList();
        var best = texts[0];
        var agreed = 0.5 + (0.5 * best.Count / looks.Count);
        double[] characters = [.. Enumerable.Range(0, best[0].Text.Length).Select(i => Math.Clamp(agreed * best.Average(look => look.Characters[i]), 0, 1))];
        var others = texts.Skip(1).Select(same => (same[0].Text, same.Sum(look => look.Confidence) / looks.Count));
        var alternatives = others.Concat(best.MaxBy(look => look.Confidence)!.Alternatives)
            .Where(other => other.Item1 != best[0].Text)
            .DistinctBy(other => other.Item1)
            .OrderByDescending(other => other.Item2);
        return new(best[0].Text, characters.Min(), characters, [.. alternatives]);
    }
}
