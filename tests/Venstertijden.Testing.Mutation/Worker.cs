namespace Venstertijden.Testing.Mutation;

/// <summary>
/// The child process: reads the number of a mutant from each line of its input and answers with its fate. A mutant that never ends takes only this process with it.
/// </summary>
internal static class Worker
{
    // What a mutant leaves behind in shared caches is given back with the process.
    private const int MutantsPerProcess = 400;

    public static int Run(MutableAssembly assembly, IReadOnlyList<Mutant> mutants, string imageFile, Func<byte[], MutantContext> world)
    {
        var output = Console.Out;
        // Tests may write; only answers go to the one who asks.
        Console.SetOut(TextWriter.Null);
        var all = MutantImage.Read(imageFile);
        var run = new KillRun(world, all.Image);
        if (run.WhoFailsAsItIs() is { } who)
        {
            output.WriteLine("broken\tThe tests fail without a mutant: " + who);
            return 2;
        }

        output.WriteLine("ready");
        for (var done = 0; done < MutantsPerProcess && Console.In.ReadLine() is { } line; done++)
        {
            var number = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
            var (fate, by) = all.Refused.Contains(number) ? (Fate.NotCompiled, "")
                : all.Awake.Contains(number) ? Answer(run.WhoKills(number))
                : assembly.Compile(mutants[number], out var error) is { } image ? Answer(run.WhoKills(image))
                : (Fate.NotCompiled, error ?? "");
            output.WriteLine($"{fate}\t{Mutant.OnOneLine(by)}");
        }

        return 0;
    }

    private static (Fate, string) Answer(string? killer) => killer is null ? (Fate.Survived, "") : (Fate.Killed, killer);
}

/// <summary>The image that holds many mutants, with their numbers, as a file for the child processes.</summary>
internal sealed record MutantImage(byte[] Image, IReadOnlySet<int> Awake, IReadOnlySet<int> Refused)
{
    public static MutantImage Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        return new MutantImage(reader.ReadBytes(reader.ReadInt32()), Numbers(reader), Numbers(reader));
    }

    public void Write(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Image.Length);
        writer.Write(Image);
        foreach (var numbers in new[] { Awake, Refused })
        {
            writer.Write(numbers.Count);
            foreach (var number in numbers)
                writer.Write(number);
        }
    }

    private static HashSet<int> Numbers(BinaryReader reader) => [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32())];
}
