using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Venstertijden.Central.Features.Identity;

/// <summary>The code of the authenticator app, after the password.</summary>
public sealed class SecondStepModel(SignIn signIn, IStringLocalizer<IdentityTexts> texts) : PageModel
{
    [BindProperty] public string? Code { get; set; }

    [BindProperty(SupportsGet = true, Name = "terug")] public string? ReturnTo { get; set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await signIn.HalfWay() is null ? Again() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.HalfWay() is not { } user)
            return Again();
        if (string.IsNullOrWhiteSpace(Code))
        {
            Problem = texts["second.missing"];
            return Page();
        }

        var outcome = await signIn.TryCode(Code);
        if (outcome == SignInOutcome.SignedIn)
            return LocalRedirect(Url.IsLocalUrl(ReturnTo) ? ReturnTo! : SignInModel.OwnPage(user.Role));
        Problem = texts[outcome == SignInOutcome.LockedOut ? "signin.locked" : "second.refused"];
        return Page();
    }

    /// <summary>The password was too long ago, or never given.</summary>
    private LocalRedirectResult Again() => LocalRedirect(IdentityFeature.SignInPath);
}
