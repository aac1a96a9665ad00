namespace Venstertijden.Central.Features.Register.Live;

/// <summary>What came of asking the register.</summary>
public abstract record LiveResult
{
    private LiveResult()
    {
    }

    /// <summary>It answered.</summary>
    /// <param name="Vehicles">Those that it knows, by plate; another is not, or no longer, in it.</param>
    public sealed record Answered(IReadOnlyDictionary<string, SourceVehicle> Vehicles) : LiveResult;

    /// <summary>It gave no answer that can be used.</summary>
    /// <param name="Why">One of <see cref="LiveFault"/>.</param>
    public sealed record Down(LiveFault Why) : LiveResult;
}

/// <summary>Why the register gave no answer that can be used.</summary>
public enum LiveFault
{
    /// <summary>It cannot be reached, or answered with an error.</summary>
    Unreachable,

    /// <summary>It took too long.</summary>
    TooSlow,

    /// <summary>It asks us to wait.</summary>
    TooBusy,

    /// <summary>It failed so often that it is left alone for a while.</summary>
    Resting,

    /// <summary>What it said cannot be read.</summary>
    Garbled,
}
