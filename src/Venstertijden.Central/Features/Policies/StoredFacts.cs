using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.WhatIf;

namespace Venstertijden.Central.Features.Policies;

/// <summary>Reads anonymous facts from the database, for what-if and reports: row by row, so that ten million need no memory.</summary>
public static class StoredFacts
{
    private const int QuarterCharacters = 16;

    /// <summary>How many facts of the site lie on the local dates from the first up to, not including, the last.</summary>
    public static Task<long> CountOf(CentralDb db, LocalDate from, LocalDate to, CancellationToken ct) => Rows(db, from, to).LongCountAsync(ct);

    /// <summary>
    /// The facts of the site on those dates. A row that cannot be read (another program's hand, or an older form) comes as the cell that
    /// was refused; the rest goes on.
    /// </summary>
    public static async IAsyncEnumerable<(AnonymousFact? Fact, CellRefusal? Refusal)> FactsOf(
        CentralDb db, LocalDate from, LocalDate to, [EnumeratorCancellation] CancellationToken ct = default)
    {
        // EF writes the query for the engine; the rows are read by hand, for making ten million objects costs more than judging them.
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = Rows(db, from, to)
                .Select(f => new { f.Zone, f.Camera, f.LocalQuarter, f.Direction, f.CountryGroup, f.Category, f.BodyGroup, f.EmissionClass, f.AdmissionBand, f.Statutory, f.ExemptionGroup, f.Verdict, f.Reason })
                .CreateDbCommand();
            await using var reader = await command.ExecuteReaderAsync(ct);
            var cells = new string[AnonymousFact.Columns.Length];
            while (await reader.ReadAsync(ct))
                yield return Read(reader, cells);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static (AnonymousFact? Fact, CellRefusal? Refusal) Read(DbDataReader reader, string[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
            cells[i] = reader.GetString(i);
        if (cells[2].Length > QuarterCharacters)
            cells[2] = cells[2][..QuarterCharacters];
        return AnonymousFact.Read(cells);
    }

    private static IQueryable<Matching.AnonymousFact> Rows(CentralDb db, LocalDate from, LocalDate to)
    {
        var (first, last) = (from.AtMidnight(), to.AtMidnight());
        return db.AnonymousFacts.Where(f => f.LocalQuarter >= first && f.LocalQuarter < last);
    }
}
