using System.Diagnostics;
using System.Globalization;

namespace Venstertijden.Edge.Health;

/// <summary>What the machine can measure of itself; null where it can't.</summary>
/// <param name="Cpu">Share of the machine's processor time used by this process since the last reading, 0 to 1.</param>
/// <param name="MemoryBytes">Working set.</param>
/// <param name="DiskFreeBytes">Room for the outbox.</param>
/// <param name="Temperature">Degrees Celsius of the hottest zone.</param>
internal sealed record GaugeReading(double? Cpu, long? MemoryBytes, long? DiskFreeBytes, double? Temperature);

/// <summary>Reads the gauges of the machine.</summary>
internal sealed class MachineGauges(string dataFolder, TimeProvider time, string thermalFolder = "/sys/class/thermal")
{
    private long _lastAt;
    private TimeSpan _lastUsed;

    internal GaugeReading Read()
    {
        using var process = Process.GetCurrentProcess();
        return new(Cpu(process), process.WorkingSet64, Disk(), Temperature());
    }

    private double? Cpu(Process process)
    {
        var used = process.TotalProcessorTime;
        long at = time.GetTimestamp();
        double? share = _lastAt == 0 || time.GetElapsedTime(_lastAt, at) is var span && span <= TimeSpan.Zero
            ? null
            : Math.Clamp((used - _lastUsed) / span / Environment.ProcessorCount, 0, 1);
        (_lastAt, _lastUsed) = (at, used);
        return share;
    }

    private long? Disk()
    {
        try
        {
            return new DriveInfo(dataFolder).AvailableFreeSpace;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private double? Temperature()
    {
        if (!Directory.Exists(thermalFolder))
            return null;
        double? hottest = null;
        foreach (string zone in Directory.EnumerateDirectories(thermalFolder, "thermal_zone*"))
        {
            try
            {
                if (long.TryParse(File.ReadAllText(Path.Combine(zone, "temp")).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milli))
                    hottest = Math.Max(hottest ?? double.MinValue, milli / 1000.0);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A zone that does not answer says nothing.
            }
        }

        return hottest;
    }
}
