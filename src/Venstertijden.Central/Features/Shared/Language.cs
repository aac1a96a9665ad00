using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Venstertijden.Central.Features.Shared;

/// <summary>Dutch unless the person asked for English, by <c>?taal=en</c> (remembered in a cookie).</summary>
public static class Language
{
    public const string QueryKey = "taal";
    private const string CookieName = "vth-taal";

    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Polish = CultureInfo.GetCultureInfo("pl-PL");
    private static readonly CultureInfo[] OfDrivers = [Dutch, English, Polish];

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>What leaves the house is Dutch, whatever language its maker reads in.</summary>
    public static T InDutch<T>(Func<T> write) => In(english: false, write);

    /// <summary>Writes in a language, whatever that of the request is.</summary>
    public static T In<T>(bool english, Func<T> write)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = english ? English : Dutch;
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app)
    {
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Dutch),
            SupportedCultures = [Dutch, English, Polish],
            SupportedUICultures = [Dutch, English, Polish],
            RequestCultureProviders = [new CustomRequestCultureProvider(context => Task.FromResult(Asked(context)))],
        });
        return app.Use((context, next) =>
        {
            if (context.Request.Query[QueryKey].ToString() is "nl" or "en")
                context.Response.Cookies.Append(CookieName, context.Request.Query[QueryKey].ToString(), new CookieOptions
                {
                    HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps,
                    MaxAge = TimeSpan.FromDays(365),
                });
            return next(context);
        });
    }

    /// <summary>A driver's page also speaks Polish, and follows his phone unless the link says otherwise.</summary>
    private static CultureInfo OfDriver(string asked, HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0]);
        return wanted.Prepend(asked).Select(w => Array.Find(OfDrivers, c => c.TwoLetterISOLanguageName == w)).FirstOrDefault(c => c is not null) ?? Dutch;
    }

    private static ProviderCultureResult? Asked(HttpContext context)
    {
        string asked = context.Request.Query[QueryKey].ToString();
        if (context.Request.Path.StartsWithSegments(Driving.DrivingPages.Path))
            return new ProviderCultureResult(OfDriver(asked, context.Request).Name);
        if (asked.Length == 0) asked = context.Request.Cookies[CookieName] ?? "";
        return asked == "en" ? new ProviderCultureResult(English.Name) : null;
    }
}
