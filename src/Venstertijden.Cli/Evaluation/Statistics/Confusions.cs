namespace Venstertijden.Cli.Evaluation.Statistics;

/// <summary>Which characters are taken for which.</summary>
internal static class Confusions
{
    /// <summary>Stands for no character: before it what was read but is not there, after it what was overlooked.</summary>
    public const char Nothing = '·';

    /// <summary>Character by character, what stood there and what was read; the fewest changes that make one text of the other.</summary>
    public static IReadOnlyList<(char True, char Read)> Align(string truth, string read)
    {
        var cost = new int[truth.Length + 1, read.Length + 1];
        for (var i = 0; i <= truth.Length; i++)
        {
            for (var j = 0; j <= read.Length; j++)
            {
                cost[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(cost[i - 1, j - 1] + (truth[i - 1] == read[j - 1] ? 0 : 1), 1 + Math.Min(cost[i - 1, j], cost[i, j - 1])),
                };
            }
        }

        var pairs = new List<(char, char)>();
        for (var (i, j) = (truth.Length, read.Length); i > 0 || j > 0;)
        {
            if (i > 0 && j > 0 && cost[i, j] == cost[i - 1, j - 1] + (truth[i - 1] == read[j - 1] ? 0 : 1))
                pairs.Add((truth[--i], read[--j]));
            else if (i > 0 && cost[i, j] == cost[i - 1, j] + 1)
                pairs.Add((truth[--i], Nothing));
            else
                pairs.Add((Nothing, read[--j]));
        }

        pairs.Reverse();
        return pairs;
    }

    /// <summary>The characters that were misread, most frequent first, each with its share of all places where that character stood.</summary>
    public static IReadOnlyList<(char True, char Read, Share Share)> Of(IEnumerable<(string Truth, string Read)> texts)
    {
        var pairs = texts.SelectMany(t => Align(t.Truth, t.Read)).ToList();
        var stood = pairs.CountBy(p => p.True).ToDictionary();
        return [.. pairs.Where(p => p.True != p.Read).CountBy(p => p)
            .OrderByDescending(p => p.Value).ThenBy(p => p.Key)
            .Select(p => (p.Key.True, p.Key.Read, new Share(p.Value, stood[p.Key.True])))];
    }
}
