using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>The addresses of annulments: for officers, of whom it takes two.</summary>
public static class AnnulmentPages
{
    public static void AddAnnulmentPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Annulments", Permissions.WithdrawCases);

    public static void MapAnnulments(this IEndpointRouteBuilder app) => app.MapGet("/intrekken/{id:guid}/terugbetalen.csv", Csv).RequireAuthorization(Permissions.WithdrawCases);

    private static async Task<IResult> Csv(Guid id, AnnulmentDesk desk, Refunds refunds, ClaimsPrincipal user, CancellationToken ct) => await desk.Find(id, ct) is null
        ? Results.NotFound()
        : CsvFile.Of(Refunds.Csv(await refunds.Of(id, int.MaxValue, Person.Required(user).Actor, ct)), $"terugbetalen-{id.ToString()[..8]}.csv");
}

/// <summary>Names the texts of these pages.</summary>
public sealed class AnnulmentTexts;
