using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Cli.Demo;

/// <summary>What the demo says when it is there.</summary>
public static class DemoWelcome
{
    private static readonly ZonedDateTimePattern Moment = ZonedDateTimePattern.CreateWithInvariantCulture("dddd d MMMM uuuu, HH:mm", null);

    public static void Print(TextWriter to, string address, DemoClock clock, int cameras, IReadOnlyList<DemoSignIn> signIns, string data)
    {
        string start = Moment.Format(clock.Start.InZone(DateTimeZoneProviders.Tzdb["Europe/Amsterdam"]));
        to.WriteLine();
        to.WriteLine("  VenstertijdenHandhaving, demo");
        to.WriteLine($"  {address}");
        to.WriteLine();
        to.WriteLine($"  Its clock starts on {start} in Assen and runs {clock.Rate:0} times real time; {cameras} cameras are looking.");
        to.WriteLine("  Sign in as:");
        foreach (var account in signIns)
            to.WriteLine($"    {account.UserName,-8} {account.Password}   {account.What}");
        to.WriteLine();
        to.WriteLine($"  Vehicles, firms and people are made up. Data and logs: {data}. Ctrl-C ends it.");
        to.WriteLine();
        to.Flush();
    }
}
