using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Retention;

/// <summary>What the audit trail says of a record.</summary>
public enum ErasureProof
{
    /// <summary>It holds the record's hash.</summary>
    Proven,

    /// <summary>It holds another hash, or none though it should.</summary>
    Changed,

    /// <summary>Of before the audit trail held hashes of records.</summary>
    Earlier,
}

/// <summary>A record of an erasure with its proof.</summary>
/// <param name="Erasure">The record.</param>
/// <param name="Case">Number of the case that it was about; null where it was about none.</param>
/// <param name="Hash">64 hex digits.</param>
/// <param name="AuditNumber">Entry of the audit trail that holds it; null when there is none.</param>
/// <param name="Proof">Whether that entry agrees.</param>
public sealed record ErasureItem(Erasure Erasure, string? Case, string Hash, long? AuditNumber, ErasureProof Proof);

/// <summary>What was erased, when, on what ground, with proof; no plate and nobody's data.</summary>
public sealed class ErasureList(CentralDb db)
{
    /// <summary>The kinds that there are, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Kinds = [Erasure.Case, Erasure.Undecided, Erasure.DeadLetters, Erasure.DeadLettersOver, Erasure.Plate, Erasure.Application, Erasure.AfterRestore];

    /// <summary>The newest first.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>; null for all.</param>
    /// <param name="before">Only older ones: the last of the page before.</param>
    /// <param name="take">At most.</param>
    public async Task<IReadOnlyList<ErasureItem>> List(string? kind, (Instant At, Guid Id)? before, int take, CancellationToken ct)
    {
        var rows = db.Erasures.AsNoTracking();
        if (kind is not null)
            rows = rows.Where(e => e.Kind == kind);
        if (before is { } last)
            rows = rows.Where(e => e.At < last.At || (e.At == last.At && e.Id.CompareTo(last.Id) < 0));
        var page = await rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(take).ToListAsync(ct);
        string[] subjects = [.. page.Select(e => Erasure.SubjectOf(e.Id))];
        var entries = await db.Audit.AsNoTracking().Where(a => a.Action == Erasure.RecordAction && subjects.Contains(a.Subject)).ToDictionaryAsync(a => a.Subject, ct);
        var first = await db.Audit.Where(a => a.Action == Erasure.RecordAction).MinAsync(a => (Instant?)a.At, ct) ?? Instant.MaxValue;
        Guid?[] about = [.. page.Select(e => e.Subject).Where(s => s is not null)];
        var cases = await db.Cases.AsNoTracking().Where(c => about.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, ct);
        return page.ConvertAll(e => Item(e, entries.GetValueOrDefault(Erasure.SubjectOf(e.Id)), e.Subject is { } subject ? cases.GetValueOrDefault(subject) : null, first));
    }

    /// <summary>How many subjects were erased, by kind.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Totals(CancellationToken ct) =>
        await db.Erasures.GroupBy(e => e.Kind).Select(g => new { g.Key, Count = g.Sum(e => (long)e.Count) }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);

    /// <summary>All of it, the oldest first; RFC 4180.</summary>
    public async Task<string> Csv(string? kind, CancellationToken ct)
    {
        var text = new StringBuilder("at,kind,count,ground,case,record,sha256,audit_entry,proof\n");
        foreach (var item in (await List(kind, null, int.MaxValue, ct)).Reverse())
        {
            var e = item.Erasure;
            text.Append(CultureInfo.InvariantCulture, $"{InstantPattern.General.Format(e.At)},{e.Kind},{e.Count},{CsvCell.Quoted(e.Term)},{item.Case},{e.Id},{item.Hash},{item.AuditNumber},{Kebab.Name(item.Proof)}\n");
        }

        return text.ToString();
    }

    private static ErasureItem Item(Erasure record, AuditEntry? entry, string? number, Instant first)
    {
        string hash = record.ComputeHash();
        var proof = entry is null ? record.At < first ? ErasureProof.Earlier : ErasureProof.Changed : entry.Reason == hash ? ErasureProof.Proven : ErasureProof.Changed;
        return new ErasureItem(record, number, hash, entry?.Number, proof);
    }
}
