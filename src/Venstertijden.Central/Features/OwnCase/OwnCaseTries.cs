using NodaTime;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>
/// Makes who tries too often wait, longer each time: per case number, whether or not there is such a case, and per address. A try is counted before it is looked at, so many at
/// once are no way around. Kept in the memory of one central: with several each counts its own, which a code of 53 bits bears.
/// </summary>
public sealed class OwnCaseTries(IClock clock)
{
    /// <summary>Tries on one number without a wait.</summary>
    public const int FreePerNumber = 5;

    /// <summary>Tries from one address without a wait: an office has one address for many people.</summary>
    public const int FreePerAddress = 20;

    private const int MostKept = 20_000;

    private static readonly Duration FirstWait = Duration.FromMinutes(1);
    private static readonly Duration LongestWait = Duration.FromMinutes(15);
    private static readonly Duration KeptFor = Duration.FromHours(2);

    private readonly Lock _one = new();
    private readonly Dictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    private sealed record Tries(int Count, Instant Last, Instant FreeFrom);

    /// <summary>Counts a try; false when it has to wait.</summary>
    public bool Begin(string number, string address)
    {
        var now = clock.GetCurrentInstant();
        lock (_one)
        {
            if (!IsFree(OfNumber(number), now) || !IsFree(OfAddress(address), now))
                return false;
            Count(OfNumber(number), FreePerNumber, now);
            Count(OfAddress(address), FreePerAddress, now);
            return true;
        }
    }

    /// <summary>The try was right: it does not count, and the number begins anew.</summary>
    public void Right(string number, string address)
    {
        lock (_one)
        {
            _tries.Remove(OfNumber(number));
            if (_tries.TryGetValue(OfAddress(address), out var of))
                _tries[OfAddress(address)] = of with { Count = of.Count - 1, FreeFrom = Instant.MinValue };
        }
    }

    private bool IsFree(string key, Instant now) => !_tries.TryGetValue(key, out var of) || of.FreeFrom <= now;

    private void Count(string key, int free, Instant now)
    {
        int count = _tries.TryGetValue(key, out var before) && now - before.Last < KeptFor ? before.Count + 1 : 1;
        _tries[key] = new Tries(count, now, count < free ? Instant.MinValue : now + Wait(count - free));
        if (_tries.Count > MostKept)
            Forget(now);
    }

    private static Duration Wait(int beyond) => beyond >= 4 ? LongestWait : Duration.Min(FirstWait * (1 << beyond), LongestWait);

    /// <summary>Drops what is old; when nothing is, the half that waits least long.</summary>
    private void Forget(Instant now)
    {
        foreach (var (key, of) in _tries.ToList())
            if (now - of.Last >= KeptFor)
                _tries.Remove(key);
        if (_tries.Count > MostKept)
            foreach (var (key, _) in _tries.OrderBy(t => t.Value.FreeFrom).ThenBy(t => t.Value.Last).Take(MostKept / 2).ToList())
                _tries.Remove(key);
    }

    private static string OfNumber(string number) => "n" + number;

    private static string OfAddress(string address) => "a" + address;
}
