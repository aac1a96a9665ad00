using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Name and password in, or a passkey; own page out.</summary>
public sealed class SignInModel(SignIn signIn, Passkeys passkeys, BusinessSignIn business, IOptions<WebOptions> web, IStringLocalizer<IdentityTexts> texts) : PageModel
{
    [BindProperty] public string? UserName { get; set; }
    [BindProperty] public string? Password { get; set; }

    /// <summary>Where the person was going; an address of ours or nothing.</summary>
    [BindProperty(SupportsGet = true, Name = "terug")] public string? ReturnTo { get; set; }

    [BindProperty(SupportsGet = true, Name = IdentityFeature.ReasonKey)] public string? Why { get; set; }

    /// <summary>The broker sent nobody whom we know.</summary>
    public bool BrokerFailed => Why == BusinessSignIn.ReasonFailed && Refusal is null;

    public bool SessionOver => Why == IdentityFeature.ReasonSessionOver && Refusal is null;
    public string Town => Towns.NameOf(web.Value.Site);
    /// <summary>Firms can sign in by eHerkenning.</summary>
    public bool Broker => business.IsOffered;
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

        return Answer(await signIn.TryAsync(UserName!.Trim(), Password!), "signin.refused");
    }

    /// <summary>What the browser is to ask its passkeys.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await passkeys.OptionsToSignIn(), "application/json");

    /// <summary>What a passkey answered.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? credential) => Answer(await passkeys.TrySignIn(credential ?? ""), "signin.passkey.refused");

    private IActionResult Answer((SignInOutcome Outcome, CentralUser? User) tried, string refused)
    {
        string? returnTo = Url.IsLocalUrl(ReturnTo) && ReturnTo != "/" ? ReturnTo : null;
        if (tried.Outcome == SignInOutcome.SignedIn)
            return LocalRedirect(returnTo ?? OwnPage(tried.User!.Role));
        if (tried.Outcome == SignInOutcome.NeedsCode)
            return RedirectToPage("/Identity/SecondStep", returnTo is null ? null : new { terug = returnTo });
        Refusal = tried.Outcome switch { SignInOutcome.LockedOut => "signin.locked", SignInOutcome.NeedsPasskey => "signin.needs-passkey", _ => refused };
        return Page();
    }

    /// <summary>Where each role's work lies.</summary>
    public static string OwnPage(Role role) => role switch
    {
        Role.Officer or Role.SeniorOfficer => "/werkvoorraad",
        Role.FirmOwner or Role.FirmPlanner or Role.FirmReader => "/mijn-voertuigen",
        Role.Operator => "/cameras",
        Role.PolicyStaff => "/regels",
        Role.Auditor => "/logboek",
        _ => "/",
    };

    public string? Problem(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;
}
