using CsCheck;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Tests.Features.Reports;

/// <summary>A small count stays hidden from who knows every sum and tries all values.</summary>
public class DisclosureTests
{
    private static readonly Gen<long[]> Counts = Gen.OneOf(Gen.Long[0, 5], Gen.Long[0, 9]).Array[4];

    [Test]
    public void No_small_count_of_two_months_in_two_zones_follows_from_year_town_and_the_rest() =>
        Counts.Sample(
            leaves =>
            {
                var (tables, counts) = Square(leaves);
                for (int cell = 0; cell < counts.Length; cell++)
                    if (SmallCount.Hides(counts[cell]))
                    {
                        Assert.That(At(tables, cell), Is.Not.EqualTo(Showing.Count));
                        Assert.That(Possible(tables, counts, cell), Is.GreaterThan(1), $"{string.Join(' ', leaves)}: number {cell}");
                    }
            },
            iter: 400, threads: 1);

    [Test]
    public void Nothing_is_hidden_where_nothing_is_small() =>
        Gen.Long[SmallCount.Fewest, 30].Array[4].Sample(leaves => Assert.That(Enumerable.Range(0, 9).Select(c => At(Square(leaves).Tables, c)), Has.All.EqualTo(Showing.Count)), iter: 200);

    [Test]
    public void A_month_that_is_small_takes_another_along_so_that_the_year_stays() =>
        Assert.That(Line(12, 30, 3, 45), Is.EqualTo(new[] { Showing.Count, Showing.Covered, Showing.Count, Showing.Small, Showing.Count }), "the year first");

    [Test]
    public void Two_fours_take_their_sum_along_since_no_other_two_small_counts_make_eight() => Assert.That(Line(4, 4), Is.EqualTo(new[] { Showing.Covered, Showing.Small, Showing.Small }));

    [Test]
    public void Four_days_of_one_in_a_month_of_four_are_not_told_from_days_of_none() => Assert.That(Line(1, 1, 1, 1, 0), Has.All.EqualTo(Showing.Covered));

    [Test]
    public void Where_a_known_sum_gives_the_only_count_away_the_zeros_beside_it_go_too()
    {
        long[] counts = [3, 0, 0];
        var tables = new Disclosure([new DisclosureAxis([-1, -1, -1], [0, 0, 0])], at => counts[at[0]]);
        Assert.That(Enumerable.Range(0, 3).Select(n => tables.Of(n)), Has.All.EqualTo(Showing.Covered));
    }

    [Test]
    public void What_is_shown_nowhere_cannot_be_worked_out_either()
    {
        long[] counts = [12, 9, 3];
        var tables = new Disclosure([new DisclosureAxis([-1, 0, 0])], at => counts[at[0]], at => at[0] == 2);
        Assert.That(new[] { tables.Of(0), tables.Of(1) }, Has.Exactly(1).EqualTo(Showing.Covered), "12 less 9 is 3");
    }

    [Test]
    public void A_sum_that_is_none_is_refused() => Assert.That(() => new Disclosure([new DisclosureAxis([-1, 0])], at => at[0]), Throws.ArgumentException);

    private static Showing At(Disclosure tables, int cell) => tables.Of(cell / 3, cell % 3);

    /// <summary>A sum and its parts.</summary>
    private static IEnumerable<Showing> Line(params long[] parts)
    {
        long[] counts = [parts.Sum(), .. parts];
        var tables = new Disclosure([new DisclosureAxis([-1, .. parts.Select(_ => 0)])], at => counts[at[0]]);
        return Enumerable.Range(0, counts.Length).Select(n => tables.Of(n));
    }

    /// <summary>Two months in two zones: the year and the town first.</summary>
    private static (Disclosure Tables, long[] Counts) Square(long[] leaves)
    {
        long[] counts = Filled(leaves);
        return (new Disclosure([new DisclosureAxis([-1, 0, 0]), new DisclosureAxis([-1, 0, 0])], at => counts[(at[0] * 3) + at[1]]), counts);
    }

    private static long[] Filled(long[] c) => [c.Sum(), c[0] + c[2], c[1] + c[3], c[0] + c[1], c[0], c[1], c[2] + c[3], c[2], c[3]];

    /// <summary>How many values a count may have for who sees the rest: all values of the four that fit are tried.</summary>
    private static int Possible(Disclosure tables, long[] counts, int asked)
    {
        const long most = 14;
        int[] leaves = [4, 5, 7, 8];
        var found = new HashSet<long>();
        long[] tried = new long[4];
        void Try(int number)
        {
            if (number == 4)
            {
                long[] filled = Filled(tried);
                if (Enumerable.Range(0, 9).All(c => Fits(c, filled[c])))
                    found.Add(filled[asked]);
                return;
            }

            for (long value = 0; value <= most; value++)
                if (Fits(leaves[number], value))
                {
                    tried[number] = value;
                    Try(number + 1);
                }
        }

        bool Fits(int cell, long value) => At(tables, cell) switch
        {
            Showing.Small => SmallCount.Hides(value),
            Showing.Covered => value >= SmallCount.Fewest || counts[cell] < SmallCount.Fewest,
            _ => value == counts[cell],
        };
        Try(0);
        return found.Count;
    }
}
