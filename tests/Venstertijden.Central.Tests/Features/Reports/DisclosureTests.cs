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
            counts =>
            {
                var (tables, cells, sums) = Square(counts);
                tables.Protect();
                foreach (int cell in Enumerable.Range(0, cells.Length).Where(c => tables.Of(c) == Showing.Small))
                    Assert.That(Possible(tables, cells, sums, cell), Is.GreaterThan(1), $"{string.Join(' ', counts)}: number {cell}");
            },
            iter: 600, threads: 1);

    [Test]
    public void Nothing_is_hidden_where_nothing_is_small_and_no_zero_is_hidden_beside_others() =>
        Counts.Sample(
            counts =>
            {
                var (tables, cells, _) = Square(counts);
                tables.Protect();
                var shown = Enumerable.Range(0, cells.Length).Select(tables.Of).ToList();
                Assert.That(shown.Index().Where(s => s.Item == Showing.Small).Select(s => cells[s.Index]), Has.All.InRange(1, SmallCount.Fewest - 1));
                if (!cells.Any(SmallCount.Hides))
                    Assert.That(shown, Has.All.EqualTo(Showing.Count));
                Assert.That(cells.Index().Where(c => SmallCount.Hides(c.Item)).Select(c => shown[c.Index]), Has.All.Not.EqualTo(Showing.Count));
            },
            iter: 1000);

    [Test]
    public void A_month_that_is_small_takes_another_along_so_that_the_year_stays()
    {
        long[] months = [12, 30, 3, 45];
        var tables = new Disclosure();
        int[] cells = [.. months.Select(tables.Add)];
        int year = tables.Add(months.Sum());
        tables.Sum(year, cells);
        tables.Protect();
        Assert.That(cells.Select(tables.Of), Is.EqualTo(new[] { Showing.Covered, Showing.Count, Showing.Small, Showing.Count }));
        Assert.That(tables.Of(year), Is.EqualTo(Showing.Count));
    }

    [Test]
    public void Two_fours_take_their_sum_along_since_no_other_two_small_counts_make_eight()
    {
        var tables = new Disclosure();
        int[] cells = [tables.Add(4), tables.Add(4)];
        int sum = tables.Add(8);
        tables.Sum(sum, cells);
        tables.Protect();
        Assert.That(tables.Of(sum), Is.EqualTo(Showing.Covered));
    }

    [Test]
    public void Where_a_known_sum_gives_the_only_count_away_the_zeros_beside_it_go_too()
    {
        var tables = new Disclosure();
        int[] cells = [tables.Add(3), tables.Add(0), tables.Add(0)];
        tables.Sum(tables.AddKnown(3), cells);
        tables.Protect();
        Assert.That(cells.Select(tables.Of), Is.EqualTo(new[] { Showing.Small, Showing.Covered, Showing.Covered }));
    }

    [Test]
    public void A_sum_that_is_none_is_refused()
    {
        var tables = new Disclosure();
        int part = tables.Add(3), whole = tables.Add(4);
        Assert.That(() => tables.Sum(whole, part), Throws.ArgumentException);
    }

    /// <summary>Two months in two zones, with the zones' years, the months' towns and the whole.</summary>
    private static (Disclosure Tables, long[] Cells, (int Whole, int[] Parts)[] Sums) Square(long[] c)
    {
        long[] cells = [.. c, c[0] + c[1], c[2] + c[3], c[0] + c[2], c[1] + c[3], c.Sum()];
        (int, int[])[] sums = [(4, [0, 1]), (5, [2, 3]), (6, [0, 2]), (7, [1, 3]), (8, [4, 5]), (8, [6, 7])];
        var tables = new Disclosure();
        foreach (long count in cells)
            tables.Add(count);
        foreach (var (whole, parts) in sums)
            tables.Sum(whole, parts);
        return (tables, cells, sums);
    }

    /// <summary>How many values a count may have for who sees the rest: all values of the four months that fit are tried.</summary>
    private static int Possible(Disclosure tables, long[] cells, (int Whole, int[] Parts)[] sums, int asked)
    {
        const long most = 14;
        var found = new HashSet<long>();
        long[] tried = new long[cells.Length];
        void Try(int at)
        {
            if (at == 4)
            {
                foreach (var (whole, parts) in sums)
                    tried[whole] = parts.Sum(p => tried[p]);
                if (Enumerable.Range(4, 5).All(c => Fits(c, tried[c])))
                    found.Add(tried[asked]);
                return;
            }

            for (long value = 0; value <= most; value++)
                if (Fits(at, value))
                {
                    tried[at] = value;
                    Try(at + 1);
                }
        }

        bool Fits(int cell, long value) => tables.Of(cell) switch
        {
            Showing.Small => SmallCount.Hides(value),
            Showing.Covered => value >= SmallCount.Fewest || cells[cell] < SmallCount.Fewest,
            _ => value == cells[cell],
        };
        Try(0);
        return found.Count;
    }
}
