using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Name and password in, own page out.</summary>
public sealed class SignInModel(SignIn signIn, IOptions<WebOptions> web, IStringLocalizer<IdentityTexts> texts) : PageModel
{
    [BindProperty] public string? UserName { get; set; }
    [BindProperty] public string? Password { get; set; }

    /// <summary>Where the person was going; an address of ours or nothing.</summary>
    [BindProperty(SupportsGet = true, Name = "terug")] public string? ReturnTo { get; set; }

    [BindProperty(SupportsGet = true, Name = IdentityFeature.ReasonKey)] public string? Why { get; set; }

    public bool SessionOver => Why == IdentityFeature.ReasonSessionOver && Refusal is null;
    public string Town => Towns.NameOf(web.Value.Site);
    public IReadOnlyList<DemoSignIn> Demo => web.Value.DemoSignIns;

    /// <summary>Key of the text that says why signing in did not work.</summary>
    public string? Refusal { get; private set; }

    public IActionResult OnGet() =>
        Person.Of(User) is { } person ? LocalRedirect(OwnPage(person.Role)) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(UserName)) ModelState.AddModelError(nameof(UserName), texts["signin.name.missing"]);
        if (string.IsNullOrEmpty(Password)) ModelState.AddModelError(nameof(Password), texts["signin.password.missing"]);
        if (!ModelState.IsValid) return Page();

        var (outcome, user) = await signIn.TryAsync(UserName!.Trim(), Password!);
        if (outcome == SignInOutcome.SignedIn)
            return LocalRedirect(Url.IsLocalUrl(ReturnTo) && ReturnTo != "/" ? ReturnTo! : OwnPage(user!.Role));
        Refusal = outcome == SignInOutcome.LockedOut ? "signin.locked" : "signin.refused";
        return Page();
    }

    /// <summary>Where each role's work lies.</summary>
    public static string OwnPage(Role role) => role switch
    {
        Role.Officer or Role.SeniorOfficer => "/werkvoorraad",
        Role.Firm => "/mijn-voertuigen",
        Role.Operator => "/cameras",
        Role.PolicyStaff => "/regels",
        Role.Auditor => "/logboek",
        _ => "/",
    };

    public string? Problem(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;
}
