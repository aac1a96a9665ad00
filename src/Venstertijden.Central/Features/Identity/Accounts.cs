using Microsoft.AspNetCore.Identity;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;

namespace Venstertijden.Central.Features.Identity;

/// <summary>Makes accounts without an invitation, as the demonstration and the tests do, and writes down what somebody changed in how he signs in.</summary>
public sealed class Accounts(UserManager<CentralUser> users, CentralDb db, IClock clock)
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

    /// <summary>Puts a change of how an account signs in on record.</summary>
    internal async Task Note(CentralUser user, string what, Actor actor, CancellationToken ct)
    {
        AuditTrail.Record(db, actor, "account.secure", $"account:{user.Id}", what, clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
    }
}
