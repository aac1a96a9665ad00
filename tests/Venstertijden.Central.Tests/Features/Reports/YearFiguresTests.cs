using CsCheck;
using NodaTime;
using Venstertijden.Central.Features.Appeals;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Tests.Features.Reports;

/// <summary>The figures of a year: they add up, and what is hidden stays hidden over all its reports together.</summary>
public class YearFiguresTests
{
    private const string Brink = "assen-brink";
    private const string Core = "assen-kernwinkelgebied";

    [Test]
    public void Months_and_zones_and_outcomes_add_up_to_the_year_of_the_town()
    {
        var figures = Of((2, Brink, Measure.Rejected, "carried", 20), (3, Core, Measure.Stands, "", 300), (3, Core, Measure.Annulled, "", 6), (3, Core, Measure.Withdrawn, "", 9));
        Assert.That(figures.Of(new FigureKey("2026", "", Measure.Cases)).Seen, Is.EqualTo(335));
        Assert.That(figures.Of(new FigureKey("2026-03", Core, Measure.Sent)).Seen, Is.EqualTo(315));
        Assert.That(figures.Of(new FigureKey("2026-03", "", Measure.Wrong)).Seen, Is.EqualTo(15));
        Assert.That(figures.Of(new FigureKey("2026", Brink, Measure.Rejected, TallyKind.Case, "carried")).Seen, Is.EqualTo(20));
    }

    [Test]
    public void A_small_month_cannot_be_worked_out_as_the_year_less_the_other_months()
    {
        var figures = Of((1, Core, Measure.Annulled, "", 7), (2, Core, Measure.Annulled, "", 3), (3, Core, Measure.Annulled, "", 40));
        Figure At(string time) => figures.Of(new FigureKey(time, Core, Measure.Annulled));
        Assert.That((At("2026-01").Showing, At("2026-02").Showing, At("2026-03").Showing, At("2026").Seen), Is.EqualTo((Showing.Covered, Showing.Small, Showing.Count, (long?)50)));
    }

    [Test]
    public void A_zone_cannot_be_worked_out_as_the_town_less_the_other_zone()
    {
        var figures = Of((1, Core, Measure.Annulled, "", 70), (1, Brink, Measure.Annulled, "", 3));
        Assert.That(figures.Of(new FigureKey("2026-01", Brink, Measure.Annulled)).Showing, Is.EqualTo(Showing.Small));
        Assert.That(new[] { Core, "" }.Count(z => figures.Of(new FigureKey("2026-01", z, Measure.Annulled)).Seen is not null), Is.LessThan(2), "one of the two is hidden, or the small one follows");
    }

    [Test]
    public void No_sum_of_a_report_shows_all_its_terms_but_one_small_one() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 1].Select(z => z == 0 ? Brink : Core), Gen.Int[0, 3].Select(m => new[] { Measure.Rejected, Measure.Stands, Measure.Annulled, Measure.Withdrawn }[m]), Gen.Long[1, 12]).Array[1, 12].Sample(
            cases =>
            {
                var figures = Of([.. cases.Select(c => (c.Item1, c.Item2, c.Item3, c.Item3 == Measure.Rejected ? "carried" : "", c.Item4))]);
                string[] zones = ["", .. figures.Zones], times = ["2026", .. Enumerable.Range(1, 12).Select(m => $"2026-{m:00}")];
                foreach (var measure in Measures.OfCases)
                {
                    foreach (string zone in zones)
                        Hold([.. times.Select(t => figures.Of(new FigureKey(t, zone, measure)))]);
                    foreach (string time in times)
                        Hold([.. zones.Select(z => figures.Of(new FigureKey(time, z, measure)))]);
                }

                foreach (string time in times)
                    foreach (string zone in zones)
                        foreach (var whole in Measures.OfCases.Where(m => Measures.PartsOf(m).Count > 0))
                            Hold([.. Measures.PartsOf(whole).Prepend(whole).Select(m => figures.Of(new FigureKey(time, zone, m)))]);
            },
            iter: 12, threads: 1);

    [Test]
    public void Hours_and_cameras_of_a_day_are_not_among_the_figures()
    {
        (TallyKind Kind, string Value)[] split = [(TallyKind.Camera, "kerkstraat"), (TallyKind.Hour, "07"), (TallyKind.Category, "N1")];
        var figures = YearFigures.Of(2026, split.Select(s => KeyValuePair.Create(new Tally(new LocalDate(2026, 3, 2), Core, s.Kind, s.Value, Measure.Kept), 90L)));
        Assert.That(figures.ValuesOf(TallyKind.Hour, Core, "2026-03"), Is.EqualTo(new[] { "07" }));
        Assert.That(figures.ValuesOf(TallyKind.Hour, Core, "2026-03-02"), Is.Empty);
    }

    [Test]
    public void Every_state_of_a_case_is_counted_somewhere_and_a_sent_one_under_sent()
    {
        foreach (var state in Enum.GetValues<CaseState>())
            Assert.That(Measures.WithWholes(Measures.OfCase(state, false, true, true)), Does.Contain(Measure.Cases), state.ToString());
        foreach (var state in CaseMoves.Sent.Append(CaseState.Annulled).Append(CaseState.Withdrawn))
            Assert.That(Measures.WithWholes(Measures.OfCase(state, false, true, true)), Does.Contain(Measure.Sent), state.ToString());
        Assert.That(Measures.OfCase(CaseState.Closed, false, false, false), Is.EqualTo(Measure.Warned));
        Assert.That(Measures.OfCase(CaseState.Closed, false, true, true), Is.EqualTo(Measure.Stands));
        Assert.That(Measures.OfCase(CaseState.Closed, false, true, false), Is.EqualTo(Measure.Refused));
        Assert.That(Enum.GetValues<AppealStage>().Select(Measures.OfStage).Distinct().Count(), Is.EqualTo(3));
    }

    /// <summary>A whole and its parts, in any order: never is exactly one of them hidden while it is small.</summary>
    private static void Hold(Figure[] sum) =>
        Assert.That(sum.Count(f => f.Showing != Showing.Count) == 1 && sum.Any(f => f.Showing == Showing.Small), Is.False, string.Join(' ', sum));

    private static YearFigures Of(params (int Month, string Zone, Measure Measure, string Reason, long Count)[] cases) => YearFigures.Of(
        2026, cases.GroupBy(c => (c.Month, c.Zone, c.Measure, c.Reason)).Select(g => KeyValuePair.Create(new Tally(new LocalDate(2026, g.Key.Month, 5), g.Key.Zone, TallyKind.Case, g.Key.Reason, g.Key.Measure), g.Sum(c => c.Count))));
}
