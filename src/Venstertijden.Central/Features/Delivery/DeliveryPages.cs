using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime;
using System.Security.Claims;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>The addresses of the delivery to the fining body: for officers.</summary>
public static class DeliveryPages
{
    public static void AddDeliveryPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Delivery", Permissions.DeliverCases);

    public static void MapDelivery(this IEndpointRouteBuilder app)
    {
        var officers = app.MapGroup("/aanlevering").RequireAuthorization(Permissions.DeliverCases);
        officers.MapGet("/{number}/zaken.csv", async (string number, DeliveryList list, CancellationToken ct) =>
            await list.Batch(number, ct) is { } found ? CsvFile.Of(await list.Csv(found.Batch.Id, ct), $"levering-{number}.csv") : Results.NotFound());
        officers.MapGet("/{number}/levering.zip", Download);
        officers.MapGet("/schema/{name}", (string name) => name is DeliverySchemas.Delivery or DeliverySchemas.Return ? Results.File(DeliverySchemas.Text(name), "application/xml", name) : Results.NotFound());
    }

    /// <summary>The batch itself holds plates and pictures: that it was taken is on record.</summary>
    private static async Task<IResult> Download(string number, ClaimsPrincipal user, Deliveries deliveries, CentralDb db, IClock clock, HttpResponse response, CancellationToken ct)
    {
        if (await deliveries.Build(db, number, ct) is not { } built)
            return Results.NotFound();
        AuditTrail.Record(db, Person.Required(user).Actor, "delivery.download", $"batch:{number}", $"{built.Batch.Cases} cases", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        response.Headers.CacheControl = "no-store";
        return Results.File(built.Zip, "application/zip", built.Batch.FileName);
    }
}
