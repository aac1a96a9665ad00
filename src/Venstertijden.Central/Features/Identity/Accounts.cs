using Microsoft.AspNetCore.Identity;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Makes accounts. A page for it comes with invitations; until then the demonstration and the tests use this.</summary>
public sealed class Accounts(UserManager<CentralUser> users)
{
    /// <summary>Makes the account, or leaves the one of that name as it is.</summary>
    /// <exception cref="InvalidOperationException">The password or the name is refused; the message says why.</exception>
    public async Task<CentralUser> EnsureAsync(CentralUser user, string password)
    {
        if (await users.FindByNameAsync(user.UserName!) is { } existing) return existing;
        var made = await users.CreateAsync(user, password);
        return made.Succeeded
            ? user
            : throw new InvalidOperationException($"No account '{user.UserName}': {string.Join(" ", made.Errors.Select(e => e.Description))}");
    }
}
