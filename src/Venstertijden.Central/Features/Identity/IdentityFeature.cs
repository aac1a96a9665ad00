using System.Security.Claims;
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

    /// <summary>Where a person looks after how he signs in.</summary>
    public const string OwnAccount = "/mijn-account";

    /// <summary>How often a session looks whether its account still stands.</summary>
    public static readonly TimeSpan AccountLooksEvery = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SessionIdle = TimeSpan.FromMinutes(30);

    public static void AddIdentityFeature(this IServiceCollection services)
    {
        services.AddIdentityCore<CentralUser>(options =>
            {
                // Long instead of odd: what NIST 800-63B and the NCSC advise.
                options.Password = new PasswordOptions
                {
                    RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false,
                    RequireNonAlphanumeric = false, RequiredUniqueChars = 5,
                };
                options.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
            })
            .AddEntityFrameworkStores<CentralDb>()
            .AddDefaultTokenProviders()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PersonClaims>();
        services.AddScoped<Accounts>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A passkey signs in by itself, without a name: it must be found by the device and unlocked by its owner.
            options.ResidentKeyRequirement = "required";
            options.UserVerificationRequirement = "required";
        });
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            // Another role, or an account that was taken away, is felt in open sessions within this time.
            options.ValidationInterval = AccountLooksEvery;
            options.OnRefreshingPrincipal = context =>
            {
                if (context.CurrentPrincipal?.FindFirst(Person.MethodClaim) is { } method && context.NewPrincipal?.Identity is ClaimsIdentity renewed)
                    renewed.AddClaim(method.Clone());
                return Task.CompletedTask;
            };
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(ConfigureSession);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
        {
            if (provider.GetRequiredService<IOptions<WebOptions>>().Value.KeysFolder is { } folder)
                keys.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(folder), provider.GetRequiredService<ILoggerFactory>());
        }));

        services.TryAddScoped<ISiteScope, OwnSite>();
        services.AddScoped<SignIn>().AddScoped<BusinessSignIn>().AddScoped<Passkeys>().AddScoped<Authenticator>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        var authorization = services.AddAuthorizationBuilder()
            // What names no permission is refused to everybody: forgetting is safe, and a test finds it.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        foreach (string permission in Permissions.All)
            authorization.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionNeeded(permission)));
    }

    public static void AddIdentityPages(this PageConventionCollection pages)
    {
        pages.AuthorizePage("/Identity/Account", Permissions.SecureOwnAccount);
        pages.AuthorizePage("/Identity/SignOut", Permissions.SecureOwnAccount);
        pages.OpenPage("/Identity/SignIn", "Whoever signs in has not signed in yet.");
        pages.OpenPage("/Identity/SecondStep", "Whoever signs in is half-way: the password was right, the second step is still to come.");
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
        options.Events.OnValidatePrincipal = async context =>
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
            context.ShouldRenew &= !LiveStream.IsAsked(context.Request);
        };
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
            bool lacksStep = Person.Of(context.HttpContext.User) is { IsSure: false } && context.HttpContext.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value.NeedsSecondFactor;
            if (lacksStep && HttpMethods.IsGet(context.Request.Method) && !LiveStream.IsAsked(context.Request))
                context.Response.Redirect(OwnAccount);
            else
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static string SessionOver(HttpRequest request) =>
        request.Cookies.ContainsKey(SessionCookie) ? $"&{ReasonKey}={ReasonSessionOver}" : "";
}
