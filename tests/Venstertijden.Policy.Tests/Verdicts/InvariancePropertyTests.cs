using CsCheck;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;
using static Venstertijden.Policy.Tests.Verdicts.AnyPassage;

namespace Venstertijden.Policy.Tests.Verdicts;

/// <summary>What may change around a passage without changing its verdict.</summary>
public class InvariancePropertyTests
{
    private static readonly Gen<LocalDateTime> AroundTheChanges = Gen.Select(
        Gen.OneOf("2024-10-27", "2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25", "2027-03-28"), Gen.Int[-3_600, 5 * 3_600],
        (date, second) => LocalDatePattern.Iso.Parse(date).Value.AtMidnight().PlusSeconds(second));

    private static Verdict Judge(PassageFacts facts) => Decide.Judge(AssenPolicies.All, facts, PassageContext.RulesAlone);

    [Test]
    public void Every_instant_at_which_the_clock_shows_a_time_has_the_verdict_of_that_time() =>
        Gen.Select(Facts, AroundTheChanges, Gen.Bool).Sample((facts, around, ordinary) =>
        {
            var local = ordinary ? facts.Time.Local : around;
            return !PassageTime.TryAtLocal(local, out var time)
                ? DutchTime.InstantsOf(local).Count == 0
                : DutchTime.InstantsOf(local).All(instant => ReferenceEquals(Judge(facts with { Time = time }), Judge(facts with { Time = PassageTime.At(instant) })));
        }, iter: 10_000);

    [Test]
    public void An_instant_is_judged_the_same_in_whatever_offset_it_is_written() =>
        Gen.Select(Facts, Gen.Int[-18 * 60, 18 * 60]).Sample((facts, minutes) =>
        {
            var offset = Offset.FromSeconds(minutes * 60);
            var written = facts.Time.Instant.WithOffset(offset);
            var text = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss").Format(written.LocalDateTime)
                + OffsetPattern.CreateWithInvariantCulture("+HH:mm").Format(offset);
            var refusals = FactsText.Read(column => column switch
            {
                "zone" => facts.Zone.Text,
                "local_time" => text,
                "plate" => "AE-123-B",
                _ => "",
            }, AssenPolicies.All, out var read);
            return refusals.IsEmpty && read!.Time == PassageTime.At(facts.Time.Instant);
        }, iter: 5_000);

    [Test]
    public void Every_window_of_every_day_is_open_from_its_first_nanosecond_and_closed_at_its_end() =>
        Gen.Select(Gen.OneOf([.. AssenPolicies.All.Zones]), Days).Sample((zone, day) =>
        {
            var windows = AssenPolicies.All.On(zone, day)!.Pedestrian!.Windows;
            return windows.On(day).All(window =>
            {
                var (start, end) = (day.AtMidnight().PlusMinutes(window.StartMinute), day.AtMidnight().PlusMinutes(window.EndMinute));
                return windows.IsOpen(start) && !windows.IsOpen(start.PlusNanoseconds(-1)) && windows.IsOpen(end.PlusNanoseconds(-1)) && !windows.IsOpen(end);
            });
        }, iter: 2_000);

    [Test]
    public void An_old_verdict_is_reached_again_by_what_was_known_then()
    {
        var corrected = WithCorrections();
        var thenKnown = Instant.FromUtc(2031, 1, 1, 0, 0);
        var changed = 0;

        Facts.Sample(facts =>
        {
            var first = Judge(facts);
            var again = Decide.Judge(corrected, facts, PassageContext.RulesAlone, knownAt: thenKnown);
            if (Decide.Judge(corrected, facts, PassageContext.RulesAlone).Code != first.Code)
                Interlocked.Increment(ref changed);
            return (again.Code, again.Reason, again.OffenceCode, again.Cautions, again.Policy) == (first.Code, first.Reason, first.OffenceCode, first.Cautions, first.Policy);
        }, iter: 5_000);

        Assert.That(changed, Is.GreaterThan(100), "the corrections change verdicts, or this compares nothing");
    }

    // Every document of Assen recorded once more, years later, with windows in the afternoon.
    private static PolicySet WithCorrections()
    {
        var corrections = AssenPolicies.Files.Select(file => ("later-" + file.Name, file.Yaml
            .Replace("version: 1\n", "version: 9\n", StringComparison.Ordinal)
            .Replace("\nrecorded: ", "\nrecorded: 2031-01-01T00:00:01Z #", StringComparison.Ordinal)
            .Replace("Mo-Sa 07:00-12:00", "Mo-Sa 13:00-18:00", StringComparison.Ordinal)));
        var reading = PolicyReader.ReadFolder([.. AssenPolicies.Files, .. corrections]);
        return reading.Set ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
    }
}
