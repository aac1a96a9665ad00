using Microsoft.AspNetCore.Identity;

namespace Venstertijden.Central.Features.Identity;

/// <summary>What came of an attempt to sign in.</summary>
public enum SignInOutcome
{
    SignedIn,

    /// <summary>Name or password is wrong; which of the two is not told.</summary>
    Refused,

    /// <summary>Too many wrong passwords: the account waits a quarter of an hour.</summary>
    LockedOut,
}

/// <summary>Signs a person in by name and password.</summary>
public sealed class SignIn(SignInManager<CentralUser> signIns, UserManager<CentralUser> users, IPasswordHasher<CentralUser> hasher)
{
    // The hash of nobody's password, so that an unknown name costs as much time as a known one.
    private static readonly string NobodysHash = new PasswordHasher<CentralUser>().HashPassword(null!, Guid.NewGuid().ToString());

    public async Task<(SignInOutcome Outcome, CentralUser? User)> TryAsync(string userName, string password)
    {
        var user = await users.FindByNameAsync(userName);
        if (user is null)
        {
            hasher.VerifyHashedPassword(null!, NobodysHash, password);
            return (SignInOutcome.Refused, null);
        }

        var result = await signIns.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded) return (SignInOutcome.SignedIn, user);
        return (result.IsLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Refused, null);
    }
}
