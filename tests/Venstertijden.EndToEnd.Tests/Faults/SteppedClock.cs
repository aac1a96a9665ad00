using System.Globalization;
using NodaTime;
using NodaTime.Extensions;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>The machine's clock plus an offset that the fault run writes to a file: a clock that jumps, without touching the machine's.</summary>
internal sealed class SteppedClock(string file) : IClock
{
    public Instant GetCurrentInstant() => TimeProvider.System.GetCurrentInstant() + Offset;

    internal static void Step(string file, Duration offset)
    {
        File.WriteAllText(file + ".new", ((long)offset.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        File.Move(file + ".new", file, overwrite: true);
    }

    private Duration Offset => File.Exists(file) ? Duration.FromSeconds(long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture)) : Duration.Zero;
}
