using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Quality;

/// <summary>Looks every minute whether cases come faster than is normal, and pulls the brake.</summary>
public sealed class FloodWatch(CentralDbs databases, CentralOptions options, IClock clock)
{
    private const int PastDays = 28;
    private static readonly Duration Every = Duration.FromMinutes(1);
    private static readonly Actor Program = Actor.System("flood-brake");

    private readonly ConcurrentDictionary<SiteId, (Instant At, LocalDate Day, FloodBand Band)> _last = new();

    public async Task Run(SiteId site, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var today = DutchTime.Local(now).Date;
        bool known = _last.TryGetValue(site, out var last);
        if (known && now - last.At < Every && now >= last.At)
            return;
        await using var db = databases.Open(site);
        var band = known && last.Day == today ? last.Band : new FloodBand(await Hits(db, today.PlusDays(-PastDays), today, ct), options.Quality);
        _last[site] = (now, today, band);
        var recent = await Hits(db, today.PlusDays(-1), today.PlusDays(1), ct);
        var brakes = await db.FloodBrakes.Where(b => b.ReleasedAt == null || b.ReleasedAt > now - Duration.FromDays(1)).ToListAsync(ct);
        var pulled = band.Of(recent, now, (kind, subject) => brakes.Where(b => b.Kind == kind && b.Subject == subject).Max(b => b.ReleasedAt) ?? Instant.MinValue)
            .Where(f => !brakes.Exists(b => b.ReleasedAt is null && b.Kind == f.Kind && b.Subject == f.Subject)).ToList();
        foreach (var flood in pulled)
        {
            db.FloodBrakes.Add(new FloodBrake { Id = Guid.CreateVersion7(), Kind = flood.Kind, Subject = flood.Subject, PulledAt = now, Hits = flood.Hits, Band = flood.Band });
            string subject = flood.Kind == BrakeKind.Plate ? flood.Subject[..12] : flood.Subject;
            AuditTrail.Record(db, Program, "brake.pull", $"{Kebab.Name(flood.Kind)}:{subject}", $"{flood.Hits} cases, {flood.Band} are normal", now);
        }

        if (pulled.Count > 0)
            await db.SaveChangesAsync(ct);
    }

    private static async Task<List<Hit>> Hits(CentralDb db, LocalDate from, LocalDate to, CancellationToken ct) =>
        (await db.Cases.AsNoTracking().Where(c => c.ActDate >= from && c.ActDate < to).Select(c => new { c.Camera, c.PlateIndex, c.FirstSeen }).ToListAsync(ct))
            .ConvertAll(c => new Hit(c.Camera.Value, c.PlateIndex, c.FirstSeen));
}
