using System.Security.Claims;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Who asks: the signed-in person, read from the cookie's claims without a look in the database.</summary>
/// <param name="Id">Of the account.</param>
/// <param name="Name">As shown.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Site">The municipality.</param>
/// <param name="OfficerNumber">Of a boa.</param>
/// <param name="FirmId">Of somebody of a firm.</param>
/// <param name="IsSure">Signed in with more than a password: a passkey, a second step, or another's provider that asks as much.</param>
public sealed record Person(Guid Id, string Name, Role Role, SiteId Site, string? OfficerNumber, Guid? FirmId, bool IsSure)
{
    internal const string RoleClaim = "vth:role";
    internal const string SiteClaim = "vth:site";
    internal const string NameClaim = "vth:name";
    internal const string OfficerClaim = "vth:officer";
    internal const string FirmClaim = "vth:firm";

    /// <summary>How the person signed in (RFC 8176).</summary>
    internal const string MethodClaim = "amr";
    internal const string ByPasskey = "hwk";
    internal const string ByTwoSteps = "mfa";
    internal const string ByAnother = "fed";

    /// <summary>The same person in the audit trail and in the events of cases.</summary>
    public Actor Actor => new(Id, Name, Kebab.Name(Role));

    public bool May(string permission) => Role.Allows(permission);

    /// <summary>Null for somebody who has not signed in.</summary>
    public static Person? Of(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && Enum.TryParse<Role>(principal.FindFirstValue(RoleClaim), out var role)
        && SiteId.TryParse(principal.FindFirstValue(SiteClaim), out var site)
            ? new Person(id, principal.FindFirstValue(NameClaim) ?? "", role, site, principal.FindFirstValue(OfficerClaim),
                Guid.TryParse(principal.FindFirstValue(FirmClaim), out var firm) ? firm : null, principal.FindFirstValue(MethodClaim) is ByPasskey or ByTwoSteps or ByAnother)
            : null;

    /// <summary>For a page or endpoint that names a permission, so that somebody is signed in.</summary>
    public static Person Required(ClaimsPrincipal principal) =>
        Of(principal) ?? throw new InvalidOperationException("This endpoint is reached by somebody without an account: it names no permission.");

    internal static IEnumerable<Claim> ClaimsOf(CentralUser user)
    {
        yield return new Claim(RoleClaim, user.Role.ToString());
        yield return new Claim(SiteClaim, user.Site.Value);
        yield return new Claim(NameClaim, user.DisplayName);
        if (user.OfficerNumber is { } officer) yield return new Claim(OfficerClaim, officer);
        if (user.FirmId is { } firm) yield return new Claim(FirmClaim, firm.ToString());
    }
}
