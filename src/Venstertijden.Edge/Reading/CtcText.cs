namespace Venstertijden.Edge.Reading;

/// <summary>The text of one line as the net saw it, with the runner-up of each character.</summary>
internal sealed record CtcText(string Text, double[] Confidences, char[] Others, double[] OtherConfidences)
{
    private const int MostAlternatives = 3;
    private const double LeastAlternative = 0.001;

    /// <summary>
    /// Best path of the columns (classes x columns, probabilities): neighbouring columns of one class are one character,
    /// blanks part them. A character is as sure as the best column of its run; that column also names the runner-up.
    /// </summary>
    public static CtcText Decode(ReadOnlySpan<float> probabilities, string alphabet)
    {
        var classes = alphabet.Length;
        var columns = probabilities.Length / classes;
        Span<int> bestOfRun = stackalloc int[columns];
        var runs = 0;
        for (var (column, last) = (0, 0); column < columns; column++)
        {
            var best = Best(probabilities, classes, columns, column, except: -1);
            if (best != 0 && best != last)
                bestOfRun[runs++] = column;
            else if (best != 0 && probabilities[(best * columns) + column] > probabilities[(best * columns) + bestOfRun[runs - 1]])
                bestOfRun[runs - 1] = column;
            last = best;
        }

        var (text, others) = (new char[runs], new char[runs]);
        var (sure, otherSure) = (new double[runs], new double[runs]);
        for (var run = 0; run < runs; run++)
        {
            var column = bestOfRun[run];
            var best = Best(probabilities, classes, columns, column, except: -1);
            var other = Best(probabilities, classes, columns, column, except: best, from: 1);
            (text[run], others[run]) = (alphabet[best], alphabet[other]);
            (sure[run], otherSure[run]) = (probabilities[(best * columns) + column], probabilities[(other * columns) + column]);
        }

        return new(new string(text), sure, others, otherSure);
    }

    public static CtcText Join(IReadOnlyList<CtcText> lines) => lines.Count == 1 ? lines[0] : new(
        string.Concat(lines.Select(l => l.Text)),
        [.. lines.SelectMany(l => l.Confidences)],
        [.. lines.SelectMany(l => l.Others)],
        [.. lines.SelectMany(l => l.OtherConfidences)]);

    /// <summary>As a reading: as sure as its least sure character; alternatives differ in one character.</summary>
    public PlateReading ToReading()
    {
        var alternatives = Enumerable.Range(0, Text.Length)
            .Where(i => OtherConfidences[i] >= LeastAlternative)
            .OrderByDescending(i => OtherConfidences[i])
            .Take(MostAlternatives)
            .Select(i => (string.Concat(Text.AsSpan(0, i), [Others[i]], Text.AsSpan(i + 1)), OtherConfidences[i]));
        return new(Text, Confidences.Length == 0 ? 0 : Math.Clamp(Confidences.Min(), 0, 1), Confidences, [.. alternatives]);
    }

    private static int Best(ReadOnlySpan<float> probabilities, int classes, int columns, int column, int except, int from = 0)
    {
        var best = -1;
        for (var c = from; c < classes; c++)
        {
            if (c != except && (best < 0 || probabilities[(c * columns) + column] > probabilities[(best * columns) + column]))
                best = c;
        }

        return best;
    }
}
