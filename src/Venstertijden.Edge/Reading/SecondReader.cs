using OpenCvSharp;

namespace Venstertijden.Edge.Reading;

/// <summary>
/// A reader of another kind, asked once per passage for the frame that was read best. It never changes a text: it only makes
/// it more or less probable. Not for several threads.
/// </summary>
/// <param name="open">Opens it when it is asked for the first time: reading single pictures never does.</param>
/// <param name="odds">What its answers are worth.</param>
public sealed class SecondReader(Func<IPlateReader> open, SecondReaderOdds odds) : IDisposable
{
    private readonly Lazy<IPlateReader> _reader = new(open);

    public SecondReaderOdds Odds { get; } = odds;

    /// <summary>What it reads at these corners; null when nothing.</summary>
    public string? Read(Mat picture, PlateCorners corners)
    {
        // The wire takes plates of up to 16 characters; longer is a line of advertising.
        return _reader.Value.Read(picture, corners)?.Text is { Length: > 0 and <= 16 } text ? text : null;
    }

    public void Dispose()
    {
        if (_reader.IsValueCreated)
            _reader.Value.Dispose();
    }
}

/// <summary>
/// Likelihood ratios of a second reader's answers: how many times likelier each is when the first reader is right than when
/// it is wrong. Nothing read tells nothing. Measured on 244 looks at 42 real plates, at their own size down to a fifth of it:
/// of 226 right reads Tesseract agreed with 123 and differed from 84, of 18 wrong ones with 0 and from 12. Half a wrong
/// agreement would make it 20; so few wrong reads carry no more than 10.
/// </summary>
public sealed record SecondReaderOdds
{
    /// <summary>It reads the same, O and 0, I and 1 being equal; 1 to 1000.</summary>
    public double Agrees { get; init; } = 10;

    /// <summary>It reads something else; over 0, at most 1.</summary>
    public double Differs { get; init; } = 0.55;

    /// <summary>What is wrong with them, or null.</summary>
    public string? Fault() => Agrees is >= 1 and <= 1000 && Differs is > 0 and <= 1 ? null : "expected agrees from 1 to 1000 and differs over 0, to 1";

    /// <summary>The probability of a text after the second reader's answer.</summary>
    /// <param name="probability">Before it, 0 to 1.</param>
    /// <param name="text">What the first reader saw.</param>
    /// <param name="second">What the second one did; null for nothing.</param>
    public double Weigh(double probability, string text, string? second)
    {
        if (second is null)
            return probability;
        var ratio = PlateFormats.SameShapes(text, second) ? Agrees : Differs;
        return probability * ratio / (1 - probability + (probability * ratio));
    }
}
