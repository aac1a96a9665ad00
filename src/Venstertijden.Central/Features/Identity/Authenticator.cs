using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Identity;

/// <summary>The second step by an authenticator app: codes of six digits that change every 30 seconds (TOTP, RFC 6238).</summary>
public sealed class Authenticator(UserManager<CentralUser> users, IUserStore<CentralUser> store, Accounts accounts, IOptions<WebOptions> web)
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>How many recovery codes are given at once.</summary>
    public const int RecoveryCodes = 10;

    private const int RecoveryHalf = 5;

    /// <summary>The key that an app is to know, made if there is none yet; in groups of four, as people type it.</summary>
    public async Task<(string Shown, string Address)> KeyOf(CentralUser user)
    {
        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            // Not by ResetAuthenticatorKey: that ends every session, and somebody only looked at the page.
            key = users.GenerateNewAuthenticatorKey();
            await ((IUserAuthenticatorKeyStore<CentralUser>)store).SetAuthenticatorKeyAsync(user, key, CancellationToken.None);
            await users.UpdateAsync(user);
        }

        string issuer = Uri.EscapeDataString($"Venstertijden {Towns.NameOf(web.Value.Site)}");
        return (string.Join(' ', key.Chunk(4).Select(group => new string(group).ToLowerInvariant())), $"otpauth://totp/{issuer}:{Uri.EscapeDataString(user.UserName!)}?secret={key}&issuer={issuer}&digits={Digits}");
    }

    /// <summary>Turns the second step on, when the code shows that the app knows the key.</summary>
    /// <returns>Recovery codes, to be shown once; null for a wrong code.</returns>
    public async Task<IReadOnlyList<string>?> TurnOn(CentralUser user, string typed, Actor actor, CancellationToken ct)
    {
        string code = string.Concat(typed.Where(char.IsAsciiDigit));
        if (!await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
            return null;
        await users.SetTwoFactorEnabledAsync(user, true);
        await accounts.Note(user, "second step on", actor, ct);
        return [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes))!];
    }

    /// <summary>Turns it off; the key and the recovery codes are forgotten.</summary>
    public async Task TurnOff(CentralUser user, Actor actor, CancellationToken ct)
    {
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 0);
        await accounts.Note(user, "second step off", actor, ct);
    }

    /// <summary>New recovery codes; the old ones work no longer.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(CentralUser user, Actor actor, CancellationToken ct)
    {
        await accounts.Note(user, "new recovery codes", actor, ct);
        return [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes))!];
    }

    /// <summary>As it was given out: upper case, with a dash in the middle.</summary>
    internal static string AsRecoveryCode(string typed) =>
        typed.Length == 2 * RecoveryHalf ? new StringBuilder(typed.ToUpper(CultureInfo.InvariantCulture)).Insert(RecoveryHalf, '-').ToString() : typed;
}
