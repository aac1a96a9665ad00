using System.Diagnostics;

namespace Venstertijden.Cli.Evaluation;

/// <summary>The plates of a training folder that training leaves alone. Which they are the training's own script says.</summary>
internal static class HeldOut
{
    /// <exception cref="BadInputException">The script cannot tell.</exception>
    public static RealSet Load(string folder, string name)
    {
        var script = Path.Combine(Repository.Root, "src", "plate-training", "held_out.py");
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(Path.GetFullPath(folder));
        using var python = Process.Start(start) ?? throw new BadInputException("python3 could not be started");
        var errors = python.StandardError.ReadToEndAsync();
        var table = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        if (python.ExitCode != 0)
            throw new BadInputException($"{folder}: expected a training folder, but {errors.Result.Trim().Split('\n')[^1]}");
        return RealSet.Parse(table, $"{folder} (held out)", Path.Combine(folder, "frames"), name);
    }
}
