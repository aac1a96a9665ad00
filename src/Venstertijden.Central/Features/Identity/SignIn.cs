using Microsoft.AspNetCore.Identity;

namespace Venstertijden.Central.Features.Identity;

/// <summary>What came of an attempt to sign in.</summary>
public enum SignInOutcome
{
    SignedIn,

    /// <summary>Name or password is wrong; which of the two is not told.</summary>
    Refused,

    /// <summary>Too many wrong tries: the account waits a quarter of an hour.</summary>
    LockedOut,

    /// <summary>The password was right; a code of the authenticator app is to follow.</summary>
    NeedsCode,

    /// <summary>The password was right, but this account signs in with its passkey.</summary>
    NeedsPasskey,
}

/// <summary>Signs a person in by name and password, and by the second step where the account has one.</summary>
public sealed class SignIn(SignInManager<CentralUser> signIns, UserManager<CentralUser> users, IPasswordHasher<CentralUser> hasher)
{
    // The hash of nobody's password, so that an unknown name costs as much time as a known one.
    private static readonly string NobodysHash = new PasswordHasher<CentralUser>().HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>The first step.</summary>
    public async Task<(SignInOutcome Outcome, CentralUser? User)> TryAsync(string userName, string password)
    {
        var user = await users.FindByNameAsync(userName);
        if (user is not { RemovedAt: null, PasswordHash: not null })
        {
            hasher.VerifyHashedPassword(null!, NobodysHash, password);
            return (SignInOutcome.Refused, null);
        }

        // Who has a passkey and no app would otherwise be let in by the password alone, past what he set up.
        bool byPasskeyOnly = !user.TwoFactorEnabled && (await users.GetPasskeysAsync(user)).Count > 0;
        var result = byPasskeyOnly
            ? await signIns.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)
            : await signIns.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor) return (SignInOutcome.NeedsCode, null);
        if (result.Succeeded) return byPasskeyOnly ? (SignInOutcome.NeedsPasskey, null) : (SignInOutcome.SignedIn, user);
        return (result.IsLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Refused, null);
    }

    /// <summary>Who gave the right password in this browser a moment ago; null for nobody.</summary>
    public async Task<CentralUser?> HalfWay() => await signIns.GetTwoFactorAuthenticationUserAsync() is { RemovedAt: null } user ? user : null;

    /// <summary>The second step: six digits of the app, or one of the recovery codes, which is then used up.</summary>
    public async Task<SignInOutcome> TryCode(string typed)
    {
        string code = string.Concat(typed.Where(char.IsLetterOrDigit));
        var result = code.Length == Authenticator.Digits && code.All(char.IsAsciiDigit)
            ? await signIns.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false)
            : await signIns.TwoFactorRecoveryCodeSignInAsync(Authenticator.AsRecoveryCode(code));
        return result.Succeeded ? SignInOutcome.SignedIn : result.IsLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Refused;
    }
}
