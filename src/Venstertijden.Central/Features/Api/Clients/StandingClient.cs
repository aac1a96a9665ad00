using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Validation;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Validation.OpenIddictValidationEvents;

namespace Venstertijden.Central.Features.Api.Clients;

/// <summary>A token is good while its client stands: closing the client ends it with the next request.</summary>
internal sealed class StandingClient(ClientDesk desk) : IOpenIddictValidationHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.AccessTokenPrincipal is not { } principal || context.Transaction.GetHttpRequest()?.HttpContext is not { } http)
            return;
        if (Guid.TryParse(principal.GetClaim(Claims.Subject), out var id) && await desk.Use(id, http.RequestAborted) is { } client)
            ApiCaller.Set(http, client);
        else
            context.Reject(Errors.InvalidToken, "The client of this token was closed.");
    }
}
