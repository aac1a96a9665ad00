using CsCheck;
using Venstertijden.Edge.Delivery;

namespace Venstertijden.Edge.Tests.Delivery;

public class SendWindowTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private SendWindow _window = null!;

    [SetUp]
    public void Begin()
    {
        _window = new SendWindow();
        _window.Restart(acknowledged: 10);
    }

    [Test]
    public void What_is_not_acknowledged_goes_once_and_then_waits()
    {
        Assert.That(_window.Next(last: 13, Second), Is.EqualTo(new SendNow(10, 3)));
        Sent(11, 13, Second);
        Assert.That(_window.Next(last: 13, 2 * Second), Is.Null);
        Assert.That(_window.Due, Is.EqualTo(6 * Second));
    }

    [TestCase(5.9, false)]
    [TestCase(6.0, true)]
    public void What_stays_unacknowledged_for_five_seconds_goes_again_in_order(double seconds, bool again)
    {
        Sent(11, 13, Second);

        Assert.That(_window.Next(13, TimeSpan.FromSeconds(seconds)), Is.EqualTo(again ? new SendNow(10, 3) : (SendNow?)null));
    }

    [Test]
    public void Never_more_than_a_window_is_out()
    {
        Assert.That(_window.Next(last: 100_000, Second), Is.EqualTo(new SendNow(10, SendWindow.Most)));
        Sent(11, 10 + SendWindow.Most, Second);
        Assert.That(_window.Next(100_000, Second), Is.Null);

        _window.Acknowledged(20);

        Assert.That(_window.Next(100_000, Second), Is.EqualTo(new SendNow(10 + SendWindow.Most, 10)));
    }

    [Test]
    public void Numbers_asked_for_go_first_and_alone()
    {
        Sent(11, 30, Second);
        _window.Asked(15, 16);
        _window.Asked(1, 11);
        _window.Asked(40, 50);

        Assert.That(_window.Next(30, Second), Is.EqualTo(new SendNow(14, 2)));
        Assert.That(_window.Next(30, Second), Is.EqualTo(new SendNow(10, 1)), "not what is acknowledged");
        Assert.That(_window.Next(30, Second), Is.Null, "not what was never sent: it comes by itself");
    }

    [Test]
    public void A_central_that_is_away_for_a_day_gets_few_copies()
    {
        int copies = 0;
        int quickRounds = 0;
        for (var now = Second; now < TimeSpan.FromDays(1); now += Second)
        {
            if (_window.Next(last: 5000, now) is not { } due)
                continue;
            copies += due.Count;
            quickRounds += now < TimeSpan.FromSeconds(15) ? 1 : 0;
            Sent(due.After + 1, due.After + due.Count, now);
        }

        Assert.That(copies, Is.LessThan(3000));
        Assert.That(quickRounds, Is.AtLeast(3), "one that only changed places is found within 15 s");
    }

    [Test]
    public void After_a_long_silence_one_acknowledge_opens_the_window_again()
    {
        for (var now = Second; now < TimeSpan.FromHours(1); now += Second)
        {
            if (_window.Next(5000, now) is { } due)
                Sent(due.After + 1, due.After + due.Count, now);
        }

        long acknowledged = 10;
        int rounds = 0;
        for (; acknowledged < 5000 && rounds < 100; rounds++)
        {
            _window.Acknowledged(++acknowledged);
            if (_window.Next(5000, TimeSpan.FromHours(1)) is { } due)
            {
                Sent(due.After + 1, due.After + due.Count, TimeSpan.FromHours(1));
                acknowledged = due.After + due.Count;
            }
        }

        Assert.That(rounds, Is.LessThan(40));
    }

    [Test]
    public void Whatever_is_lost_on_the_way_all_arrives_and_in_the_end_nothing_is_out() =>
        Gen.Select(Gen.Int[1, 600], Gen.Int[0, 80], Gen.Int).Sample((messages, lossPercent, seed) =>
        {
            var random = new Random(seed);
            var window = new SendWindow();
            window.Restart(0);
            var arrived = new HashSet<long>();
            long acknowledged = 0;
            var now = Second;
            for (int turn = 0; acknowledged < messages && turn < 20_000; turn++, now += Second)
            {
                while (window.Next(messages, now) is { } due)
                {
                    for (long seq = due.After + 1; seq <= due.After + due.Count; seq++)
                    {
                        if (random.Next(100) >= lossPercent)
                            arrived.Add(seq);
                        window.Sent(seq, now);
                    }
                }

                while (arrived.Contains(acknowledged + 1))
                    acknowledged++;
                if (random.Next(100) >= lossPercent)
                    window.Acknowledged(acknowledged);
            }

            window.Acknowledged(acknowledged);
            return acknowledged == messages && window.Due is null;
        });

    private void Sent(long from, long to, TimeSpan now)
    {
        for (long seq = from; seq <= to; seq++)
            _window.Sent(seq, now);
    }
}
