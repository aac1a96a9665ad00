using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Cases that left the house, for what comes after.</summary>
internal static class SentCases
{
    /// <summary>An officer decided that a sanction follows.</summary>
    public static Task Approve(WebUnderTest web, Guid id, Guid? officer = null) => Change(web, id, (file, now) => file.Append(
        new CaseApproved(now, new Actor(officer ?? Guid.NewGuid(), "Jan de Vries", "officer"), "A-1001", "pedestrian-zone", "R315a", new Finding(true, true, true, true), null)));

    /// <summary>It was sent, and stands there now. How it leaves is the delivery's own business: only where it stands is written.</summary>
    public static Task MarkSent(WebUnderTest web, Guid id, CaseState state) => Change(web, id, (file, _) => file.Row.State = state);

    private static Task Change(WebUnderTest web, Guid id, Action<CaseFile, Instant> change) => web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        change((await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default))!, web.Clock.GetCurrentInstant());
        await db.SaveChangesAsync();
    });
}
