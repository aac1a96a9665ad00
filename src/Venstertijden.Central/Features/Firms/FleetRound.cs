using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Vehicles;
using Venstertijden.Central.Features.Firms.Uploading;
using Venstertijden.Central.Features.Members;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>Forgets what left a fleet or a firm and can no longer be put back, lists that nobody agreed to, firms that nobody began, and what was answered to software a day ago.</summary>
public sealed class FleetRound(CentralDbs databases, IClock clock)
{
    /// <summary>How long a removed vehicle can be put back.</summary>
    public static readonly Duration Removed = Duration.FromDays(7);

    /// <summary>How many days a vehicle stays known whose hire has ended.</summary>
    public const int HireEndedDays = 30;

    /// <summary>Looks at one site.</summary>
    public async Task Run(SiteId site, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.Open(site);
        var (removed, ended, uploaded) = (now - Removed, DutchTime.Local(now).Date.PlusDays(-HireEndedDays), now - FleetUpload.KeptFor);
        var (leftAt, invitedAt) = (now - FirmMembers.Removed, now - Invitation.Lasts);
        await db.FirmVehicles.Where(v => v.RemovedAt < removed || v.HiredUntil < ended).ExecuteDeleteAsync(ct);
        var kept = now - KeptAnswers.KeptFor;
        await db.Set<KeptAnswer>().Where(a => a.At < kept).ExecuteDeleteAsync(ct);
        await db.FleetUploads.Where(u => u.UploadedAt < uploaded).ExecuteDeleteAsync(ct);
        await db.Users.Where(u => u.FirmId != null && u.RemovedAt < leftAt).ExecuteDeleteAsync(ct);
        var today = DutchTime.Local(now).Date;
        await db.PlateMandates.Where(m => m.LastDay < today).ExecuteDeleteAsync(ct);
        await db.Invitations.Where(i => i.InvitedAt < invitedAt).ExecuteDeleteAsync(ct);
        // Registered, and nobody ever answered the mail.
        await db.Firms.Where(f => f.ProvenKvkNumber == null && f.CreatedAt < invitedAt && !db.Users.Any(u => u.FirmId == f.Id) && !db.Invitations.Any(i => i.FirmId == f.Id) && !db.FirmVehicles.Any(v => v.FirmId == f.Id)).ExecuteDeleteAsync(ct);
    }
}
