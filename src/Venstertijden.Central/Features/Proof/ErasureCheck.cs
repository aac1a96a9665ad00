using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Retention;

namespace Venstertijden.Central.Features.Proof;

/// <summary>The records of erasures against the audit trail, which holds the hash of each: none changed, made up or taken away.</summary>
internal sealed class ErasureCheck(CentralDb db, ProofReport report)
{
    public async Task Run(CancellationToken ct)
    {
        var told = await db.Audit.AsNoTracking().Where(a => a.Action == Erasure.RecordAction).Select(a => new { a.Subject, a.Reason, a.At }).ToDictionaryAsync(a => a.Subject, ct);
        var first = told.Count == 0 ? Instant.MaxValue : told.Values.Min(a => a.At);
        int before = 0;
        await foreach (var record in db.Erasures.AsNoTracking().OrderBy(e => e.At).AsAsyncEnumerable().WithCancellation(ct))
        {
            report.Count("erasure records");
            string where = $"erasure record {record.Id}";
            if (told.Remove(Erasure.SubjectOf(record.Id), out var entry))
                report.Unless(entry.Reason == record.ComputeHash(), where, "is not what the audit trail holds of it");
            else if (record.At < first)
                before++;
            else
                report.Wrong(where, "is not in the audit trail");
        }

        foreach (string gone in told.Keys)
            report.Wrong(gone.Replace("erasure:", "erasure record ", StringComparison.Ordinal), "is gone: the audit trail names it");
        if (before > 0)
            report.Remark($"{before} erasure record{(before == 1 ? " is" : "s are")} of an earlier version, whose audit trail did not hold their hash");
    }
}
