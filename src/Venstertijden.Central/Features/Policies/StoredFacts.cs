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
            await using var command = CellsOf(db, from, to);
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

    /// <summary>
    /// The same as lines of a file of facts, in the order of <see cref="AnonymousFact.Columns"/>: one text a row, for fetching thirteen cells of each of
    /// ten million rows takes longer than judging them. The engine joins them; no cell holds a comma.
    /// </summary>
    public static IEnumerable<string> LinesOf(CentralDb db, LocalDate from, LocalDate to)
    {
        db.Database.OpenConnection();
        try
        {
            using var command = CellsOf(db, from, to);
            command.CommandText = $"SELECT CONCAT_WS(',', \"Zone\", \"Camera\", SUBSTRING(\"LocalQuarter\", 1, {QuarterCharacters}), \"Direction\", \"CountryGroup\", \"Category\", \"BodyGroup\", " +
                $"\"EmissionClass\", \"AdmissionBand\", \"Statutory\", \"ExemptionGroup\", \"Verdict\", \"Reason\") FROM ({command.CommandText}) AS facts";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                yield return reader.GetString(0);
        }
        finally
        {
            db.Database.CloseConnection();
        }
    }

    private static DbCommand CellsOf(CentralDb db, LocalDate from, LocalDate to) => Rows(db, from, to)
        .Select(f => new { f.Zone, f.Camera, f.LocalQuarter, f.Direction, f.CountryGroup, f.Category, f.BodyGroup, f.EmissionClass, f.AdmissionBand, f.Statutory, f.ExemptionGroup, f.Verdict, f.Reason })
        .CreateDbCommand();

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
