using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms.Warning;

/// <summary>
/// Warns firms 90, 30 and 7 days before a right ends: looks once a day, writes one mail per firm and day, and offers it until it is taken. Every step is
/// saved before the next, so a restart repeats none; a mail that was taken just before central died goes out again under the same number.
/// </summary>
public sealed partial class WarningRound(
    CentralDbs databases, Judge judge, FactsLoader facts, LivePolicies policies, IMail mail, CentralOptions options, IStringLocalizer<FirmTexts> texts, IClock clock, ILogger<WarningRound> log)
{
    /// <summary>How many days after its day a mail and its notices stay known.</summary>
    public const int KeptDays = 90;

    private static readonly LocalTime FirstHour = new(6, 0);
    private static readonly Actor Program = Actor.System("warnings");

    private readonly ConcurrentDictionary<SiteId, LocalDate> _looked = new();

    /// <summary>Looks at one site.</summary>
    public async Task Run(SiteId site, CancellationToken ct)
    {
        var local = DutchTime.Local(clock.GetCurrentInstant());
        if (local.TimeOfDay >= FirstHour && !(_looked.TryGetValue(site, out var day) && day == local.Date))
        {
            await Look(site, local.Date, ct);
            _looked[site] = local.Date;
        }

        await Write(site, local.Date, ct);
        await Send(site, local.Date, ct);
    }

    private async Task Look(SiteId site, LocalDate today, CancellationToken ct)
    {
        Guid[] firms;
        await using (var list = databases.Open(site))
        {
            var forgotten = today.PlusDays(-KeptDays);
            await list.FirmNotices.Where(n => n.EndsOn < forgotten).ExecuteDeleteAsync(ct);
            await list.FirmMails.Where(m => m.Day < forgotten).ExecuteDeleteAsync(ct);
            firms = await list.Firms.Select(f => f.Id).ToArrayAsync(ct);
        }

        foreach (var firm in firms)
        {
            await using var db = databases.Open(site);
            var fleet = await new FirmFleet(db, judge, facts, policies, clock).List(firm, ct);
            await WarningFinder.Note(db, firm, fleet, today, clock.GetCurrentInstant(), ct);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>One mail of all that waits, for firms that had none today.</summary>
    private async Task Write(SiteId site, LocalDate today, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var waiting = await db.FirmNotices
            .Where(n => n.MailId == null && n.CancelledAt == null && n.EndsOn > today && db.Firms.Any(f => f.Id == n.FirmId && f.NoticeAddress != null) && !db.FirmMails.Any(m => m.FirmId == n.FirmId && m.Day == today))
            .ToListAsync(ct);
        if (waiting.Count == 0) return;
        var firms = await db.Firms.AsNoTracking().Where(f => f.NoticeAddress != null).ToDictionaryAsync(f => f.Id, ct);
        var now = clock.GetCurrentInstant();
        foreach (var of in waiting.Where(n => firms[n.FirmId].WarnsAt(n.Step)).GroupBy(n => n.FirmId))
        {
            var written = new FirmMail { Id = Guid.CreateVersion7(), FirmId = of.Key, Day = today, WrittenAt = now, NextAt = now };
            db.FirmMails.Add(written);
            foreach (var notice in of)
                notice.MailId = written.Id;
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task Send(SiteId site, LocalDate today, CancellationToken ct)
    {
        await using var list = databases.Open(site);
        var now = clock.GetCurrentInstant();
        foreach (var id in await list.FirmMails.Where(m => m.SentAt == null && m.NextAt <= now).OrderBy(m => m.NextAt).Select(m => m.Id).ToListAsync(ct))
        {
            await using var db = databases.Open(site);
            await Offer(db, await db.FirmMails.SingleAsync(m => m.Id == id, ct), today, now, ct);
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task Offer(CentralDb db, FirmMail waiting, LocalDate today, Instant now, CancellationToken ct)
    {
        var firm = await db.Firms.AsNoTracking().SingleAsync(f => f.Id == waiting.FirmId, ct);
        var notices = await db.FirmNotices.Where(n => n.MailId == waiting.Id).ToListAsync(ct);
        var current = notices.Where(n => n.CancelledAt is null && n.EndsOn > today).ToList();
        if (current.Count == 0 || firm.NoticeAddress is not { } address)
        {
            // Nothing is left to say, or nobody to say it to; what still holds waits for an address.
            foreach (var notice in notices)
                notice.MailId = null;
            db.FirmMails.Remove(waiting);
            return;
        }

        var ids = current.ConvertAll(n => n.VehicleId);
        var vehicles = await db.FirmVehicles.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        waiting.Attempts++;
        try
        {
            await mail.Send(Letter(waiting, firm.Name, address, [.. current.Select(n => Warned(n, vehicles[n.VehicleId], today))]), ct);
            (waiting.SentAt, waiting.Error) = (now, null);
            AuditTrail.Record(db, Program, "firm.warned", $"firm:{firm.Id}", $"{ids.Distinct().Count()} vehicles by mail", now);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            string why = e is MailException ? e.Message : e.GetType().Name;
            waiting.Error = why.Length <= FirmMail.MaxError ? why : why[..FirmMail.MaxError];
            waiting.NextAt = now + WarningStep.AfterFailure(waiting.Attempts);
            LogFailed(log, waiting.Id, waiting.Attempts, waiting.Error);
        }
    }

    private WarnedVehicle Warned(FirmNotice notice, FirmVehicle vehicle, LocalDate today)
    {
        var zone = ZoneId.Parse(notice.Zone);
        string plate = Policy.Plates.PlateText.TryParse(vehicle.Plate, Policy.Plates.CountryCode.Netherlands, out var read) ? read.Shown : vehicle.Plate;
        return new WarnedVehicle(plate, vehicle.Nickname, new RightEnd(zone, policies.Current.On(zone, today)?.ZoneName ?? notice.Zone, notice.Right, notice.EndsOn, null));
    }

    private OutgoingMail Letter(FirmMail waiting, string firm, string address, IReadOnlyList<WarnedVehicle> vehicles)
    {
        var (subject, text, html) = Language.InDutch(() => WarningMail.Of(firm, vehicles, options.PublicAddress, texts));
        return new OutgoingMail(waiting.Id, address, subject, text, html, waiting.WrittenAt);
    }

    [LoggerMessage(2401, LogLevel.Warning, "Mail {Mail} was not taken, attempt {Attempts}: {Why}")]
    private static partial void LogFailed(ILogger log, Guid mail, int attempts, string why);
}
