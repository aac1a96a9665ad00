using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Venstertijden.Central.Features.Identity;

/// <summary>What a page takes to change something on it, where that is more than it takes to see it.</summary>
/// <param name="Permission">One of <see cref="Permissions"/>.</param>
public sealed record ChangePermission(string Permission);

/// <summary>Pages that some may read and fewer may change.</summary>
public static class ChangePermissions
{
    /// <summary>Every request to the page but looking at it needs this permission too.</summary>
    public static PageConventionCollection ChangesNeed(this PageConventionCollection pages, string page, string permission)
    {
        pages.AddPageApplicationModelConvention(page, model =>
        {
            model.EndpointMetadata.Add(new ChangePermission(permission));
            model.Filters.Add(new ChangeFilter(permission));
        });
        return pages;
    }

    private sealed class ChangeFilter(string permission) : IAuthorizationFilter
    {
        public void OnAuthorization(AuthorizationFilterContext context)
        {
            var request = context.HttpContext.Request;
            bool looks = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
            if (!looks && Person.Of(context.HttpContext.User)?.May(permission) != true)
                context.Result = new ForbidResult();
        }
    }
}
