using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Audit;

/// <summary>What of the log is asked for. Null leaves a part open.</summary>
/// <param name="Who">Name of the person or part of the program, whole.</param>
/// <param name="About">Subject, whole or its beginning: <c>case:2026-000012</c>, <c>case:</c>.</param>
/// <param name="Kind">First word of the action: <c>case</c>, <c>picture</c>, <c>delivery</c>.</param>
/// <param name="From">First local date.</param>
/// <param name="Until">Last local date.</param>
public sealed record AuditFilter(string? Who = null, string? About = null, string? Kind = null, LocalDate? From = null, LocalDate? Until = null);

/// <summary>
/// The log for who oversees it: every look at, change, disclosure and erasure of personal data (the logging duty of Directive (EU) 2016/680, art. 25, in the Wet
/// politiegegevens). It holds no plate and no citizen's name, so that it can be kept and shown.
/// </summary>
public sealed class AuditList(CentralDb db, IClock clock)
{
    /// <summary>Entries in a file that is taken out, at most: a longer period is taken out in parts.</summary>
    public const int MostInFile = 100_000;

    /// <summary>The newest first.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="before">Only entries with a lower number; null for the first page.</param>
    /// <param name="take">At most.</param>
    /// <param name="ct">Stops.</param>
    public Task<List<AuditEntry>> List(AuditFilter filter, long? before, int take, CancellationToken ct)
    {
        var rows = Filtered(filter);
        if (before is { } number)
            rows = rows.Where(e => e.Number < number);
        return rows.OrderByDescending(e => e.Number).Take(take).ToListAsync(ct);
    }

    /// <summary>Entries of the last 24 hours.</summary>
    public Task<int> CountOfLastDay(CancellationToken ct)
    {
        var since = clock.GetCurrentInstant() - Duration.FromHours(24);
        return db.Audit.CountAsync(e => e.At >= since, ct);
    }

    /// <summary>The number of the first entry that is changed, missing or out of place, and how many there are. Reads them all.</summary>
    public async Task<(long? Fault, long Entries)> Check(CancellationToken ct) => (await AuditTrail.FirstFault(db, ct), await db.Audit.LongCountAsync(ct));

    /// <summary>What is asked for, the oldest first, with the hashes that chain it; RFC 4180.</summary>
    public async Task<string> Csv(AuditFilter filter, CancellationToken ct)
    {
        var text = new StringBuilder("number,at,actor,role,action,subject,reason,previous_sha256,sha256\n");
        await foreach (var e in Filtered(filter).OrderBy(e => e.Number).Take(MostInFile).AsAsyncEnumerable().WithCancellation(ct))
            text.Append(CultureInfo.InvariantCulture, $"{e.Number},{InstantPattern.ExtendedIso.Format(e.At)},{CsvCell.Quoted(e.Actor)},{e.Role},{e.Action},{CsvCell.Quoted(e.Subject)},{CsvCell.Quoted(e.Reason)},{e.PreviousHash},{e.Hash}\n");
        return text.ToString();
    }

    private IQueryable<AuditEntry> Filtered(AuditFilter filter)
    {
        var rows = db.Audit.AsNoTracking();
        if (filter.Who is { } who)
            rows = rows.Where(e => e.Actor == who);
        if (filter.About is { } about)
            rows = rows.Where(e => e.Subject.StartsWith(about));
        if (filter.Kind is { } kind)
            rows = rows.Where(e => e.Action.StartsWith(kind + "."));
        if (filter.From is { } from)
            rows = rows.Where(e => e.At >= DutchTime.StartOf(from));
        if (filter.Until is { } until)
            rows = rows.Where(e => e.At < DutchTime.StartOf(until.PlusDays(1)));
        return rows;
    }
}
