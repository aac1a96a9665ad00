using CsCheck;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Tests.Features.Reports;

/// <summary>A small count stays hidden from who knows the sum and subtracts.</summary>
public class CoverTests
{
    private static readonly Gen<long[]> Counts = Gen.OneOf(Gen.Long[0, 6], Gen.Long[0, 30]).Array[1, 6];

    [Test]
    public void No_small_count_can_be_worked_out_from_the_sum_and_what_is_shown() =>
        Counts.Sample(
            counts =>
            {
                if (counts.Sum() < SmallCount.Fewest || Cover.Of(counts) is not { } covered)
                    return;
                for (int i = 0; i < counts.Length; i++)
                    if (SmallCount.Hides(counts[i]))
                        Assert.That(Possible(counts, [.. covered], i), Has.Count.GreaterThan(1), $"{string.Join(' ', counts)}: number {i}");
            },
            iter: 3000);

    [Test]
    public void Nothing_is_covered_without_need_and_only_what_is_shown_otherwise() =>
        Counts.Sample(
            counts =>
            {
                if (Cover.Of(counts) is not { } covered)
                    return;
                Assert.That(counts.Where((count, i) => covered[i]), Has.All.GreaterThanOrEqualTo(SmallCount.Fewest));
                if (!counts.Any(SmallCount.Hides))
                    Assert.That(covered, Has.None.True);
            },
            iter: 1000);

    [Test]
    public void Where_all_hidden_would_not_help_the_sum_must_go() =>
        Counts.Sample(
            counts =>
            {
                if (Cover.Of(counts) is not null)
                    return;
                bool[] all = [.. counts.Select(c => c >= SmallCount.Fewest)];
                Assert.That(Enumerable.Range(0, counts.Length).Where(i => SmallCount.Hides(counts[i])).Any(i => Possible(counts, all, i).Count == 1), Is.True, string.Join(' ', counts));
            },
            iter: 3000);

    [TestCase("3 10 48", "-x-")]
    [TestCase("2 5 0", "-x-")]
    [TestCase("1 2 30", "---")]
    [TestCase("1 1 30 40", "--x-")]
    [TestCase("1 5 6 40", "-xx-")]
    [TestCase("2 0 0", "---")]
    [TestCase("7 8 0", "---")]
    public void What_is_covered(string counts, string covered) =>
        Assert.That(string.Concat(Cover.Of([.. counts.Split(' ').Select(long.Parse)])!.Value.Select(c => c ? 'x' : '-')), Is.EqualTo(covered));

    [TestCase("4 4")]
    [TestCase("4 4 0")]
    public void Counts_that_give_each_other_away_take_the_sum_with_them(string counts) => Assert.That(Cover.Of([.. counts.Split(' ').Select(long.Parse)]), Is.Null);

    [Test]
    public void A_report_never_shows_a_share_from_which_a_hidden_count_follows()
    {
        ReportLine[] lines = [new("camera", "a", 60, 12, 2), new("camera", "b", 3, 0, 0), new("camera", "c", 9, 0, 0), new("camera", "d", 80, 10, 30)];
        var secrecy = new ReportSecrecy(lines);
        Assert.That(lines.Select(l => secrecy.Of(l, ReportColumn.Passages)), Is.EqualTo(new[] { Showing.Count, Showing.Small, Showing.Covered, Showing.Count }));
        Assert.That(lines.Select(secrecy.MayShowShare), Is.EqualTo(new[] { false, false, true, false }), "a: two undecided follow from it; d: its undecided cover those");
    }

    /// <summary>Every value that the count may have for who knows the sum: tried one by one.</summary>
    private static HashSet<long> Possible(long[] counts, bool[] covered, int asked)
    {
        long hidden = counts.Where((c, i) => covered[i] || SmallCount.Hides(c)).Sum();
        var others = Enumerable.Range(0, counts.Length).Where(i => i != asked && (covered[i] || SmallCount.Hides(counts[i]))).ToList();
        var possible = new HashSet<long>();
        for (long value = 1; value < SmallCount.Fewest; value++)
            if (CanBe(hidden - value, others.Count(i => !covered[i]), others.Count(i => covered[i])))
                possible.Add(value);
        return possible;
    }

    private static bool CanBe(long sum, int small, int covered) => (small, covered) switch
    {
        (0, 0) => sum == 0,
        (0, _) => sum >= covered * SmallCount.Fewest,
        _ => Enumerable.Range(1, SmallCount.Fewest - 1).Any(value => CanBe(sum - value, small - 1, covered)),
    };
}
