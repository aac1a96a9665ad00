using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.RateLimiting;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Venstertijden.Central.Features.Api.Allowances;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Api.Documents;
using Venstertijden.Central.Features.Api.Exemptions;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Api.Vehicles;
using Venstertijden.Central.Features.Api.Webhooks;
using Venstertijden.Central.Features.Api.Zones;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Api;

/// <summary>The interface for software of firms, under <c>/api/v1</c> (docs/api.md). Whatever it answers comes from where the pages have it.</summary>
public static class ApiFeature
{
    /// <summary>Under this path everything is of the interface, errors too.</summary>
    public const string Root = "/api/v1";

    /// <summary>Version of the interface, in every answer's <c>API-Version</c>. A breaking change makes another <see cref="Root"/>.</summary>
    public const string Version = "1.0.0";

    /// <summary>Requests a minute of one client.</summary>
    public const int PerMinute = 600;

    /// <summary>Name of the bound on a client's requests.</summary>
    public const string PerClient = "api-client";

    /// <summary>Where a firm makes its clients.</summary>
    public const string Connections = "/instellingen/koppelingen";

    public static void AddApiPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Api", Permissions.ManageConnections);

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddScoped<ClientDesk>().AddScoped<AllowanceDesk>().AddScoped<KeptAnswers>().AddScoped<WebhookDesk>();
        services.AddClientTokens();
        services.AddApiDocument();
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb));
        services.Configure<RateLimiterOptions>(o => o.AddPolicy(PerClient, context => RateLimitPartition.GetFixedWindowLimiter(
            ApiCaller.Of(context).ClientId, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) })));
        return services;
    }

    /// <summary>What the rounds need of it, with pages or without.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookDoor>().AddSingleton<WebhookMail>().AddSingleton<WebhookRound>().AddSingleton<IWebhookSource, EndingRights>().AddSingleton<IWebhookSource, DecidedApplications>().AddSingleton<IWebhookSource, AnnouncedChanges>();

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root);
        api.MapTokens();
        api.MapVehicles();
        api.MapAllowances();
        api.MapExemptions();
        api.MapZones();
        app.MapApiDocument();
        api.MapElsewhere();
    }

    /// <summary>For clients that hold a scope; bounded per client.</summary>
    internal static TBuilder For<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(scope).RequireRateLimiting(PerClient)
        .Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests);
}
