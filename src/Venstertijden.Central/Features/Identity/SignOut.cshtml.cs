using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Ends the session. Only by a form: a link from elsewhere signs nobody out.</summary>
public sealed class SignOutModel(SignInManager<CentralUser> signIns, IStringLocalizer<IdentityTexts> texts) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIns.SignOutAsync();
        TempData.Tell(texts["signin.out"]);
        return LocalRedirect(IdentityFeature.SignInPath);
    }
}
