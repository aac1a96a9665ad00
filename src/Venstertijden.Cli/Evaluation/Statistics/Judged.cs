namespace Venstertijden.Cli.Evaluation.Statistics;

/// <summary>A read of which the truth is known.</summary>
/// <param name="Confidence">That it claimed, 0 to 1.</param>
/// <param name="Right">Whether it was right.</param>
internal readonly record struct Judged(double Confidence, bool Right);
