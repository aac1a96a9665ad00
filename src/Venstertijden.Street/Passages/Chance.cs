namespace Venstertijden.Street;

/// <summary>Repeatable chance for one passage.</summary>
internal sealed class Chance(int seed)
{
    /// <summary>For what takes a <see cref="Random"/>.</summary>
    public Random Source { get; } = new(seed);

    /// <summary>A seed from several numbers; the same on every machine, unlike <see cref="HashCode"/>.</summary>
    public static int Seed(int a, int b, int c)
    {
        var h = 2166136261u;
        foreach (var part in (ReadOnlySpan<int>)[a, b, c])
        {
            h = (h ^ (uint)part) * 16777619u;
            h = (h ^ (h >> 15)) * 2246822519u;
        }
        return (int)((h ^ (h >> 13)) & 0x7FFFFFFF);
    }

    public int Next(int below) => Source.Next(below);

    public float Between(float from, float to) => from + ((to - from) * Source.NextSingle());

    public bool Happens(double share) => Source.NextDouble() < share;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Source.Next(choices.Length)];

    /// <summary>Mostly near nothing, seldom near one.</summary>
    public float Seldom() => MathF.Pow(Source.NextSingle(), 3);

    public T Weighted<T>(params ReadOnlySpan<(double Weight, T Value)> choices)
    {
        var sum = 0.0;
        foreach (var (weight, _) in choices)
            sum += weight;
        var at = Source.NextDouble() * sum;
        foreach (var (weight, value) in choices)
        {
            at -= weight;
            if (at < 0)
                return value;
        }
        return choices[^1].Value;
    }
}
