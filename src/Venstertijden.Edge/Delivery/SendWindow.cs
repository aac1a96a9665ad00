namespace Venstertijden.Edge.Delivery;

/// <summary>Messages to publish now: those after a number, at most so many.</summary>
internal readonly record struct SendNow(long After, int Count);

/// <summary>
/// Decides which numbers of a chain go out when. In order, never more than a window beyond what central has
/// acknowledged; what stays unacknowledged for 5 s goes again. As long as nothing is acknowledged the window halves
/// and after a while the pauses grow, so that a central that is away for days doesn't find its queue full of copies.
/// Pure: the time comes in as the age of the machine's own counter.
/// </summary>
internal sealed class SendWindow
{
    internal const int Most = 256;

    internal static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    // 5 s each: a central that took over from a killed one is found well within 15 s.
    private const int QuickRounds = 6;
    private const int MostAsked = 64;

    private readonly Queue<(long Seq, TimeSpan At)> _out = new();
    private readonly Queue<(long From, long To)> _asked = new();
    private long _acknowledged;
    private long _sentTo;
    private int _size = Most;
    private int _fruitless;

    /// <summary>When to look again if nothing else happens; null when nothing is out.</summary>
    internal TimeSpan? Due => _out.TryPeek(out var oldest) ? oldest.At + Pause : null;

    private TimeSpan Pause => _fruitless <= QuickRounds
        ? ResendAfter
        : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, ResendAfter.Ticks << Math.Min(8, _fruitless - QuickRounds)));

    /// <summary>After a new connection: all that is unacknowledged is due.</summary>
    internal void Restart(long acknowledged)
    {
        _out.Clear();
        _asked.Clear();
        _acknowledged = _sentTo = acknowledged;
        _size = Most;
        _fruitless = 0;
    }

    internal void Acknowledged(long upTo)
    {
        if (upTo <= _acknowledged)
            return;
        _acknowledged = upTo;
        _sentTo = Math.Max(_sentTo, upTo);
        while (_out.TryPeek(out var first) && first.Seq <= upTo)
            _out.Dequeue();
        _size = Math.Min(Most, _size * 2);
        _fruitless = 0;
    }

    /// <summary>Central asks for numbers again: they go first.</summary>
    internal void Asked(long from, long to)
    {
        from = Math.Max(from, _acknowledged + 1);
        to = Math.Min(to, _sentTo);
        if (from <= to && _asked.Count < MostAsked)
            _asked.Enqueue((from, to));
    }

    /// <summary>What to send now; null when there is nothing before <see cref="Due"/>.</summary>
    /// <param name="last">Highest number that is stored.</param>
    /// <param name="now">Age of the machine's counter.</param>
    internal SendNow? Next(long last, TimeSpan now)
    {
        if (_asked.TryDequeue(out var asked))
            return new(asked.From - 1, (int)Math.Min(Most, asked.To - asked.From + 1));
        if (_out.TryPeek(out var oldest) && now - oldest.At >= Pause)
            GoBack();
        long room = Math.Min(_acknowledged + _size, last) - _sentTo;
        return room > 0 ? new(_sentTo, (int)room) : null;
    }

    /// <summary>All up to this number has been published, once or again.</summary>
    internal void Sent(long seq, TimeSpan now)
    {
        if (seq <= _sentTo)
            return;
        _sentTo = seq;
        _out.Enqueue((seq, now));
    }

    private void GoBack()
    {
        if (_fruitless > 0)
            _size = Math.Max(1, _size / 2);
        _fruitless++;
        _out.Clear();
        _sentTo = _acknowledged;
    }
}
