using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Applying;

/// <summary>Addresses for who applies, and for who decides.</summary>
public static class ApplyingPages
{
    public static void AddApplyingPages(this PageConventionCollection pages)
    {
        pages.AuthorizePage("/Applying/Index", Permissions.SeeOwnVehicles).ChangesNeed("/Applying/Index", Permissions.ApplyForExemptions);
        pages.AuthorizePage("/Applying/New", Permissions.ApplyForExemptions);
        pages.AuthorizePage("/Applying/Detail", Permissions.SeeOwnVehicles).ChangesNeed("/Applying/Detail", Permissions.ApplyForExemptions);
        pages.AuthorizePage("/Applying/Open", Permissions.DecideExemptions);
        pages.AuthorizePage("/Applying/Decide", Permissions.DecideExemptions);
    }

    public static void MapApplying(this IEndpointRouteBuilder app)
    {
        app.MapGet("/ontheffingen/{id:guid}/stuk/{file:guid}", (Guid id, Guid file, ClaimsPrincipal user, ApplicationLibrary library, HttpResponse response, CancellationToken ct) =>
            Paper(id, file, Person.Required(user).FirmId ?? Guid.Empty, user, library, response, ct)).RequireAuthorization(Permissions.SeeOwnVehicles);
        app.MapGet("/ontheffingen-beoordelen/{id:guid}/stuk/{file:guid}", (Guid id, Guid file, ClaimsPrincipal user, ApplicationLibrary library, HttpResponse response, CancellationToken ct) =>
            Paper(id, file, null, user, library, response, ct)).RequireAuthorization(Permissions.DecideExemptions);
    }

    /// <summary>Always a download: what came from outside is never opened inside our pages.</summary>
    private static async Task<IResult> Paper(Guid id, Guid file, Guid? firm, ClaimsPrincipal user, ApplicationLibrary library, HttpResponse response, CancellationToken ct)
    {
        if (await library.File(id, file, firm, Person.Required(user).Actor, ct) is not var (row, content))
            return Results.NotFound();
        response.Headers.CacheControl = "no-store";
        return Results.File(content, row.MediaType, row.Name);
    }

    /// <summary>The plate of a row.</summary>
    public static PlateText PlateOf(string plate) => PlateText.TryParse(plate, CountryCode.Netherlands, out var read) ? read : default;

    /// <summary>The last day of an exemption; null when it has no end.</summary>
    public static LocalDate? LastDayOf(Exemptions.Exemption exemption) => exemption.Until is { } until ? until.PlusTicks(-1).Date : null;
}
