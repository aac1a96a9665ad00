using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Retention;

/// <summary>What was erased, for who oversees it.</summary>
public static class RetentionPages
{
    public static void AddRetentionPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Retention", Permissions.SeeErasures);

    public static void MapRetention(this IEndpointRouteBuilder app) =>
        app.MapGet("/wissingen/wissingen.csv", async (string? soort, ErasureList list, CancellationToken ct) =>
            CsvFile.Of(await list.Csv(ErasureList.Kinds.Contains(soort) ? soort : null, ct), "wissingen.csv")).RequireAuthorization(Permissions.SeeErasures);
}
