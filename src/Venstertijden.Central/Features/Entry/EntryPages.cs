using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Api.Documents;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Entry;

/// <summary>The public check: a page, and the same as JSON. Open to everybody, and bounded per address.</summary>
public static class EntryPages
{
    /// <summary>Name of the bound.</summary>
    public const string Limit = "public-check";

    /// <summary>Questions a minute from one address. A person needs few; who needs many has the API for firms.</summary>
    public const int PerMinute = 60;

    private const string Why = "Rules and register are public; no exemption is told and nothing is stored.";
    private const int LongestBody = 4_096;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static void AddEntryPages(this PageConventionCollection pages) => pages.OpenPage("/Entry/Index", Why);

    public static IServiceCollection AddEntry(this IServiceCollection services) => services
        .AddScoped<EntryCheck>().AddScoped<EntryWords>().AddScoped<EntrySheet>()
        .AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            o.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
                Neighbourhood.Of(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));
        });

    public static void MapEntry(this IEndpointRouteBuilder app) => app.MapPost("/api/v1/entry-checks", Check).RequireRateLimiting(Limit).OpenBecause(Why)
        .WithTags("Entry checks").WithName("checkEntry").WithSummary("May this plate enter, by rules and register alone").WithDescription("For everybody, without a token; 60 a minute from one address. Nothing about a plate is stored.")
        .Accepts<EntryAsked>("application/json").Produces<EntryJson>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> Check(HttpContext context, EntryCheck check, EntryWords words, CancellationToken ct)
    {
        var zones = check.Zones;
        if (zones.Count == 0)
            return ProblemAnswers.Of(StatusCodes.Status503ServiceUnavailable, "no-rules", "there are no rules for today");
        if (await Body(context.Request, ct) is not { } asked)
            return ProblemAnswers.Of(StatusCodes.Status400BadRequest, "bad-json", """expected a JSON object such as {"plate":"V-123-BX","at":"2026-03-02T10:30"}, at most 4 kB""");
        var at = asked.At?.Split('T') ?? [];
        var question = EntryQuestion.Read(new EntryForm(asked.Plate, asked.Country, at.ElementAtOrDefault(0), at.ElementAtOrDefault(1), asked.Zone), check.Now, [.. zones.Select(z => z.Zone)], out var problems);
        if (question is null)
            return ProblemAnswers.BadFields([.. problems.Keys.Select(key => (Field: key is "day" or "time" ? "at" : key, Key: key)).DistinctBy(p => p.Field).Select(p => FieldProblem.OfBody(p.Field, Expected(p.Key, zones.Select(z => z.Zone.Text))))]);
        context.Response.Headers.CacheControl = "no-store";
        var report = check.Of(question);
        return Results.Json(new EntryJson(
            report.Question.Plate.Text, report.Question.Plate.Country.Text, Local(report.Question.Local), InstantPattern.General.Format(report.At), report.RegisterAt is { } fetched ? InstantPattern.General.Format(fetched) : null,
            [.. new[] { report.Answer }.Concat(report.Others).Select(a => EntryZoneJson.Of(a, words.NameOf(a)))],
            "By rule and register only: whoever holds an exemption may have more. Inside a window only loading and unloading is allowed."), Json);
    }

    /// <summary>Null when it is no such object, or too long.</summary>
    private static async Task<EntryAsked?> Body(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[LongestBody + 1];
        int length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        if (length > LongestBody)
            return null;
        try
        {
            return JsonSerializer.Deserialize<EntryAsked>(buffer.AsSpan(0, length), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Expected(string field, IEnumerable<string> zones) => field switch
    {
        "plate" => "expected a number plate; a Dutch one has six letters and digits",
        "country" => "expected two letters such as NL (ISO 3166)",
        "zone" => $"expected one of {string.Join(", ", zones)}",
        _ => "expected a local time within six years, such as 2026-03-02T10:30",
    };

    private static string Local(LocalDateTime local) => LocalDateTimePattern.GeneralIso.Format(local);

    private sealed record EntryAsked(string? Plate, string? Country, string? At, string? Zone);

    private sealed record EntryJson(string Plate, string Country, string At, string AnsweredAt, string? RegisterRetrievedAt, IReadOnlyList<EntryZoneJson> Zones, string Note);

    private sealed record EntryZoneJson(string Zone, string Name, string Answer, string? Until, string? From, bool OnlyToLoad, bool ZeroEmission, string? AccessEndsOn, IReadOnlyList<EntryOpenJson> OpenThatDay, string? Policy)
    {
        public static EntryZoneJson Of(EntryAnswer a, string name) => new(
            a.Zone.Text, name, Data.Kebab.Name(a.Word), a.Until is { } until ? Local(until) : null, a.From is { } from ? Local(from) : null, a.IsOnlyToLoad, a.IsZeroEmission,
            a.EndsOn is { } ends ? LocalDatePattern.Iso.Format(ends) : null, [.. a.Day.Open.Select(s => new EntryOpenJson(Local(s.From), Local(s.Until)))], a.Document?.Version.ToString());
    }

    private sealed record EntryOpenJson(string From, string Until);
}
