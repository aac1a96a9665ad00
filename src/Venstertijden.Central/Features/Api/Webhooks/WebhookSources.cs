using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Applying;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.OpenData;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>Something that happened.</summary>
/// <param name="Event">One of <see cref="WebhookEvents"/>.</param>
/// <param name="Source">What it is about: told once to each webhook.</param>
/// <param name="Firm">Whom it is about; null for everybody.</param>
/// <param name="At">When.</param>
/// <param name="Data">What is told. No plate is in it.</param>
public sealed record Happening(string Event, string Source, Guid? Firm, Instant At, object Data);

/// <summary>A place where things happen that webhooks are told of. A further kind of event is one more of these.</summary>
public interface IWebhookSource
{
    /// <summary>All that happened since; some of it may have been told.</summary>
    Task<IReadOnlyList<Happening>> Since(CentralDb db, Instant since, CancellationToken ct);
}

/// <summary>The daily look at rights that end (<see cref="Firms.Warning.WarningRound"/>).</summary>
internal sealed class EndingRights : IWebhookSource
{
    public async Task<IReadOnlyList<Happening>> Since(CentralDb db, Instant since, CancellationToken ct) =>
        [.. (await db.FirmNotices.AsNoTracking().Where(n => n.FoundAt >= since && n.CancelledAt == null).ToListAsync(ct))
            .Select(n => new Happening(WebhookEvents.AllowanceEnding, $"notice:{n.Id}", n.FirmId, n.FoundAt, new { n.VehicleId, n.Zone, n.Right, n.EndsOn, DaysBefore = n.Step }))];
}

/// <summary>What officials decided on applications.</summary>
internal sealed class DecidedApplications : IWebhookSource
{
    public async Task<IReadOnlyList<Happening>> Since(CentralDb db, Instant since, CancellationToken ct) =>
        [.. (await db.Applications.AsNoTracking().Where(a => a.DecidedAt >= since && (a.State == ApplicationState.Granted || a.State == ApplicationState.Refused))
            .Select(a => new { a.Id, a.Number, a.FirmId, a.State, a.Kind, a.Zone, a.From, a.LastDay, a.ExemptionId, a.DecidedAt, Vehicle = db.FirmVehicles.Where(v => v.FirmId == a.FirmId && v.Plate == a.Plate).Select(v => (Guid?)v.Id).FirstOrDefault() }).ToListAsync(ct))
            .Select(a => new Happening(WebhookEvents.ExemptionDecided, $"application:{a.Id}", a.FirmId, a.DecidedAt!.Value, new
            {
                ApplicationNumber = a.Number, Decision = Kebab.Name(a.State), a.Kind, a.Zone, VehicleId = a.Vehicle,
                ExemptionId = a.State == ApplicationState.Granted ? a.ExemptionId : null, ValidFrom = a.State == ApplicationState.Granted ? a.From : (LocalDate?)null, LastDay = a.State == ApplicationState.Granted ? a.LastDay : (LocalDate?)null,
            }))];
}

/// <summary>What changes in a zone by rules that were published: the changes that <c>/open-data</c> tells everybody, those that will not happen after all too.</summary>
internal sealed class AnnouncedChanges(LivePolicies policies, IClock clock) : IWebhookSource
{
    public Task<IReadOnlyList<Happening>> Since(CentralDb db, Instant since, CancellationToken ct)
    {
        var documents = policies.Current.Documents.Where(d => d.Site == db.CurrentSite.Value).ToList();
        // Without new rules nothing was announced, and nothing needs to be worked out.
        return Task.FromResult<IReadOnlyList<Happening>>(documents.Any(d => d.RecordedAt >= since)
            ? [.. ZoneChanges.Of(new PolicySet(documents), clock.GetCurrentInstant()).Where(c => c.AnnouncedAt >= since).Select(Told)]
            : []);
    }

    private static Happening Told(ZoneChange c) => new(WebhookEvents.ZoneChanged, c.IsWithdrawn ? $"zone-change:{c.Id}/withdrawn" : $"zone-change:{c.Id}", null, c.AnnouncedAt, new
    {
        ChangeId = c.Id, Zone = c.Zone.Text, Change = Kebab.Name(c.Kind), c.On, c.IsWithdrawn, Windows = c.Windows.Select(w => w.ToString()), Policy = c.Document?.Version.ToString(), Rules = $"{ApiFeature.Root}/zones/{c.Zone.Text}",
    });
}

/// <summary>How a happening is written to the other side.</summary>
internal static class WebhookPayload
{
    public static string Of(Happening what) => JsonSerializer.Serialize(new { type = what.Event, timestamp = what.At, data = what.Data }, StoredJson.Options);
}
