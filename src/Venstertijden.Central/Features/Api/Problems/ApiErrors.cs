using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Template;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Api.Problems;

/// <summary>Every answer under <see cref="ApiFeature.Root"/> tells the version; every error without a body, also one of the framework and a fault of ours, gets a problem as its body.</summary>
internal static partial class ApiErrors
{
    public static IApplicationBuilder UseApiErrors(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(ApiFeature.Root, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        context.Response.Headers["API-Version"] = ApiFeature.Version;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogFault(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiErrors).FullName!), context.TraceIdentifier, e);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType))
            await response.WriteAsJsonAsync(Of(context), StoredJson.Options, Problem.MediaType, context.RequestAborted);
    });

    /// <summary>What else is asked under the root: another method of an address that exists, or an address that does not.</summary>
    public static void MapElsewhere(this IEndpointRouteBuilder api) => api.Map("/{**elsewhere}", (HttpContext context, EndpointDataSource endpoints) =>
    {
        string[] methods = [.. endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => Fits(e, context.Request.Path)).SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal)];
        if (methods.Length == 0)
            return ProblemAnswers.Of(StatusCodes.Status404NotFound, "not-found", $"there is nothing at this address; all addresses stand in {ApiFeature.Root}/openapi.json");
        // The method is right, so the router took offence at the type of the body.
        if (methods.Contains(context.Request.Method))
            return ProblemAnswers.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "expected a body of type application/json");
        context.Response.Headers.Allow = string.Join(", ", methods);
        return ProblemAnswers.Of(StatusCodes.Status405MethodNotAllowed, "method-not-allowed", $"expected {string.Join(" or ", methods)}");
    }).OpenBecause("Says only that an address or a method does not exist.").ExcludeFromDescription();

    private static bool Fits(RouteEndpoint endpoint, PathString path) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not null && new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!), []).TryMatch(path, []);

    private static Problem Of(HttpContext context)
    {
        int status = context.Response.StatusCode;
        return status switch
        {
            StatusCodes.Status401Unauthorized => Problem.Of(status, "unauthorized", $"expected an access token that is still good, as 'Authorization: Bearer ...'; POST {ApiFeature.Root}/oauth/token gives one"),
            StatusCodes.Status403Forbidden => Problem.Of(status, "scope-missing", $"expected an access token with the scope {Scope(context) ?? "of this address"}; the firm's owner decides which scopes a client has"),
            StatusCodes.Status404NotFound => Problem.Of(status, "not-found", "there is nothing at this address, or it is not yours"),
            StatusCodes.Status413PayloadTooLarge => Problem.Of(status, "too-large", "expected a smaller body"),
            StatusCodes.Status415UnsupportedMediaType => Problem.Of(status, "media-type", "expected a body of type application/json"),
            StatusCodes.Status429TooManyRequests => Problem.Of(status, "too-many", $"expected fewer requests; try again in {context.Response.Headers.RetryAfter} seconds"),
            >= 500 => Problem.Of(status, "fault", $"something went wrong here; it is on record as {context.TraceIdentifier}"),
            _ => Problem.Of(status, "bad-request", "the request could not be understood"),
        };
    }

    private static string? Scope(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy;

    [LoggerMessage(2501, LogLevel.Error, "Request {Trace} of the interface failed")]
    private static partial void LogFault(ILogger log, string trace, Exception e);
}
