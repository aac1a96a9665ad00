using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Cli.Demo;

/// <summary>On which Monday the demo begins: the first one, or the one after the last run on the same data, so that time never runs backwards in it.</summary>
public static class DemoStart
{
    private static readonly LocalDate FirstMonday = new(2026, 3, 2);
    private static readonly LocalTime Hour = new(6, 45);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    /// <summary>A Monday at 06:45 in Assen, after <paramref name="lastSeen"/>.</summary>
    public static Instant After(Instant? lastSeen)
    {
        var day = FirstMonday;
        if (lastSeen is { } last && last.InZone(Zone).Date is var lastDay && lastDay >= FirstMonday)
            day = lastDay.Next(IsoDayOfWeek.Monday);
        return Zone.AtLeniently(day + Hour).ToInstant();
    }

    /// <summary>When the last run on this data began; null for new data.</summary>
    public static Instant? ReadLast(string dataFolder)
    {
        string file = FileIn(dataFolder);
        return File.Exists(file) && InstantPattern.General.Parse(File.ReadAllText(file).Trim()) is { Success: true, Value: var last } ? last : null;
    }

    /// <summary>Remembers how far the demo's clock has come.</summary>
    public static void Remember(string dataFolder, Instant now) => File.WriteAllText(FileIn(dataFolder), InstantPattern.General.Format(now) + "\n");

    private static string FileIn(string dataFolder) => Path.Combine(dataFolder, "demo-clock.txt");
}
