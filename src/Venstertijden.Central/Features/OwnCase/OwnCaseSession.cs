using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>The session of who has a letter: a cookie of its own, for these addresses alone, that opens one case. An account's cookie gives no entry here, nor this one elsewhere.</summary>
public static class OwnCaseSession
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "own-case";

    /// <summary>Name of the authorization policy; no role holds it.</summary>
    public const string Policy = "own-case.see";

    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "vth-zaak";

    /// <summary>Where one signs in; the cookie goes to addresses under it.</summary>
    public const string SignInPath = "/mijn-zaak";

    /// <summary>Where the case is seen.</summary>
    public const string CasePath = "/mijn-zaak/inzien";

    /// <summary>Said in the address of the sign-in page when a session had ended by itself.</summary>
    public const string ReasonKey = "reden";

    /// <inheritdoc cref="ReasonKey"/>
    public const string ReasonOver = "verlopen";

    private const string CaseClaim = "vth:own-case";
    private const string StampClaim = "vth:own-stamp";

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(20);

    /// <summary>The person concerned, as the audit trail and the case's events name him: who it is nobody knows but by the letter.</summary>
    public static Actor Actor { get; } = new(null, "betrokkene", "person-concerned");

    /// <summary>The case that this session opens.</summary>
    /// <exception cref="InvalidOperationException">No session of this kind: the address lacks the policy.</exception>
    public static Guid CaseOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(CaseClaim), out var id) ? id : throw new InvalidOperationException("This endpoint is reached without a case: it lacks the policy.");

    internal static ClaimsPrincipal PrincipalOf(OwnCaseKey key) =>
        new(new ClaimsIdentity([new Claim(CaseClaim, key.CaseId.ToString()), new Claim(StampClaim, key.Stamp)], Scheme));

    internal static void AddOwnCaseSession(this IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Scheme, options =>
        {
            options.Cookie.Name = Cookie;
            options.Cookie.Path = SignInPath;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = Idle;
            options.SlidingExpiration = true;
            // A person's own twenty minutes, also where the demo's clock runs sixty times as fast.
            options.TimeProvider = TimeProvider.System;
            options.LoginPath = SignInPath;
            options.ReturnUrlParameter = "terug";
            options.Events.OnValidatePrincipal = Validate;
            options.Events.OnRedirectToLogin = context =>
            {
                context.Response.Redirect(context.Request.Cookies.ContainsKey(Cookie) ? $"{SignInPath}?{ReasonKey}={ReasonOver}" : SignInPath);
                return Task.CompletedTask;
            };
        });
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireClaim(CaseClaim));
    }

    /// <summary>A code that was replaced ends the sessions under it.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<CentralDb>();
        var id = CaseOf(context.Principal!);
        if (await db.OwnCaseKeys.AsNoTracking().FirstOrDefaultAsync(k => k.CaseId == id, context.HttpContext.RequestAborted) is { } key && key.Stamp == context.Principal!.FindFirstValue(StampClaim))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
