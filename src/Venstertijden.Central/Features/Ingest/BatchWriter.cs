using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>A command to send after the commit.</summary>
public sealed record Outgoing(SiteId Site, CameraId Camera, CommandMessage Command);

/// <summary>
/// Writes a batch: reads each message, then per site one unit of work, one commit. Verdict, case, facts, counters and chain numbers
/// stand or fall together; only after that are messages acknowledged.
/// </summary>
public sealed partial class BatchWriter(CentralDbs databases, CameraDirectory cameras, Vault vault, Judge judge, AnonymousFacts anonymous, FactsLoader facts, IClock clock, SiteId mainSite, ILogger<BatchWriter>? log = null, StreetNotices? street = null)
{
    /// <summary>Reads the messages: pure work, to be done while the batch before is being stored.</summary>
    public async Task<IReadOnlyList<Intaken>> Read(IReadOnlyList<ReceivedMessage> batch, CancellationToken ct)
    {
        await cameras.Refresh(batch.Select(m => Topic.TryParse(m.Topic, out var t) ? (t.Site, t.Camera) : default), ct);
        return [.. batch.Select(m => Intake.Read(m, cameras.Find))];
    }

    /// <summary>Stores what was read and returns what to tell the cameras. Throws when the database does not take it: of that site nothing is stored then.</summary>
    public async Task<IReadOnlyList<Outgoing>> Store(IReadOnlyList<Intaken> read, CancellationToken ct)
    {
        var outgoing = new List<Outgoing>();
        foreach (var group in read.GroupBy(SiteOf))
        {
            await using var db = databases.Open(group.Key);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var unit = Unit(db);
            await unit.Take([.. group], ct);
            var toSay = await unit.Save(ct);
            await transaction.CommitAsync(ct);
            Tell(group.Key, unit);
            outgoing.AddRange(toSay);
        }

        return outgoing;
    }

    /// <summary>A unit of work for messages of the site that <paramref name="db"/> is open for.</summary>
    internal BatchUnit Unit(CentralDb db) => new(db, vault, judge, anonymous, facts.Latest(db.CurrentSite), clock.GetCurrentInstant());

    /// <summary>What was committed may need a person.</summary>
    internal void Tell(SiteId site, BatchUnit unit)
    {
        street?.Add(site, unit.ToStop);
        if (log is null)
            return;
        foreach (var alarm in unit.Alarms)
        {
            if (alarm.Kind == ChainAlarm.Broken)
                LogBroken(log, site, alarm.Camera, alarm.Chain, alarm.Seq);
            else
                LogReplaced(log, site, alarm.Camera, alarm.Chain, alarm.Seq);
        }
    }

    /// <summary>Both at once.</summary>
    public async Task<IReadOnlyList<Outgoing>> Write(IReadOnlyList<ReceivedMessage> batch, CancellationToken ct) => await Store(await Read(batch, ct), ct);

    internal SiteId SiteOf(Intaken read) => read switch
    {
        LinkIn link => link.Camera.Site,
        HealthIn health => health.Camera.Site,
        StatusIn status => status.Camera.Site,
        EvidenceIn evidence => evidence.Camera.Site,
        // A letter from nowhere is kept with the main site, for an operator to see; a known site's stays there.
        _ => Topic.TryParse(read.Message.Topic, out var topic) && cameras.Sites.Contains(topic.Site) ? topic.Site : mainSite,
    };

    [LoggerMessage(2014, LogLevel.Warning, "ALARM camera {Site}/{Camera}: chain {Chain} is broken at number {Seq}: it does not follow the number before it")]
    private static partial void LogBroken(ILogger log, SiteId site, CameraId camera, Guid chain, long seq);

    [LoggerMessage(2015, LogLevel.Warning, "ALARM camera {Site}/{Camera}: a new chain {Chain} appeared (number {Seq}) where another was open: its outbox was lost or replaced")]
    private static partial void LogReplaced(ILogger log, SiteId site, CameraId camera, Guid chain, long seq);
}
