using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>A batch with what was answered: sent = accepted + refused + open.</summary>
public sealed record BatchSummary(DeliveryBatch Batch, int Accepted, int Refused, int Differing)
{
    public int Open => Batch.Cases - Accepted - Refused;
}

/// <summary>Batches, their cases and the answers, for the page; no plate and nobody's data.</summary>
public sealed class DeliveryList(CentralDb db)
{
    public const int PageSize = 25;

    /// <summary>The newest first, older than <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<BatchSummary>> Batches(string? before, int take, CancellationToken ct)
    {
        var rows = db.DeliveryBatches.AsNoTracking();
        if (before is not null)
            rows = rows.Where(b => b.Number.CompareTo(before) < 0);
        var page = await rows.OrderByDescending(b => b.Number).Take(take).ToListAsync(ct);
        return await Summaries(page, ct);
    }

    public async Task<BatchSummary?> Batch(string number, CancellationToken ct) =>
        await db.DeliveryBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Number == number, ct) is { } batch ? (await Summaries([batch], ct))[0] : null;

    public Task<List<DeliveryItem>> Items(Guid batch, CancellationToken ct) => db.DeliveryItems.AsNoTracking().Where(i => i.BatchId == batch).OrderBy(i => i.CaseNumber).ToListAsync(ct);

    /// <summary>The last answers: of one batch, or of all.</summary>
    public Task<List<DeliveryAnswer>> Answers(string? batch, int take, CancellationToken ct) =>
        db.DeliveryAnswers.AsNoTracking().Where(a => batch == null || a.BatchNumber == batch).OrderByDescending(a => a.At).Take(take).ToListAsync(ct);

    /// <summary>Cases that were refused and wait for an officer: judge again, or close. At most 100.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Number, string Code)>> Returned(CancellationToken ct)
    {
        var rows = await (
            from row in db.Cases
            join item in db.DeliveryItems on row.Id equals item.CaseId
            where row.State == CaseState.Refused && item.Outcome == ItemOutcome.Refused
            orderby row.LegalLastDay, row.Number
            select new { row.Id, row.Number, item.RefusalCode }).AsNoTracking().Take(100).ToListAsync(ct);
        return [.. rows.DistinctBy(r => r.Id).Select(r => (r.Id, r.Number, r.RefusalCode ?? ""))];
    }

    public Task<DeliveryLink?> Link(CancellationToken ct) => db.DeliveryLinks.AsNoTracking().FirstOrDefaultAsync(ct);

    /// <summary>The cases of a batch as RFC 4180.</summary>
    public async Task<string> Csv(Guid batch, CancellationToken ct)
    {
        var text = new StringBuilder("case,fact_code,amount_euro,outcome,answered_at,refusal_code,read_back_at,differences\n");
        foreach (var i in await Items(batch, ct))
            text.Append(CultureInfo.InvariantCulture, $"{i.CaseNumber},{i.FactCode},{i.AmountCents / 100m:0.00},{Kebab.Name(i.Outcome)},{i.AnsweredAt},{CsvCell.Quoted(i.RefusalCode ?? "")},{i.ReadBackAt},{i.Differences}\n");
        return text.ToString();
    }

    private async Task<IReadOnlyList<BatchSummary>> Summaries(List<DeliveryBatch> batches, CancellationToken ct)
    {
        Guid[] ids = [.. batches.Select(b => b.Id)];
        var counts = await db.DeliveryItems.Where(i => ids.Contains(i.BatchId)).GroupBy(i => new { i.BatchId, i.Outcome }).Select(g => new { g.Key.BatchId, g.Key.Outcome, Count = g.Count() }).ToListAsync(ct);
        var differing = await db.DeliveryItems.Where(i => ids.Contains(i.BatchId) && i.Differences != "").GroupBy(i => i.BatchId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        int Count(Guid batch, ItemOutcome outcome) => counts.Where(c => c.BatchId == batch && c.Outcome == outcome).Sum(c => c.Count);
        return batches.ConvertAll(b => new BatchSummary(b, Count(b.Id, ItemOutcome.Accepted), Count(b.Id, ItemOutcome.Refused), differing.GetValueOrDefault(b.Id)));
    }
}
