namespace Venstertijden.Testing.Mutation;

/// <summary>What the run is about.</summary>
internal sealed record Options
{
    public const string Usage =
        "usage: --sources DIR --tests DLL [--only PREFIX]... [--sample N --seed N] [--state FILE [--trust-kills]] [--known CSV] [--least PERCENT] [--report MD] [--workers N]";

    /// <summary>Folder of the project that is mutated; it must have been built.</summary>
    public required string Sources { get; init; }

    /// <summary>The built tests; the built project lies beside them.</summary>
    public required string Tests { get; init; }

    /// <summary>Files whose path below the sources begins so.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>How many mutants, drawn by <see cref="Seed"/>; null for all.</summary>
    public int? Sample { get; init; }

    public int Seed { get; init; }

    /// <summary>Where answers are kept; null for a run that cannot go on later.</summary>
    public string? State { get; init; }

    /// <summary>Ask only survivors again: for the working loop, after a test was added.</summary>
    public bool TrustKills { get; init; }

    /// <summary>Survivors that are explained: <c>id,mutant,why</c>.</summary>
    public string? Known { get; init; }

    /// <summary>The run is good from this percentage of noticed or explained mutants on.</summary>
    public int Least { get; init; } = 100;

    public string? Report { get; init; }

    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Set in a child process: the file with the image of all mutants.</summary>
    public string? Worker { get; init; }

    public static Options? Parse(string[] arguments)
    {
        string? Value(string name) => Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
        int? Number(string name) => int.TryParse(Value(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
        if (Value("--sources") is not { } sources || Value("--tests") is not { } tests)
            return null;
        var options = new Options { Sources = sources, Tests = Path.GetFullPath(tests) };
        return options with
        {
            Only = [.. arguments.Zip(arguments.Skip(1)).Where(pair => pair.First == "--only").Select(pair => pair.Second)],
            Sample = Number("--sample"),
            Seed = Number("--seed") ?? 1,
            State = Value("--state"),
            TrustKills = arguments.Contains("--trust-kills"),
            Known = Value("--known"),
            Least = Number("--least") ?? 100,
            Report = Value("--report"),
            Workers = Number("--workers") ?? options.Workers,
            Worker = Value("--worker"),
        };
    }
}
