using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Shared;

/// <summary>One page for everything that could not be answered: what happened, what to do now.</summary>
[ResponseCache(NoStore = true), IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    private static readonly int[] Told = [400, 403, 404, 429, 500, 503];

    public int Code { get; private set; }
    public string Texts { get; private set; } = "500";
    public bool SignedIn { get; private set; }

    /// <summary>For a fault of ours: what to look for in the log.</summary>
    public string? Reference { get; private set; }

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        Code = code;
        int told = Told.Contains(code) ? code : code < 500 ? 404 : 500;
        Texts = told.ToString(System.Globalization.CultureInfo.InvariantCulture);
        SignedIn = Person.Of(User) is not null;
        Reference = told == 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        Response.StatusCode = code;
    }
}
