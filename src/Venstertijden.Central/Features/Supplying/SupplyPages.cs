using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime.Text;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Supplying;

/// <summary>Passages that lack a fact: for who may judge cases.</summary>
public static class SupplyPages
{
    public static void AddSupplyPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Supplying", Permissions.JudgeCases);

    public static void MapSupply(this IEndpointRouteBuilder app)
    {
        var officers = app.MapGroup("/feiten").RequireAuthorization(Permissions.JudgeCases);
        officers.MapGet("/lijst.csv", Csv);
        officers.MapGet("/{id:guid}/beeld", Picture);
        officers.MapGet("/{id:guid}/stroom", (Guid id, IServiceScopeFactory scopes, CancellationToken gone) => LiveStream.Of(ct => Pulse(scopes, id, ct), gone));
    }

    /// <summary>Whether the picture came: what makes the page out of date.</summary>
    public sealed record PicturePulse(bool Came);

    private static async Task<PicturePulse> Pulse(IServiceScopeFactory scopes, Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return new PicturePulse(await scope.ServiceProvider.GetRequiredService<SupplyDesk>().PictureCame(id, ct));
    }

    /// <summary>The list as on the page: no plate.</summary>
    private static async Task<IResult> Csv(SupplyDesk desk, CancellationToken ct)
    {
        var csv = new StringBuilder("camera,street,seen_from,reason,erased_at,given_up_at\n");
        foreach (var item in await desk.List(ct))
            csv.AppendJoin(',', ((string[])
            [
                item.CameraName, item.Street, InstantPattern.General.Format(item.SeenFrom), item.Reason, InstantPattern.General.Format(item.EraseAt), item.GivenUpAt is { } at ? InstantPattern.General.Format(at) : "",
            ]).Select(CsvCell.Of)).Append('\n');
        return CsvFile.Of(csv.ToString(), "feiten.csv");
    }

    private static async Task<IResult> Picture(Guid id, ClaimsPrincipal user, SupplyDesk desk, HttpResponse response, CancellationToken ct)
    {
        if (await desk.Picture(id, Person.Required(user).Actor, ct) is not var (content, mediaType))
            return Results.NotFound();
        response.Headers.CacheControl = "no-store";
        return Results.Bytes(content, mediaType);
    }
}

/// <summary>Names the texts of these pages.</summary>
public sealed class SupplyTexts;
