using Microsoft.Extensions.Options;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Documents;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Central.Features.OpenData;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Api.Zones;

/// <summary>The rules of zones, for everybody and from every site: open data. No outline of a zone is published, so none is told.</summary>
internal static class ZoneApi
{
    private const string Why = "Rules that the city has published; open data.";
    private const string GeoJson = "application/geo+json";

    public static void MapZones(this IEndpointRouteBuilder api)
    {
        var zones = api.MapGroup("/zones").WithTags("Zones");
        zones.MapGet("", List).OpenBecause(Why).WithName("listZones").WithSummary("Zones and their rules of today").WithDescription("Open data: no token is asked for.").Produces<ZoneListJson>().Refuses(StatusCodes.Status406NotAcceptable);
        zones.MapGet("/{id}", One).OpenBecause(Why).WithName("getZone").WithSummary("One zone").WithDescription("Open data: no token is asked for. `geometry` is null as long as no outline is published.").Produces<ZoneJson>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status406NotAcceptable);
    }

    private static IResult List(HttpContext context, EntryCheck entry, LivePolicies live, RulesFeed feed, IOptions<WebOptions> web, IClock clock) =>
        Published(context, () => new ZoneListJson([.. All(entry, live, feed, clock)], web.Value.OpenDataLicence.AbsoluteUri));

    private static IResult One(string id, HttpContext context, EntryCheck entry, LivePolicies live, RulesFeed feed, IClock clock) =>
        All(entry, live, feed, clock).FirstOrDefault(z => z.Id == id) is { } zone ? Published(context, () => zone) : ProblemAnswers.Of(StatusCodes.Status404NotFound, "not-found", $"expected one of {string.Join(", ", entry.Zones.Select(z => z.Zone.Text))}");

    private static IEnumerable<ZoneJson> All(EntryCheck entry, LivePolicies live, RulesFeed feed, IClock clock)
    {
        var today = DutchTime.Local(clock.GetCurrentInstant()).Date;
        var published = feed.Now.Policies;
        return entry.Zones.Select(d => ZoneJson.Of(d, live.Current, today, published.Where(p => p.About.Document == d.Version.ToString()).Select(p => p.Id)));
    }

    private static IResult Published(HttpContext context, Func<object> body)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.Vary = "Accept";
        if (context.Request.GetTypedHeaders().Accept is { Count: > 0 } accepts && accepts.All(a => a.MediaType == GeoJson))
            return ProblemAnswers.Of(StatusCodes.Status406NotAcceptable, "no-outline", "expected an Accept header that takes application/json: no outline of a zone is published, so there is no GeoJSON");
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.Remove("Pragma");
        return Results.Json(body(), StoredJson.Options);
    }
}
