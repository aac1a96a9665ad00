using Venstertijden.Central.Features.Audit;

namespace Venstertijden.Central.Features.Api.Clients;

/// <summary>The client of a request that showed a good token, as its row says now.</summary>
public sealed record ApiCaller(Guid ClientId, Guid FirmId, Actor Actor)
{
    /// <summary>Of an endpoint that asks for a scope.</summary>
    /// <exception cref="InvalidOperationException">It asks for none, so that anybody may be here.</exception>
    public static ApiCaller Of(HttpContext context) =>
        context.Items[typeof(ApiCaller)] as ApiCaller ?? throw new InvalidOperationException("This endpoint is reached without a token: it names no scope.");

    internal static void Set(HttpContext context, ApiClient client) => context.Items[typeof(ApiCaller)] = new ApiCaller(client.Id, client.FirmId, client.Actor);
}
