using System.Diagnostics;
using System.Security.Cryptography;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Testing;

namespace Venstertijden.Policy.Tests.Mutation;

/// <summary>Do the tests notice when the engine is wrong? Small faults are put into it one at a time (Venstertijden.Testing.Mutation).</summary>
public class MutationTests
{
    /// <summary>The engine: what decides, not what words and documents say of it.</summary>
    private static readonly string[] Engine =
    [
        "Verdicts/", "ZeroEmission/", "Exemptions/", "Vehicles/", "EnumSet.cs",
        "Windows/WindowCalendar", "Windows/Opening", "Windows/AccessWindow", "Windows/Holiday", "Windows/Dutch",
    ];

    // What the last run reached, rounded down: it may only rise.
    private const string LeastPercent = "92";

    private static string Explained => Path.Combine(Repository.Root, "tests", "Venstertijden.Policy.Tests", "Mutation", "explained-survivors.csv");

    [Test]
    [Category("slow")]
    public void A_sample_of_faults_in_the_decision_is_noticed_or_explained() =>
        Assert.That(Run("--only", "Verdicts/Decide.cs", "--only", "Verdicts/PedestrianFinding.cs", "--only", "Verdicts/ZeroEmissionFinding.cs", "--sample", "30", "--known", Explained), Is.Zero);

    // Goes on where it was stopped, as long as neither engine nor tests were built anew in between.
    [Test]
    [Category("mutation")]
    public void Nearly_every_fault_in_the_engine_is_noticed_or_explained()
    {
        var state = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, ".vth", "mutation")).FullName, Fingerprint() + ".tsv");
        Assert.That(Run([.. Engine.SelectMany(prefix => new[] { "--only", prefix }), "--state", state, "--known", Explained, "--least", LeastPercent, "--report", Path.Combine(Repository.Root, "docs", "reports", "mutation.md")]), Is.Zero);
    }

    private static int Run(params string[] arguments)
    {
        var tests = typeof(MutationTests).Assembly.Location;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Program(tests), "--sources", Path.Combine(Repository.Root, "src", "Venstertijden.Policy"), "--tests", tests, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Tell(line.Data);
        process.ErrorDataReceived += (_, line) => Tell(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Tell(string? line)
    {
        if (line is not null)
            TestContext.Progress.WriteLine(line);
    }

    // Built beside the tests, in the same configuration.
    private static string Program(string tests) => tests
        .Replace("Venstertijden.Policy.Tests" + Path.DirectorySeparatorChar, "Venstertijden.Testing.Mutation" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        .Replace("Venstertijden.Policy.Tests.dll", "Venstertijden.Testing.Mutation.dll", StringComparison.Ordinal);

    private static string Fingerprint()
    {
        string[] files = [typeof(Decide).Assembly.Location, typeof(MutationTests).Assembly.Location, .. Directory.GetFiles(TestData.PathOf(), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return Convert.ToHexStringLower(SHA256.HashData(files.SelectMany(File.ReadAllBytes).ToArray()))[..12];
    }
}
