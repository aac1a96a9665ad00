using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Identity;

internal sealed record PermissionNeeded(string Permission) : IAuthorizationRequirement;

/// <summary>Says yes to a person of this town whose role holds the permission, once he is surely that person.</summary>
internal sealed class PermissionHandler(IOptions<WebOptions> web) : AuthorizationHandler<PermissionNeeded>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionNeeded requirement)
    {
        if (Person.Of(context.User) is { } person && person.Site == web.Value.Site && person.May(requirement.Permission)
            && (person.IsSure || !web.Value.NeedsSecondFactor || requirement.Permission == Permissions.SecureOwnAccount))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
