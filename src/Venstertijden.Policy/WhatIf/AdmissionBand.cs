using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.WhatIf;

/// <summary>A stretch of dates of first admission within which no document or draft makes a difference; half-open, an open end is null.</summary>
/// <param name="From">First date.</param>
/// <param name="Before">First date after it.</param>
public readonly record struct AdmissionBand(LocalDate? From, LocalDate? Before)
{
    /// <summary>The dates at which some document of the sets makes a difference, in order.</summary>
    public static ImmutableArray<LocalDate> BoundariesOf(params IEnumerable<PolicySet> sets) =>
        [.. sets.SelectMany(set => set.Documents).SelectMany(document => document.ZeroEmission?.Table.AdmissionBoundaries ?? []).Distinct().Order()];

    /// <summary>The band in which a date lies.</summary>
    public static AdmissionBand Of(ImmutableArray<LocalDate> boundaries, LocalDate date)
    {
        var after = 0;
        while (after < boundaries.Length && boundaries[after] <= date)
            after++;
        return new AdmissionBand(after == 0 ? null : boundaries[after - 1], after == boundaries.Length ? null : boundaries[after]);
    }

    /// <summary>
    /// A date that stands for the band: its last one, but not after the passage. The youngest is taken because age is told apart by the statutory column.
    /// </summary>
    public LocalDate Representative(LocalDate passage)
    {
        var last = Before is { } before && before <= passage ? before.PlusDays(-1) : passage;
        return From is { } from && from > last ? from : last;
    }

    /// <summary><c>2017-01-01..2020-01-01</c>.</summary>
    public override string ToString() =>
        $"{From?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}..{Before?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>Reads the text of <see cref="ToString"/>.</summary>
    public static bool TryParse(string text, out AdmissionBand band)
    {
        band = default;
        if (text.Split("..") is not [var from, var before] || !TryDate(from, out var first) || !TryDate(before, out var last))
            return false;
        band = new AdmissionBand(first, last);
        return true;
    }

    private static bool TryDate(string text, out LocalDate? date)
    {
        date = null;
        if (text.Length == 0)
            return true;
        var read = LocalDatePattern.Iso.Parse(text);
        date = read.Success ? read.Value : null;
        return read.Success;
    }
}
