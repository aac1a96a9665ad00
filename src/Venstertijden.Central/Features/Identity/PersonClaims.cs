using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Puts what the pages need to know of a person into the cookie.</summary>
internal sealed class PersonClaims(UserManager<CentralUser> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<CentralUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(CentralUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaims(Person.ClaimsOf(user));
        return identity;
    }
}
