using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Review;

/// <summary>The officer's addresses; everything in this folder is for who may judge cases.</summary>
public static class ReviewPages
{
    public static void AddReviewPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Review", Permissions.JudgeCases);

    public static void MapReview(this IEndpointRouteBuilder app)
    {
        var officers = app.MapGroup("").RequireAuthorization(Permissions.JudgeCases);
        officers.MapGet("/werkvoorraad/stroom", (IServiceScopeFactory scopes, CancellationToken gone) => LiveStream.Of(ct => Pulse(scopes, ct), gone));
        officers.MapGet("/zaak/{id:guid}/beeld/{picture:guid}", Picture);
    }

    /// <summary>What of the queue makes a page that shows it out of date.</summary>
    public sealed record QueuePulse(string States)
    {
        public static QueuePulse Of(IReadOnlyDictionary<CaseState, int> counts) =>
            new(string.Join(' ', counts.Where(c => CaseMoves.Undecided.Contains(c.Key)).OrderBy(c => c.Key).Select(c => $"{Kebab.Name(c.Key)}={c.Value}")));
    }

    private static async Task<QueuePulse> Pulse(IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return QueuePulse.Of(await scope.ServiceProvider.GetRequiredService<CaseQueue>().CountOpen(ct));
    }

    /// <summary>
    /// A picture of a case, to who judges it. The look is on record like every other look at personal data; the page in
    /// front of it asked for the case moments before, so the purpose is the same.
    /// </summary>
    private static async Task<IResult> Picture(
        Guid id, Guid picture, ClaimsPrincipal user, EvidenceStore evidence, CentralDb db, IClock clock, HttpResponse response, CancellationToken ct)
    {
        if (await evidence.Open(picture, ct) is not { } found || found.CaseId != id)
            return Results.NotFound();
        AuditTrail.Record(db, Person.Required(user).Actor, "picture.look", $"picture:{picture}", "review", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        response.Headers.CacheControl = "no-store";
        return Results.Bytes(found.Content, found.MediaType);
    }
}
