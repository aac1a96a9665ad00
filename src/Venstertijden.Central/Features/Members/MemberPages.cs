using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.RateLimiting;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Members;

/// <summary>Who of a firm has an account: registering, inviting, and showing that it is that firm.</summary>
public static class MemberPages
{
    /// <summary>Begins the address of an invitation.</summary>
    public const string Accept = "/uitnodiging";

    /// <summary>Where a firm registers.</summary>
    public const string Register = "/bedrijf-aanmelden";

    /// <summary>Where an owner says who else may sign in.</summary>
    public const string Users = "/instellingen/gebruikers";

    /// <summary>Where an owner shows that his firm is that firm.</summary>
    public const string Proof = "/instellingen/bewijs";

    /// <summary>Where officials make the letters with codes.</summary>
    public const string Firms = "/bedrijven";

    /// <summary>Name of the bound on registering.</summary>
    public const string Limit = "register-firm";

    /// <summary>Firms that one address may register in an hour. A mail goes out for each.</summary>
    public const int PerHour = 10;

    public static IServiceCollection AddMembers(this IServiceCollection services) => services
        .AddScoped<FirmMembers>().AddScoped<Enrolment>().AddScoped<FirmProof>().AddScoped<MandateDesk>().AddScoped<MemberMails>()
        .Configure<RateLimiterOptions>(o => o.AddPolicy(Limit, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(Neighbourhood.Of(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = PerHour, Window = TimeSpan.FromHours(1) })
            : RateLimitPartition.GetNoLimiter("")));

    public static void AddMemberPages(this PageConventionCollection pages)
    {
        pages.AuthorizePage("/Members/Users", Permissions.ManageOwnFirm);
        pages.AuthorizePage("/Members/Proof", Permissions.ManageOwnFirm);
        pages.AuthorizePage("/Members/Firms", Permissions.DecideExemptions);
        pages.OpenPage("/Members/Register", "A firm that registers has no account yet; it sees nothing but its own form.");
        pages.OpenPage("/Members/Accept", "Who is invited has no account yet: the secret in the address is the key, and works once.");
    }
}
