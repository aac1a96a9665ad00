using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Members;

/// <summary>Who is invited says his name and chooses a password.</summary>
public sealed class AcceptModel(Enrolment enrolment, SignInManager<CentralUser> signIns, IStringLocalizer<MemberTexts> texts) : PageModel
{
    private const int MaxName = 120;

    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Password { get; set; }

    /// <summary>Null when the address does not work (any more).</summary>
    public Invitation? Invitation { get; private set; }

    public string Firm { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Load(ct);
        Response.Headers["Referrer-Policy"] = "no-referrer";
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await Load(ct);
        if (Invitation is null) return Shown();
        string name = Name?.Trim() ?? "";
        if (name.Length is 0 or > MaxName) ModelState.AddModelError(nameof(Name), texts["accept.name.missing"]);
        if (string.IsNullOrEmpty(Password)) ModelState.AddModelError(nameof(Password), texts["accept.password.bad"]);
        if (!ModelState.IsValid) return Page();
        var (user, badPassword) = await enrolment.Accept(Invitation, name, Password!, ct);
        if (user is null)
        {
            ModelState.AddModelError(badPassword ? nameof(Password) : nameof(Name), texts[badPassword ? "accept.password.bad" : "step.AddressTaken"]);
            return Page();
        }

        await signIns.SignInWithClaimsAsync(user, isPersistent: false, []);
        TempData.Tell(texts["accept.done"]);
        return LocalRedirect(IdentityFeature.OwnAccount);
    }

    public string? Problem(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;

    private PageResult Shown()
    {
        if (Invitation is null) Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    private async Task Load(CancellationToken ct)
    {
        if (await enrolment.Find(Code, ct) is var (invitation, firm)) (Invitation, Firm) = (invitation, firm);
    }
}
