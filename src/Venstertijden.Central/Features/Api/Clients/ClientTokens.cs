using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;
using Venstertijden.Central.Features.Api.Documents;
using Venstertijden.Central.Features.Shared;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using Told = OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreConstants.Properties;
using Validating = OpenIddict.Validation.OpenIddictValidationEvents;

namespace Venstertijden.Central.Features.Api.Clients;

/// <summary>
/// The token endpoint (RFC 6749, client credentials), and what a token opens. OpenIddict knows the protocol; our table knows the clients, so it keeps none of its
/// own. Tokens are sealed by the same keys as session cookies: every central that shares those takes them, and nothing of them is stored (decision 19).
/// </summary>
internal static class ClientTokens
{
    /// <summary>How long a token is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Tokens asked for in a minute, from one address with one client id: who guesses secrets gets no further than this.</summary>
    public const int PerMinute = 10;

    private const string Path = ApiFeature.Root + "/oauth/token";
    private const string Limit = "api-token";
    private const int AfterItsOwn = int.MaxValue - 100_000;

    public static void AddClientTokens(this IServiceCollection services)
    {
        services.AddScoped<StandingClient>();
        services.AddOpenIddict()
            .AddServer(server =>
            {
                server.EnableDegradedMode().AllowClientCredentialsFlow().SetTokenEndpointUris(Path).SetAccessTokenLifetime(Lifetime).RegisterScopes([.. ApiScopes.All]);
                // It wants keys for tokens of a kind that we do not give out.
                server.AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256))).AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
                server.UseDataProtection();
                // Where there is TLS it ends at the server in front; our own pages do not ask for it either.
                server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
                // Who the client is, is looked up behind the bound on requests: in Token.
                server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(_ => default));
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseDataProtection();
                validation.UseAspNetCore();
                validation.AddEventHandler<Validating.ProcessAuthenticationContext>(handler => handler.UseScopedHandler<StandingClient>().SetOrder(AfterItsOwn));
            });
        var authorization = services.AddAuthorizationBuilder();
        foreach (string scope in ApiScopes.All)
            authorization.AddPolicy(scope, policy => policy.AddAuthenticationSchemes(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme).RequireAuthenticatedUser().RequireAssertion(c => c.User.HasScope(scope)));
        services.Configure<RateLimiterOptions>(o => o.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            (Neighbourhood.Of(context.Connection.RemoteIpAddress), context.GetOpenIddictServerRequest()?.ClientId), _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) })));
    }

    public static void MapTokens(this IEndpointRouteBuilder api) => api.MapPost("/oauth/token", Give)
        .OpenBecause("A client shows its secret here, and has no token yet.").RequireRateLimiting(Limit)
        .WithTags("Tokens").WithName("getToken").WithSummary("An access token for a client")
        .WithDescription("RFC 6749 section 4.4. Client id and secret as HTTP Basic or in the form. Errors have the form of RFC 6749 section 5.2, not of a problem.").Produces<GivenToken>()
        .WithMetadata(new FormBody(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "Unless in the header.", ["client_secret"] = "Unless in the header.", ["scope"] = "With spaces between them; all that the client has when left out." }, ["grant_type"]))
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> Give(HttpContext context, ClientDesk desk)
    {
        var asked = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The token endpoint is reached past OpenIddict.");
        if (await desk.Open(asked.ClientId, asked.ClientSecret, context.RequestAborted) is not { } client)
            return Refused(Errors.InvalidClient, "expected the id and the secret of a client that was not closed");
        var scopes = asked.GetScopes();
        if (scopes.Except(client.ScopeList).ToList() is { Count: > 0 } beyond)
            return Refused(Errors.InvalidScope, $"this client does not have {string.Join(", ", beyond)}");
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, client.Id.ToString()).SetScopes(scopes.IsEmpty ? client.ScopeList : scopes);
        return Results.SignIn(new ClaimsPrincipal(identity), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static IResult Refused(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?> { [Told.Error] = error, [Told.ErrorDescription] = description }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}

/// <summary>What is given for a secret (RFC 6749 section 5.1); for the description alone.</summary>
internal sealed record GivenToken(
    [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("token_type")] string TokenType, [property: JsonPropertyName("expires_in")] int ExpiresIn);
