using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>
/// Sends batches until they arrived, and takes in answers. A batch is built anew from what its cases keep, has the same bytes each time, and lies under the same
/// name: killed at any moment, it is sent once. After a failure it waits longer each time, five minutes at most.
/// </summary>
public sealed partial class Deliveries(CentralDbs databases, Vault vault, CentralKey key, DeliveryAnswers answers, IClock clock, TimeProvider time, ILogger<Deliveries> log, ICaseExport? export = null)
{
    private const int AnswersAtOnce = 50;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly Actor Program = Actor.System("delivery");
    private readonly Dictionary<SiteId, (long At, int Failures)> _last = [];

    /// <summary>True when there is a way to the fining body; else batches are fetched and answers brought by hand.</summary>
    public bool HasLink => export is not null;

    /// <summary>In words for the screen; empty without a link.</summary>
    public string Address => export?.Address ?? "";

    /// <summary>One round, when it is time for one.</summary>
    public async Task Run(SiteId site, CancellationToken ct)
    {
        if (export is null)
            return;
        var (at, failures) = _last.GetValueOrDefault(site);
        var wait = TimeSpan.FromTicks(Math.Min(Longest.Ticks, Every.Ticks << Math.Min(failures, 6)));
        if (at != 0 && time.GetElapsedTime(at) < wait)
            return;
        bool well = await Try(site, export, ct);
        _last[site] = (time.GetTimestamp(), well ? 0 : failures + 1);
    }

    /// <summary>The zip of a batch, for who carries it himself; null when there is no such batch, or one of its cases was erased.</summary>
    public async Task<(DeliveryBatch Batch, byte[] Zip)?> Build(CentralDb db, string number, CancellationToken ct)
    {
        if (await db.DeliveryBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Number == number, ct) is not { } batch)
            return null;
        return await Build(db, batch, ct) is { } zip ? (batch, zip) : null;
    }

    private async Task<bool> Try(SiteId site, ICaseExport way, CancellationToken ct)
    {
        string? problem = null;
        try
        {
            await Send(site, way, ct);
            await Receive(site, way, ct);
        }
        catch (DeliveryException e)
        {
            problem = e.Message.Length > 400 ? e.Message[..400] : e.Message;
            LogFailed(log, way.Address, problem);
        }

        await using var db = databases.Open(site);
        var now = clock.GetCurrentInstant();
        var link = await db.DeliveryLinks.FirstOrDefaultAsync(ct);
        if (link is null)
            db.DeliveryLinks.Add(link = new DeliveryLink());
        if (problem is null) (link.HeardAt, link.ProblemSince, link.Problem) = (now, null, null);
        else (link.ProblemSince, link.Problem) = (link.ProblemSince ?? now, problem);
        await db.SaveChangesAsync(ct);
        return problem is null;
    }

    private async Task Send(SiteId site, ICaseExport way, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        foreach (var batch in await db.DeliveryBatches.Where(b => b.State == BatchState.Ready).OrderBy(b => b.Number).ToListAsync(ct))
        {
            (batch.Attempts, batch.TriedAt) = (batch.Attempts + 1, clock.GetCurrentInstant());
            try
            {
                byte[] zip = await Build(db, batch, ct) ?? throw new DeliveryException($"batch {batch.Number} cannot be built: a case of it was erased");
                await way.Put(batch.FileName, zip, ct);
            }
            catch (DeliveryException e)
            {
                batch.Problem = e.Message.Length > 400 ? e.Message[..400] : e.Message;
                await db.SaveChangesAsync(ct);
                throw;
            }

            (batch.State, batch.SentAt, batch.Problem) = (BatchState.Sent, clock.GetCurrentInstant(), null);
            AuditTrail.Record(db, Program, "delivery.send", $"batch:{batch.Number}", $"{batch.Cases} cases to {way.Address}", clock.GetCurrentInstant());
            await db.SaveChangesAsync(ct);
            LogSent(log, batch.Number, batch.Cases);
        }
    }

    private async Task Receive(SiteId site, ICaseExport way, CancellationToken ct)
    {
        foreach (string name in (await way.Answers(ct)).Take(AnswersAtOnce))
        {
            byte[] content = await way.Read(name, ct);
            await using var db = databases.Open(site);
            var answer = await answers.Take(db, name, content, Program, ct);
            await way.SetAside(name, answer.IsTakenIn, ct);
            LogReceived(log, name, answer.Applied, answer.IsTakenIn);
        }
    }

    private async Task<byte[]?> Build(CentralDb db, DeliveryBatch batch, CancellationToken ct)
    {
        var cases = new List<CaseInBatch>();
        var pictures = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var store = new EvidenceStore(db, vault);
        var items = await db.DeliveryItems.AsNoTracking().Where(i => i.BatchId == batch.Id).ToListAsync(ct);
        foreach (var item in items.OrderBy(i => i.CaseNumber, StringComparer.Ordinal))
        {
            if (await CaseFile.Open(db, vault, item.CaseId, ct) is not { } file || file.Events.OfType<CaseExported>().FirstOrDefault(e => e.Batch == batch.Number) is not { } exported)
                return null;
            cases.Add(new CaseInBatch(item.CaseNumber, exported.Content));
            foreach (var picture in await db.Pictures.AsNoTracking().Where(p => p.CaseId == item.CaseId && p.ReceivedAt != null).ToListAsync(ct))
                pictures[CaseContent.PictureFile(picture.Sha256, picture.MediaType)] = (await store.Open(picture.Id, ct))!.Content;
        }

        string list = BatchPackage.WriteList(batch.Number, batch.Site, batch.MadeAt, batch.AmountCents, cases);
        if (Signing.Hash(System.Text.Encoding.UTF8.GetBytes(list)) != batch.ListHash)
            throw new DeliveryException($"batch {batch.Number} is not what was signed: run vth verify");
        return BatchPackage.Zip(list, batch.Signature, cases, pictures, key.PublicKeyPem);
    }

    [LoggerMessage(2301, LogLevel.Information, "Batch {Batch} with {Cases} cases lies at the fining body")]
    private static partial void LogSent(ILogger log, string batch, int cases);

    [LoggerMessage(2302, LogLevel.Information, "Answer {Name}: {Applied} lines taken in, as a whole {TakenIn}")]
    private static partial void LogReceived(ILogger log, string name, int applied, bool takenIn);

    [LoggerMessage(2303, LogLevel.Warning, "The fining body at {Address} cannot be reached: {Problem}; tried again")]
    private static partial void LogFailed(ILogger log, string address, string problem);
}
