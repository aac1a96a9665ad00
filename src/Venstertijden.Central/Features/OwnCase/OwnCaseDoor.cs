using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>What came of a number and a code.</summary>
public enum DoorOutcome
{
    /// <summary>They belong together.</summary>
    Open,

    /// <summary>They do not; which of the two is wrong is not told.</summary>
    Refused,

    /// <summary>Too many tries: wait.</summary>
    Wait,
}

/// <summary>Lets who has a letter in, and makes the codes.</summary>
public sealed class OwnCaseDoor(CentralDb db, Vault vault, OwnCaseTries tries, IClock clock)
{
    // Looked at where there is no such case, so that it takes as long.
    private static readonly string NobodysHash = new('0', 64);

    /// <summary>Tries a number and a code.</summary>
    /// <param name="number">As <see cref="OwnCaseNumber.Read"/> gives it.</param>
    /// <param name="code">As <see cref="LetterCode.Read"/> gives it.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>Who it is, when they belong together.</returns>
    public async Task<(DoorOutcome Outcome, ClaimsPrincipal? Person)> Try(string number, string code, string address, CancellationToken ct)
    {
        if (!tries.Begin(number, address))
            return (DoorOutcome.Wait, null);
        var key = await db.OwnCaseKeys.AsNoTracking().FirstOrDefaultAsync(k => k.CaseNumber == number, ct);
        string asked = vault.CodeHash(key?.CaseId ?? Guid.Empty, code);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(asked), Encoding.ASCII.GetBytes(key?.CodeHash ?? NobodysHash)) || key is null)
            return (DoorOutcome.Refused, null);
        tries.Right(number, address);
        AuditTrail.Record(db, OwnCaseSession.Actor, "own-case.enter", $"case:{number}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return (DoorOutcome.Open, OwnCaseSession.PrincipalOf(key));
    }

    /// <summary>Gives a case a new code in the unit of work; one that it had ends, with every session under it. The caller saves.</summary>
    /// <returns>The code as it is printed. Nobody can tell it again.</returns>
    public async Task<string> NewCode(CaseRow row, Actor actor, CancellationToken ct)
    {
        string code = LetterCode.New();
        var (hash, now) = (vault.CodeHash(row.Id, LetterCode.Read(code)!), clock.GetCurrentInstant());
        if (await db.OwnCaseKeys.FirstOrDefaultAsync(k => k.CaseId == row.Id, ct) is { } key)
            (key.CodeHash, key.MadeAt) = (hash, now);
        else
            db.OwnCaseKeys.Add(new OwnCaseKey { CaseId = row.Id, CaseNumber = row.Number, CodeHash = hash, MadeAt = now });
        AuditTrail.Record(db, actor, "own-case.code", $"case:{row.Number}", "", now);
        return code;
    }
}
