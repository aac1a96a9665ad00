using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Local accounts, the cookie that holds a session, and the policies behind the permissions.</summary>
public static class IdentityFeature
{
    public const string SessionCookie = "vth-sessie";
    public const string SignInPath = "/aanmelden";

    /// <summary>Said in the address of the sign-in page when a session had ended by itself.</summary>
    public const string ReasonKey = "reden";
    public const string ReasonSessionOver = "verlopen";

    private static readonly TimeSpan SessionIdle = TimeSpan.FromMinutes(30);

    public static void AddIdentityFeature(this IServiceCollection services)
    {
        services.AddIdentityCore<CentralUser>(options =>
            {
                // Long instead of odd: what NIST 800-63B and the NCSC advise. A passkey or TOTP joins it later.
                options.Password = new PasswordOptions
                {
                    RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false,
                    RequireNonAlphanumeric = false, RequiredUniqueChars = 5,
                };
                options.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
            })
            .AddEntityFrameworkStores<CentralDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PersonClaims>();
        services.AddScoped<Accounts>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(ConfigureSession);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
        {
            if (provider.GetRequiredService<IOptions<WebOptions>>().Value.KeysFolder is { } folder)
                keys.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(folder), provider.GetRequiredService<ILoggerFactory>());
        }));

        services.TryAddScoped<ISiteScope, OwnSite>();
        services.AddScoped<SignIn>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        var authorization = services.AddAuthorizationBuilder()
            // What names no permission is refused to everybody: forgetting is safe, and a test finds it.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        foreach (string permission in Permissions.All)
            authorization.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionNeeded(permission)));
    }

    public static void AddIdentityPages(this PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Identity", Permissions.UseOwnAccount);
        pages.OpenPage("/Identity/SignIn", "Whoever signs in has not signed in yet.");
    }

    private static void ConfigureSession(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = SessionCookie;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SessionIdle;
        options.SlidingExpiration = true;
        // A session is as long as the person's own half hour, also where the demo's clock runs sixty times as fast.
        options.TimeProvider = TimeProvider.System;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = "terug";
        options.Events.OnCheckSlidingExpiration = context =>
        {
            // An open page that only listens is no sign of a person.
            context.ShouldRenew &= !LiveStream.IsAsked(context.Request);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToLogin = context =>
        {
            if (LiveStream.IsAsked(context.Request))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                context.Response.Redirect(context.RedirectUri + SessionOver(context.Request));
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static string SessionOver(HttpRequest request) =>
        request.Cookies.ContainsKey(SessionCookie) ? $"&{ReasonKey}={ReasonSessionOver}" : "";
}
