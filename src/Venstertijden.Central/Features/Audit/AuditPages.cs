using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Audit;

/// <summary>The log, for who oversees it. That it was taken out is in it as well.</summary>
public static class AuditPages
{
    public static void AddAuditPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Audit", Permissions.SeeAudit);

    public static void MapAudit(this IEndpointRouteBuilder app) => app.MapGet("/logboek/logboek.csv", Csv).RequireAuthorization(Permissions.SeeAudit);

    private static async Task<IResult> Csv(string? wie, string? over, string? soort, string? van, string? tot, AuditList list, CentralDb db, ClaimsPrincipal user, IClock clock, CancellationToken ct)
    {
        byte[] csv = Encoding.UTF8.GetBytes(await list.Csv(LogModel.FilterOf(wie, over, soort, van, tot), ct));
        AuditTrail.Record(db, Person.Required(user).Actor, "audit.export", "audit", Contracts.Signing.Hash(csv), clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return Results.File(csv, "text/csv", "logboek.csv");
    }
}
