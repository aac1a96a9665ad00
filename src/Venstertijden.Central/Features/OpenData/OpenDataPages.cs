using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Net.Http.Headers;
using NodaTime.Text;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.OpenData;

namespace Venstertijden.Central.Features.OpenData;

/// <summary>The addresses of the open data: for everybody, from every site, kept by caches.</summary>
public static class OpenDataPages
{
    /// <summary>The media type that CDS asks for; its version tells major and minor only.</summary>
    public const string MediaType = "application/vnd.cds+json;version=1.0";

    /// <summary>Address of the feed of changes, as JSON.</summary>
    public const string ChangesJson = "/open-data/wijzigingen.json";

    /// <summary>The same as Atom.</summary>
    public const string ChangesAtom = "/open-data/wijzigingen.atom";

    private const string Why = "Rules that the city has published; open data.";
    private const string NoArea = "expected the area of each zone, which the rules do not hold yet: the feed has policies only, each with its zone by name in x_venstertijden";

    public static void AddOpenDataPages(this PageConventionCollection pages) => pages.OpenPage("/OpenData/Index", "Tells where the open data are.");

    public static void MapOpenData(this IEndpointRouteBuilder app)
    {
        string[] reads = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/curbs/policies", reads, All).OpenBecause(Why);
        app.MapMethods("/curbs/policies/{id}", reads, One).OpenBecause(Why);
        foreach (string places in (string[])["zones", "areas", "spaces"])
            app.MapMethods($"/curbs/{places}/{{id?}}", reads, (HttpContext context) => Refused(context, StatusCodes.Status501NotImplemented, "not_implemented", NoArea)).OpenBecause("Says that this part of CDS is not offered.");
        app.MapMethods(ChangesJson, reads, (HttpContext context, ZoneChangeFeed feed, string? sinds) => Changes(context, feed, sinds, "application/json", feed.WriteJson)).OpenBecause(Why);
        app.MapMethods(ChangesAtom, reads, (HttpContext context, ZoneChangeFeed feed, string? sinds) =>
            Changes(context, feed, sinds, "application/atom+xml", changes => feed.WriteAtom(changes, Own(context, ChangesAtom), Own(context, "/open-data#wijzigingen")))).OpenBecause(Why);
        app.MapMethods("/open-data/curb-policies.schema.json", reads, () => Results.Text(CurbJson.Schema, "application/schema+json")).OpenBecause("The form of the open data.");
    }

    private static IResult All(HttpContext context, RulesFeed feed, string? ids)
    {
        if (!Accepted(context.Request))
            return NotAcceptable(context);
        var now = feed.Now;
        if (string.IsNullOrEmpty(ids))
            return Published(context, now.All, now);
        var asked = new HashSet<Guid>();
        foreach (string id in ids.Split(','))
        {
            if (!Guid.TryParse(id, out var read))
                return Refused(context, StatusCodes.Status400BadRequest, "bad_request", $"ids: expected UUIDs with commas between them, found '{(id.Length > 40 ? id[..40] : id)}'");
            asked.Add(read);
        }

        return Published(context, now.Write(now.Policies.Where(p => asked.Contains(p.Id))), now);
    }

    /// <summary>The changes, or those announced after a moment.</summary>
    private static IResult Changes(HttpContext context, ZoneChangeFeed feed, string? since, string mediaType, Func<ImmutableArray<ToldChange>, byte[]> write)
    {
        var changes = feed.Now;
        if (!string.IsNullOrEmpty(since))
        {
            if (InstantPattern.ExtendedIso.Parse(since) is not { Success: true, Value: var moment })
            {
                ForEverybody(context);
                return Results.Problem("sinds: expected a moment in UTC such as 2026-11-01T00:00:00Z", statusCode: StatusCodes.Status400BadRequest);
            }

            changes = feed.Since(moment);
        }

        ForEverybody(context);
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.Remove(HeaderNames.Pragma);
        byte[] body = write(changes);
        return Results.Bytes(body, mediaType + "; charset=utf-8", lastModified: ZoneChangeFeed.UpdatedAt(feed.Now).ToDateTimeOffset(), entityTag: ZoneChangeFeed.TagOf(body));
    }

    private static Uri Own(HttpContext context, string path) => new($"{context.Request.Scheme}://{context.Request.Host}{path}");

    private static IResult One(string id, HttpContext context, RulesFeed feed)
    {
        if (!Accepted(context.Request))
            return NotAcceptable(context);
        if (!Guid.TryParse(id, out var asked))
            return Refused(context, StatusCodes.Status400BadRequest, "bad_request", "expected the id of a policy, a UUID");
        var now = feed.Now;
        return now.Policies.FirstOrDefault(p => p.Id == asked) is { } policy
            ? Published(context, now.WriteOne(policy), now)
            : Refused(context, StatusCodes.Status404NotFound, "not_found", "expected the id of a policy that is in the feed now: see /curbs/policies");
    }

    private static IResult Published(HttpContext context, RulesFeed.Body body, RulesFeed.Snapshot now)
    {
        ForEverybody(context);
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.Remove(HeaderNames.Pragma);
        return Results.Bytes(body.Json, MediaType, lastModified: now.Changed.ToDateTimeOffset(), entityTag: body.Tag);
    }

    private static IResult NotAcceptable(HttpContext context) =>
        Refused(context, StatusCodes.Status406NotAcceptable, "not_acceptable", $"expected an Accept header that takes {MediaType}, or none");

    private static IResult Refused(HttpContext context, int status, string error, string description)
    {
        ForEverybody(context);
        context.Response.StatusCode = status;
        return Results.Bytes(CurbJson.Error(error, description), MediaType);
    }

    private static void ForEverybody(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.Vary = HeaderNames.Accept;
    }

    /// <summary>CDS: an Accept header that does not take this version is refused. No header takes all.</summary>
    private static bool Accepted(HttpRequest request)
    {
        var accepts = request.GetTypedHeaders().Accept;
        return accepts.Count == 0 || accepts.Any(a => a.Quality is not 0 && (a.MatchesAllTypes || (a.Type == "application" && a.MatchesAllSubTypes) || IsOurs(a)));

        static bool IsOurs(MediaTypeHeaderValue a) =>
            a.MediaType.Equals("application/vnd.cds+json", StringComparison.OrdinalIgnoreCase)
            && a.Parameters.FirstOrDefault(p => p.Name.Equals("version", StringComparison.OrdinalIgnoreCase))?.GetUnescapedValue() is var version
            && (version is not { HasValue: true, Value: { } asked } || asked is "1" or "1.0" or CurbJson.Version);
    }
}
