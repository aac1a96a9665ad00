namespace Venstertijden.Cli.Evaluation;

/// <summary>What <c>vth evaluate</c> was asked for.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>Folders of real frames.</summary>
    public IReadOnlyList<string> RealFolders { get; init; } = [];

    /// <summary>Of folders that mark what is legible, only the plates that training leaves alone.</summary>
    public bool HeldOut { get; init; }

    /// <summary>Rendered passages, numbered from 0.</summary>
    public int Passages { get; init; }

    /// <summary>Another seed gives other passages.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder of the pair that is measured; null for the one that ships.</summary>
    public string? Models { get; init; }

    /// <summary>Folder of the pair that it is compared with; null for none.</summary>
    public string? Previous { get; init; }

    /// <summary>Where outcomes, tables and plots go.</summary>
    public required string Out { get; init; }

    /// <summary>Samples at the same time, one core each.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>A document whose marked blocks take the tables; null for none.</summary>
    public string? Document { get; init; }
}
