using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>The number and the code of a letter in, the one case out.</summary>
[ResponseCache(NoStore = true), EnableRateLimiting(EntryPages.Limit)]
public sealed class OwnCaseSignInModel(OwnCaseDoor door, IOptions<WebOptions> web, IStringLocalizer<OwnCaseTexts> texts) : PageModel
{
    [BindProperty] public string? Number { get; set; }
    [BindProperty] public string? Code { get; set; }
    [BindProperty(SupportsGet = true, Name = OwnCaseSession.ReasonKey)] public string? Why { get; set; }

    public string Town => Towns.NameOf(web.Value.Site);
    public bool SessionOver => Why == OwnCaseSession.ReasonOver && Refusal is null;

    /// <summary>Key of the text that says why it did not work.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync() =>
        (await HttpContext.AuthenticateAsync(OwnCaseSession.Scheme)).Succeeded ? LocalRedirect(OwnCaseSession.CasePath) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (number, code) = (OwnCaseNumber.Read(Number), LetterCode.Read(Code));
        if (number is null) ModelState.AddModelError(nameof(Number), texts["in.number.bad"]);
        if (code is null) ModelState.AddModelError(nameof(Code), texts["in.code.bad"]);
        if (number is null || code is null) return Page();
        var (outcome, person) = await door.Try(number, code, Neighbourhood.Of(HttpContext.Connection.RemoteIpAddress), ct);
        if (outcome == DoorOutcome.Open)
        {
            await HttpContext.SignInAsync(OwnCaseSession.Scheme, person!);
            return LocalRedirect(OwnCaseSession.CasePath);
        }

        Refusal = outcome == DoorOutcome.Wait ? "in.wait" : "in.refused";
        return Page();
    }

    public string? Problem(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;
}
