using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.InStreet;

/// <summary>The officer's addresses for work in the street.</summary>
public static class StreetPages
{
    public static void AddStreetPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/InStreet", Permissions.WorkInStreet);

    public static void MapStreet(this IEndpointRouteBuilder app) =>
        app.MapGet("/straat/stroom", (StreetNotices notices, HttpContext context, CancellationToken gone) =>
        {
            var site = Person.Required(context.User).Site;
            return LiveStream.Of(_ => Task.FromResult(StreetPulse.Of(notices, site)), gone);
        }).RequireAuthorization(Permissions.WorkInStreet);

    /// <summary>What makes a page that shows the notices out of date; names none of them.</summary>
    public sealed record StreetPulse(int Count, Guid? Newest)
    {
        public static StreetPulse Of(StreetNotices notices, SiteId site)
        {
            var held = notices.Of(site);
            return new StreetPulse(held.Length, held.IsEmpty ? null : held[0].Id);
        }
    }
}

/// <summary>Names the texts of this page.</summary>
public sealed class StreetTexts;
