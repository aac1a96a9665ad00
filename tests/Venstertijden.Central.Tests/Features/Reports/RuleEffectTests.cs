using NodaTime;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Features.Reports;

/// <summary>Before and after a change of the rules, in whole months.</summary>
public class RuleEffectTests
{
    private static readonly ZoneId Core = ZoneId.Parse("assen-kernwinkelgebied");

    [Test]
    public void A_change_half_way_a_month_leaves_that_month_out()
    {
        var (before, after) = RuleEffect.MonthsAround(new LocalDate(2026, 3, 16), new LocalDate(2026, 6, 10));
        Assert.That(before, Is.EqualTo(new[] { new LocalDate(2025, 12, 1), new LocalDate(2026, 1, 1), new LocalDate(2026, 2, 1) }));
        Assert.That(after, Is.EqualTo(new[] { new LocalDate(2026, 4, 1), new LocalDate(2026, 5, 1) }), "June is not over");
    }

    [Test]
    public void The_shares_before_and_after_come_from_figures_that_may_be_seen()
    {
        var years = new[] { (2025, 70L, 30L), (2026, 90L, 10L) }.ToDictionary(y => y.Item1, y => YearFigures.Of(y.Item1, Enumerable.Range(1, 12).SelectMany(m => Month(y.Item1, m, y.Item2, y.Item3))));
        var effect = RuleEffect.Of(Core, new LocalDate(2026, 1, 1), new LocalDate(2026, 4, 1), year => years[year])!;
        Assert.That((effect.Lines[0].Before, effect.Lines[0].After), Is.EqualTo((0.7, 0.9)));
        Assert.That(effect.Lines.Single(l => l.Value == "06-12").After, Is.EqualTo(0.9));
        Assert.That(effect.Lines.Single(l => l.Kind == TallyKind.Category).Value, Is.EqualTo("N1"));
    }

    [Test]
    public void There_is_nothing_to_tell_before_a_whole_month_has_gone_by()
    {
        var years = new[] { 2025, 2026 }.ToDictionary(y => y, y => YearFigures.Of(y, Enumerable.Range(1, 12).SelectMany(m => Month(y, m, 70, 30))));
        Assert.That(RuleEffect.Of(Core, new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 31), year => years[year]), Is.Null);
    }

    [Test]
    public void The_documents_of_Assen_say_when_rules_changed_newest_first()
    {
        var changes = RuleEffect.ChangesOf(AssenPolicies.All, [Core.Text], new LocalDate(2026, 3, 2)).ToList();
        Assert.That(changes, Is.Not.Empty);
        Assert.That(changes.Select(c => c.On), Is.Ordered.Descending);
        Assert.That(changes.Select(c => c.On), Has.All.LessThanOrEqualTo(new LocalDate(2026, 3, 2)));
    }

    private static IEnumerable<KeyValuePair<Tally, long>> Month(int year, int month, long kept, long broken)
    {
        var day = new LocalDate(year, month, 10);
        foreach (var (kind, value) in new[] { (TallyKind.Camera, "kerkstraat"), (TallyKind.Hour, "08"), (TallyKind.Category, "N1") })
        {
            yield return KeyValuePair.Create(new Tally(day, Core.Text, kind, value, Measure.Kept), kept);
            yield return KeyValuePair.Create(new Tally(day, Core.Text, kind, value, Measure.Flagged), broken);
        }
    }
}
