using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Venstertijden.Central.Features.Shared;

/// <summary>
/// Why an address may be used without signing in. An endpoint either names a permission or carries this; a test refuses
/// any other.
/// </summary>
public sealed record OpenDoor(string Reason);

public static class OpenDoors
{
    public static TBuilder OpenBecause<TBuilder>(this TBuilder endpoints, string reason)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new AllowAnonymousAttribute(), new OpenDoor(reason));

    public static void OpenPage(this PageConventionCollection pages, string page, string reason) =>
        pages.AddPageApplicationModelConvention(page, model =>
        {
            model.EndpointMetadata.Add(new AllowAnonymousAttribute());
            model.EndpointMetadata.Add(new OpenDoor(reason));
        });
}
