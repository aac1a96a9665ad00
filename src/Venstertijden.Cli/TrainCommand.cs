using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Venstertijden.Cli;

/// <summary><c>vth train detector|reader</c>: runs the training scripts of <c>src/plate-training</c>; resumable.</summary>
public static class TrainCommand
{
    public static Command Create()
    {
        var net = new Argument<string>("net") { Description = "detector or reader" };
        net.AcceptOnlyFromAmong("detector", "reader");
        var minutes = new Option<double>("--minutes") { Description = "how long to train", DefaultValueFactory = _ => 60 };
        var real = new Option<string?>("--real") { Description = "folder with labelled real frames (frames.csv and frames/); drawn pictures alone without it" };
        var @out = new Option<string?>("--out") { Description = "folder for the nets; default src/plate-training/runs" };
        var command = new Command("train", "Trains a plate net again and exports it as ONNX.") { net, minutes, real, @out };
        command.SetAction(async (parsed, stop) =>
        {
            double time = parsed.GetValue(minutes);
            if (time is not > 0)
                throw new BadInputException("--minutes: expected more than 0");
            if (parsed.GetValue(real) is { } folder && !File.Exists(Path.Combine(folder, "frames.csv")))
                throw new BadInputException($"--real: expected a folder with frames.csv, '{folder}' has none");
            string scripts = Path.Combine(Repository.Root, "src", "plate-training");
            var start = new ProcessStartInfo("/usr/bin/python3") { WorkingDirectory = scripts };
            start.ArgumentList.Add($"train_{parsed.GetValue(net)}.py");
            Add("--minutes", time.ToString(CultureInfo.InvariantCulture));
            Add("--out", Path.GetFullPath(parsed.GetValue(@out) ?? Path.Combine(scripts, "runs")));
            if (parsed.GetValue(real) is { } realFolder)
                Add("--real", Path.GetFullPath(realFolder));
            start.ArgumentList.Add("--resume");
            using var process = Process.Start(start) ?? throw new BadInputException("python3 could not be started");
            await process.WaitForExitAsync(stop);
            return process.ExitCode;

            void Add(string name, string value)
            {
                start.ArgumentList.Add(name);
                start.ArgumentList.Add(value);
            }
        });
        return command;
    }
}
