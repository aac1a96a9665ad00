using NodaTime;
using Venstertijden.Street;

namespace Venstertijden.Cli.Demo;

/// <summary>
/// What drives past a camera of the demo: the vehicles of the sample register in an order of chance that is the same
/// each time, dense in the first minutes so that something happens at once, thin at night.
/// </summary>
/// <param name="clock">The demo's clock.</param>
/// <param name="vehicles">What may come by; not empty.</param>
/// <param name="seed">Differs per camera.</param>
public sealed class DemoTraffic(DemoClock clock, IReadOnlyList<StreetVehicle> vehicles, int seed)
{
    private const double InwardShare = 0.85;
    private static readonly Duration InView = Duration.FromSeconds(2);
    private static readonly DateTimeZone Assen = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];

    /// <summary>Passages in order of start, without end.</summary>
    public IEnumerable<StreetPassage> Passages()
    {
        var chance = new Random(seed);
        var start = clock.Start + (Duration.FromSeconds(1 + chance.NextDouble()) * clock.Rate);
        while (true)
        {
            foreach (int index in Shuffled(chance))
            {
                // A moped shows its only plate on the rear.
                bool inward = vehicles[index].Kind != PlateKind.Moped && chance.NextDouble() < InwardShare;
                yield return new StreetPassage(start, vehicles[index], inward, InView);
                start += Gap(start, chance);
            }
        }
    }

    /// <summary>Real seconds between two vehicles, times the clock's rate.</summary>
    private Duration Gap(Instant at, Random chance)
    {
        double busy = at - clock.Start < Duration.FromSeconds(90) * clock.Rate ? 4.5 : 9;
        double hour = at.InZone(Assen).Hour is >= 6 and < 22 ? 1 : 4;
        return Duration.FromSeconds(busy * hour * (0.6 + (0.8 * chance.NextDouble()))) * clock.Rate;
    }

    private int[] Shuffled(Random chance)
    {
        int[] order = [.. Enumerable.Range(0, vehicles.Count)];
        chance.Shuffle(order);
        return order;
    }
}
