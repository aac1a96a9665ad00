using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central.Features.OwnCase;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Tests.Features.OwnCase;

/// <summary>Wrong codes: a few are free, then each costs a longer wait, per number and per address.</summary>
public class OwnCaseTriesTests
{
    private FakeClock _clock;
    private OwnCaseTries _tries;

    [SetUp]
    public void Begin()
    {
        _clock = new FakeClock(Instant.FromUtc(2026, 3, 2, 12, 0));
        _tries = new OwnCaseTries(_clock);
    }

    [Test]
    public void After_five_tries_a_number_waits_longer_each_time_up_to_a_quarter_of_an_hour()
    {
        Assert.That(Enumerable.Range(1, 5).Select(i => _tries.Begin("2026-000001", $"192.0.2.{i}")), Is.All.True);
        foreach (int minutes in (int[])[1, 2, 4, 8, 15, 15])
        {
            _clock.AdvanceMinutes(minutes);
            _clock.AdvanceSeconds(-1);
            Assert.That(_tries.Begin("2026-000001", "192.0.2.99"), Is.False, $"just before {minutes} minutes");
            _clock.AdvanceSeconds(1);
            Assert.That(_tries.Begin("2026-000001", $"198.51.100.{minutes}"), Is.True, $"after {minutes} minutes");
        }
    }

    [Test]
    public void An_address_waits_over_whatever_numbers_it_tried()
    {
        Assert.That(Enumerable.Range(1, OwnCaseTries.FreePerAddress).Select(i => _tries.Begin($"2026-{i:000000}", "192.0.2.1")), Is.All.True);
        Assert.That((_tries.Begin("2026-000099", "192.0.2.1"), _tries.Begin("2026-000099", "192.0.2.2")), Is.EqualTo((false, true)));
    }

    [Test]
    public void The_right_code_begins_anew()
    {
        for (int i = 0; i < 12; i++)
        {
            Assert.That(_tries.Begin("2026-000001", "192.0.2.1"), Is.True, $"try {i}");
            _tries.Right("2026-000001", "192.0.2.1");
        }
    }

    [Test]
    public void A_number_that_was_left_alone_for_two_hours_is_free_again()
    {
        for (int i = 0; i < 5; i++)
            _tries.Begin("2026-000001", "192.0.2.1");
        _clock.AdvanceHours(2);
        Assert.That(Enumerable.Range(0, 5).Select(_ => _tries.Begin("2026-000001", "192.0.2.1")), Is.All.True);
    }

    [TestCase("7km4 pxqt 9dhw", "7KM4PXQT9DHW")]
    [TestCase(" 7KM4-PXQT-9DHW ", "7KM4PXQT9DHW")]
    [TestCase("7KM4-PXQT-9DH", null)]
    [TestCase("7KM4-PXQT-9DH0", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void A_code_is_read_as_people_type_it(string? typed, string? read) => Assert.That(LetterCode.Read(typed), Is.EqualTo(read));

    [TestCase("2026-000123", "2026-000123")]
    [TestCase("2026 000123", "2026-000123")]
    [TestCase("2026000123", "2026-000123")]
    [TestCase("2026-00012", null)]
    [TestCase("zaak 2026-000123", null)]
    public void A_number_is_read_as_people_type_it(string typed, string? read) => Assert.That(OwnCaseNumber.Read(typed), Is.EqualTo(read));

    [Test]
    public void A_code_is_of_its_alphabet_and_never_the_same()
    {
        string[] codes = [.. Enumerable.Range(0, 200).Select(_ => LetterCode.New())];
        Assert.That(codes, Is.All.Match("^[34679CDFGHJKMNPQRTVWXY]{4}(-[34679CDFGHJKMNPQRTVWXY]{4}){2}$"));
        Assert.That(codes, Is.Unique);
    }
}
