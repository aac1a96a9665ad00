using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>Another <c>vth</c>, as a service runs it, with its memory and its processor time.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const double KilobytesPerMegabyte = 1024;
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private ChildProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Note(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Its last words.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.Length <= 600 ? _said.ToString() : _said.ToString(_said.Length - 600, 600);
        }
    }

    public static ChildProcess Vth(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "vth.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new ChildProcess(Process.Start(start) ?? throw new BadInputException("dotnet could not be started"));
    }

    /// <summary>Most memory that it ever had, MB.</summary>
    public double PeakMB()
    {
        foreach (string line in File.ReadLines($"/proc/{_process.Id}/status"))
        {
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1], CultureInfo.InvariantCulture) / KilobytesPerMegabyte;
        }

        throw new BadInputException("the memory of a process can only be measured on Linux");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.AppendLine(line);
    }
}
