using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>The addresses of who has a letter, and the officer's two pages beside them.</summary>
public static class OwnCasePages
{
    /// <summary>Where officers see which comments nobody has read.</summary>
    public const string Comments = "/reacties";

    public static void AddOwnCasePages(this PageConventionCollection pages)
    {
        pages.OpenPage("/OwnCase/SignIn", "Whoever has a letter signs in here with its number and code; shows no data.");
        pages.AuthorizePage("/OwnCase/Index", OwnCaseSession.Policy);
        pages.AuthorizePage("/OwnCase/Access", Permissions.SendLetters);
        pages.AuthorizePage("/OwnCase/Comments", Permissions.JudgeCases);
    }

    public static void MapOwnCase(this IEndpointRouteBuilder app)
    {
        var person = app.MapGroup(OwnCaseSession.SignInPath).RequireAuthorization(OwnCaseSession.Policy);
        person.MapGet("/beeld/{picture:guid}", Picture);
        person.MapGet("/uitleg.pdf", Sheet);
    }

    internal static string AddressOf(Guid picture) => $"{OwnCaseSession.SignInPath}/beeld/{picture}";

    /// <summary>A picture of the person's own case, masked as it left the camera. Each look is on record as his.</summary>
    private static async Task<IResult> Picture(Guid picture, ClaimsPrincipal user, OwnCaseReader reader, EvidenceStore evidence, CentralDb db, IClock clock, HttpResponse response, CancellationToken ct)
    {
        var id = OwnCaseSession.CaseOf(user);
        if (!await reader.ShowsPictures(id, ct) || await evidence.Open(picture, ct) is not { } found || found.CaseId != id)
            return Results.NotFound();
        AuditTrail.Record(db, OwnCaseSession.Actor, "picture.look", $"picture:{picture}", "own-case", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        response.Headers.CacheControl = "no-store";
        return Results.Bytes(found.Content, found.MediaType);
    }

    private static async Task<IResult> Sheet(ClaimsPrincipal user, OwnCaseReader reader, HttpResponse response, CancellationToken ct)
    {
        response.Headers.CacheControl = "no-store";
        return await reader.Sheet(OwnCaseSession.CaseOf(user), ct) is { } sheet ? Results.File(sheet.Pdf, "application/pdf", $"uitleg-{sheet.Number}.pdf") : Results.NotFound();
    }
}
