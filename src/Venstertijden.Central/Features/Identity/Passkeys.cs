using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Venstertijden.Central.Features.Audit;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Passkeys (WebAuthn): a key pair on a device of the person; the private half never leaves it. One step signs in, without a password.</summary>
public sealed class Passkeys(SignInManager<CentralUser> signIns, UserManager<CentralUser> users, Accounts accounts)
{
    /// <summary>Most passkeys of one account.</summary>
    public const int Most = 10;

    /// <summary>Most characters of a passkey's name.</summary>
    public const int MaxName = 60;

    /// <summary>What the browser is asked in order to make one (JSON).</summary>
    public Task<string> OptionsToAdd(CentralUser user) =>
        signIns.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.UserName!, DisplayName = user.DisplayName });

    /// <summary>What the browser is asked in order to sign in with any it has (JSON).</summary>
    public Task<string> OptionsToSignIn() => signIns.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Keeps what the browser made.</summary>
    /// <returns>False when it does not prove itself, or there are enough.</returns>
    public async Task<bool> Add(CentralUser user, string credential, string name, Actor actor, CancellationToken ct)
    {
        if ((await users.GetPasskeysAsync(user)).Count >= Most || await Attested(credential) is not { } passkey)
            return false;
        passkey.Name = name.Length == 0 ? null : name.Length <= MaxName ? name : name[..MaxName];
        if (!(await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded)
            return false;
        await accounts.Note(user, "passkey added", actor, ct);
        return true;
    }

    /// <summary>Takes one away.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="id">As <see cref="IdOf"/> says.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Stops.</param>
    public async Task Remove(CentralUser user, string id, Actor actor, CancellationToken ct)
    {
        if ((await users.GetPasskeysAsync(user)).FirstOrDefault(p => IdOf(p) == id) is not { } passkey)
            return;
        await users.RemovePasskeyAsync(user, passkey.CredentialId);
        await accounts.Note(user, "passkey removed", actor, ct);
    }

    /// <summary>Signs in with what the browser answered.</summary>
    public async Task<(SignInOutcome Outcome, CentralUser? User)> TrySignIn(string credential)
    {
        var result = await Asserted(credential);
        if (result is not { Succeeded: true, User: { RemovedAt: null } user })
            return (SignInOutcome.Refused, null);
        if (await users.IsLockedOutAsync(user))
            return (SignInOutcome.LockedOut, null);
        // It counts its uses: one that counts back is a copy, and was refused above.
        await users.AddOrUpdatePasskeyAsync(user, result.Passkey);
        await signIns.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(Person.MethodClaim, Person.ByPasskey)]);
        return (SignInOutcome.SignedIn, user);
    }

    /// <summary>Names a passkey in a form.</summary>
    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    /// <summary>Null for an answer that is none, or to a question that was not asked here a moment ago.</summary>
    private async Task<UserPasskeyInfo?> Attested(string credential)
    {
        try
        {
            return await signIns.PerformPasskeyAttestationAsync(credential) is { Succeeded: true } result ? result.Passkey : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<PasskeyAssertionResult<CentralUser>?> Asserted(string credential)
    {
        try
        {
            return await signIns.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
