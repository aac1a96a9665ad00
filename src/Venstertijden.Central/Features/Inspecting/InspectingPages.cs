using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>The addresses of the sign round: officers take it, who may see papers sees what came of it.</summary>
public static class InspectingPages
{
    /// <summary>The page, and all that its service worker may serve without a connection.</summary>
    public const string Address = "/schouwronde";

    private const string Worker = "js/round-worker.js";

    public static void AddInspectingPages(this PageConventionCollection pages)
    {
        foreach (string page in (string[])["Index", "Shell"])
            pages.AuthorizePage($"/Inspecting/{page}", Permissions.InspectSigns);
        foreach (string page in (string[])["Past", "Done"])
            pages.AuthorizePage($"/Inspecting/{page}", Permissions.SeePapers);
    }

    public static void MapInspecting(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup(Address).RequireAuthorization(Permissions.InspectSigns);
        // What a phone asks before it sends: is central there, am I still known, and the token of the form.
        own.MapGet("/contact", (HttpContext context, IAntiforgery forms) => Results.Json(new { token = forms.GetAndStoreTokens(context).RequestToken }));
        own.MapGet("/werker.js", (IWebHostEnvironment web, HttpResponse response) =>
        {
            // A worker may serve no more than its own folder, unless its file says so.
            response.Headers["Service-Worker-Allowed"] = Address;
            return Results.File(web.WebRootFileProvider.GetFileInfo(Worker).CreateReadStream(), "text/javascript");
        });
    }
}

/// <summary>Names the texts of these pages.</summary>
public sealed class InspectingTexts;
