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

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>What leaves the house is Dutch, whatever language its maker reads in.</summary>
    public static T InDutch<T>(Func<T> write)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Dutch;
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
            SupportedCultures = [Dutch, English],
            SupportedUICultures = [Dutch, English],
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

    private static ProviderCultureResult? Asked(HttpContext context)
    {
        string asked = context.Request.Query[QueryKey].ToString();
        if (asked.Length == 0) asked = context.Request.Cookies[CookieName] ?? "";
        return asked == "en" ? new ProviderCultureResult(English.Name) : null;
    }
}
