using System.Diagnostics;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests;

/// <summary>The Python side has tests of its own; they run with all others.</summary>
[Category("slow")]
public class PlateTrainingTests
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Test]
    public async Task What_the_trainings_rely_on_holds()
    {
        if (!File.Exists(Python) || await RunAsync("-c", "import cv2, numpy, PIL") is (not 0, _))
            Assert.Ignore("python3-opencv and python3-pil are not installed: apt-get install python3-opencv python3-pil");
        var (code, said) = await RunAsync("-m", "unittest");
        Assert.That(code, Is.Zero, said);
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python)
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src", "plate-training"),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }
}
