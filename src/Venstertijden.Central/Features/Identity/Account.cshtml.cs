using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Identity;

/// <summary>How do I sign in? Passkeys, the authenticator app, the password.</summary>
public sealed class AccountModel(SignInManager<CentralUser> signIns, UserManager<CentralUser> users, Passkeys passkeys, Authenticator authenticator, IOptions<WebOptions> web, IStringLocalizer<IdentityTexts> texts) : PageModel
{
    [BindProperty] public string? Code { get; set; }
    [BindProperty] public string? Old { get; set; }
    [BindProperty] public string? New { get; set; }

    public CentralUser Account { get; private set; } = null!;
    public IReadOnlyList<UserPasskeyInfo> Keys { get; private set; } = [];
    public (string Shown, string Address) AppKey { get; private set; }
    public QrSquares AppCode => QrSquares.Of(AppKey.Address);
    public int RecoveryLeft { get; private set; }

    /// <summary>Recovery codes, on the one page after they were made.</summary>
    public IReadOnlyList<string> Fresh { get; private set; } = [];

    /// <summary>This session may do nothing else until a second factor is there.</summary>
    public bool MustSetUp => web.Value.NeedsSecondFactor && !Me.IsSure;

    /// <summary>A session by a password alone may add the first factor, but touch none that is there.</summary>
    public bool MayChange => Me.IsSure || (!Account.TwoFactorEnabled && Keys.Count == 0);

    public Person Me => Person.Required(User);

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : Gone();

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        await Load() && MayChange ? Content(await passkeys.OptionsToAdd(Account), "application/json") : Forbid();

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, string? name, CancellationToken ct)
    {
        if (!await Load() || !MayChange) return Forbid();
        bool wasOnHisWay = MustSetUp;
        if (!await passkeys.Add(Account, credential ?? "", name?.Trim() ?? "", Me.Actor, ct))
        {
            TempData.Tell(texts["account.passkey.refused"], tone: Tone.Danger);
            return RedirectToPage();
        }

        // It was used a moment ago: that is as good as signing in with it.
        await signIns.SignInWithClaimsAsync(Account, isPersistent: false, [new(Person.MethodClaim, Person.ByPasskey)]);
        TempData.Tell(texts["account.passkey.added"]);
        return wasOnHisWay ? LocalRedirect(SignInModel.OwnPage(Me.Role)) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemovePasskeyAsync(string? id, CancellationToken ct)
    {
        if (!await Load() || !MayChange) return Forbid();
        if (IsLast(Keys.Count == 1 && !Account.TwoFactorEnabled)) return RedirectToPage();
        await passkeys.Remove(Account, id ?? "", Me.Actor, ct);
        return await Told("account.passkey.removed");
    }

    public async Task<IActionResult> OnPostAppAsync(CancellationToken ct)
    {
        if (!await Load() || !MayChange) return Forbid();
        if (await authenticator.TurnOn(Account, Code ?? "", Me.Actor, ct) is not { } fresh)
        {
            ModelState.AddModelError(nameof(Code), texts["account.app.refused"]);
            return Page();
        }

        await signIns.SignInWithClaimsAsync(Account, isPersistent: false, [new(Person.MethodClaim, Person.ByTwoSteps)]);
        Fresh = fresh;
        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostAppOffAsync(CancellationToken ct)
    {
        if (!await Load() || !MayChange) return Forbid();
        if (IsLast(Keys.Count == 0)) return RedirectToPage();
        await authenticator.TurnOff(Account, Me.Actor, ct);
        return await Told("account.app.off");
    }

    public async Task<IActionResult> OnPostRecoveryAsync(CancellationToken ct)
    {
        if (!await Load() || !MayChange || !Account.TwoFactorEnabled) return Forbid();
        Fresh = await authenticator.NewRecoveryCodes(Account, Me.Actor, ct);
        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        if (!await Load()) return Gone();
        var changed = await users.ChangePasswordAsync(Account, Old ?? "", New ?? "");
        if (!changed.Succeeded)
        {
            bool isOld = changed.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            ModelState.AddModelError(isOld ? nameof(Old) : nameof(New), texts[isOld ? "account.password.old-wrong" : "account.password.bad"]);
            return Page();
        }

        return await Told("account.password.changed");
    }

    /// <summary>Every other session ends.</summary>
    public async Task<IActionResult> OnPostElsewhereAsync()
    {
        if (!await Load()) return Gone();
        await users.UpdateSecurityStampAsync(Account);
        return await Told("account.elsewhere.done");
    }

    public string? Problem(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;

    private bool IsLast(bool last)
    {
        if (last && web.Value.NeedsSecondFactor)
            TempData.Tell(texts["account.last"], tone: Tone.Warning);
        return last && web.Value.NeedsSecondFactor;
    }

    private async Task<IActionResult> Told(string text)
    {
        // The stamp is new; this session goes on, as sure as it was.
        await signIns.RefreshSignInAsync(Account);
        TempData.Tell(texts[text]);
        return RedirectToPage();
    }

    private LocalRedirectResult Gone() => LocalRedirect(IdentityFeature.SignInPath);

    private async Task<bool> Load()
    {
        if (await users.GetUserAsync(User) is not { } account) return false;
        (Account, Keys) = (account, [.. await users.GetPasskeysAsync(account)]);
        RecoveryLeft = await users.CountRecoveryCodesAsync(account);
        if (!account.TwoFactorEnabled && MayChange) AppKey = await authenticator.KeyOf(account);
        return true;
    }
}
