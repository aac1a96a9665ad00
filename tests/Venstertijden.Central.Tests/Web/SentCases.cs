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
    /// <summary>The batch in which they were delivered.</summary>
    public const string Batch = "assen-2026-0001";

    private static readonly string Content =
        $"""<case xmlns="{Central.Features.Delivery.DeliverySchemas.DeliveryNames}"><offence factCode="R315a" amountEuro="120.00" /><act local="2026-03-02T12:30:00+01:00" /><place town="Assen" street="Brink" /><plate confirmed="VGVD12" /></case>""";

    private static readonly Actor Delivery = Actor.System("delivery");

    /// <summary>An officer decided that a sanction follows.</summary>
    public static Task Approve(WebUnderTest web, Guid id, Guid? officer = null) => Change(web, id, (file, now) => file.Append(
        new CaseApproved(now, new Actor(officer ?? Guid.NewGuid(), "Jan de Vries", "officer"), "A-1001", "pedestrian-zone", "R315a", new Finding(true, true, true, true), null)));

    /// <summary>It was delivered for 120 euro, taken by the fining body unless it is still under way, and stands there now.</summary>
    public static Task MarkSent(WebUnderTest web, Guid id, CaseState state) => Change(web, id, (file, now) =>
    {
        file.Append(new CaseExported(now, Delivery, Batch, Content));
        if (state != CaseState.Exported)
            file.Append(new CaseAccepted(now, Delivery, Batch, "CJIB-1", new LocalDate(2026, 3, 2)));
        if (state == CaseState.Closed)
            file.Append(new CaseClosed(now, Delivery, "paid"));
        else if (state is not (CaseState.Exported or CaseState.Accepted))
            file.Append(new AppealFiled(now, Delivery, Kebab.Name(state)["appeal-".Length..], new LocalDate(2026, 3, 2), "OM-2026-1"));
        Assert.That(file.Row.State, Is.EqualTo(state), "say how a case comes there");
    });

    private static Task Change(WebUnderTest web, Guid id, Action<CaseFile, Instant> change) => web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        change((await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default))!, web.Clock.GetCurrentInstant());
        await db.SaveChangesAsync();
    });
}
