using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Members;

/// <summary>What came of typing the code of the letter.</summary>
public enum ProofStep
{
    Proven,

    /// <summary>It is another code than the letter's.</summary>
    Wrong,

    /// <summary>Too many wrong ones, or too old: the letter works no longer, a new one can be asked.</summary>
    Over,

    /// <summary>Another account here has shown to be this firm.</summary>
    Another,
}

/// <summary>
/// Shows that people are of the firm that they say, for who has no eHerkenning: an official sends a letter with a code to the address in the trade register,
/// and the firm types it.
/// </summary>
public sealed class FirmProof(CentralDb db, Vault vault, LetterTemplates templates, IClock clock)
{
    /// <summary>How often a wrong code may be typed.</summary>
    public const int MostTries = 5;

    /// <summary>Most characters of the address that an official types.</summary>
    public const int MaxAddress = 300;

    /// <summary>How long the code of a letter works.</summary>
    public static readonly Duration CodeLasts = Duration.FromDays(30);

    /// <summary>Whether a firm has shown that it is that firm.</summary>
    public Task<bool> IsProven(Guid firm, CancellationToken ct) => db.Firms.AnyAsync(f => f.Id == firm && f.ProvenKvkNumber != null, ct);

    /// <summary>How many firms wait for their letter.</summary>
    public Task<int> CountWaiting(CancellationToken ct) => db.Firms.CountAsync(f => f.ProofAskedAt != null && f.ProofMadeAt == null && f.ProvenKvkNumber == null, ct);

    /// <summary>Firms that asked for their letter, the longest waiting first; made ones after them, until the code is used or over.</summary>
    public async Task<IReadOnlyList<Firm>> Asked(CancellationToken ct) =>
        [.. (await db.Firms.AsNoTracking().Where(f => f.ProofAskedAt != null && f.ProvenKvkNumber == null).OrderBy(f => f.ProofAskedAt).ToListAsync(ct)).OrderBy(f => f.ProofMadeAt is not null)];

    /// <summary>The firm asks for its letter; asked again, what it had works no longer.</summary>
    public async Task Ask(Guid firm, Actor actor, CancellationToken ct)
    {
        var row = await db.Firms.FirstAsync(f => f.Id == firm, ct);
        if (row.IsProven)
            return;
        (row.ProofAskedAt, row.ProofMadeAt, row.ProofCodeHash, row.ProofTries) = (clock.GetCurrentInstant(), null, null, 0);
        AuditTrail.Record(db, actor, "firm.proof-ask", $"firm:{firm}", "", row.ProofAskedAt.Value);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Makes the letter, with a new code in it. The code is in the letter alone.</summary>
    /// <param name="firm">Which firm.</param>
    /// <param name="address">Where it goes: lines as the trade register has them.</param>
    /// <param name="official">Who makes it.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The letter as PDF; null when the firm does not wait for one.</returns>
    public async Task<byte[]?> MakeLetter(Guid firm, string address, Actor official, CancellationToken ct)
    {
        if (await db.Firms.FirstOrDefaultAsync(f => f.Id == firm && f.ProofAskedAt != null && f.ProvenKvkNumber == null, ct) is not { } row)
            return null;
        var now = clock.GetCurrentInstant();
        string code = LetterCode.New();
        var (template, _) = await templates.Ready(LetterKind.FirmProof, ct);
        var today = Policy.Windows.DutchTime.Local(now).Date;
        var sheet = template.Fill(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["gemeente"] = Towns.NameOf(db.CurrentSite), ["datum"] = LetterValues.Date(today), ["bedrijf"] = row.Name, ["kvk"] = row.KvkNumber, ["adres"] = address.ReplaceLineEndings("\n"), ["code"] = code,
                ["geldig_tot"] = LetterValues.Date(Policy.Windows.DutchTime.Local(now + CodeLasts).Date), ["ambtenaar"] = official.Name,
            },
            $"bedrijf {row.KvkNumber}");
        (row.ProofMadeAt, row.ProofCodeHash, row.ProofTries) = (now, vault.CodeHash(row.Id, LetterCode.Read(code)!), 0);
        AuditTrail.Record(db, official, "firm.proof-letter", $"firm:{firm}", "", now);
        await db.SaveChangesAsync(ct);
        return AccessiblePdf.Write(sheet, now);
    }

    /// <summary>The firm types the code.</summary>
    public async Task<ProofStep> Type(Guid firm, string typed, Actor actor, CancellationToken ct)
    {
        var row = await db.Firms.FirstAsync(f => f.Id == firm, ct);
        var now = clock.GetCurrentInstant();
        if (row.IsProven)
            return ProofStep.Proven;
        if (row.ProofCodeHash is not { } hash || row.ProofTries >= MostTries || now > row.ProofMadeAt + CodeLasts)
            return ProofStep.Over;
        bool isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(vault.CodeHash(row.Id, LetterCode.Read(typed) ?? "")), Encoding.ASCII.GetBytes(hash));
        if (!isRight)
        {
            row.ProofTries++;
            AuditTrail.Record(db, actor, "firm.proof-wrong", $"firm:{firm}", "", now);
            await db.SaveChangesAsync(ct);
            return row.ProofTries >= MostTries ? ProofStep.Over : ProofStep.Wrong;
        }

        if (await db.Firms.AnyAsync(f => f.ProvenKvkNumber == row.KvkNumber, ct))
            return ProofStep.Another;
        Prove(row, FirmProofKind.Letter, now);
        AuditTrail.Record(db, actor, "firm.proven", $"firm:{firm}", "letter", now);
        await db.SaveChangesAsync(ct);
        return ProofStep.Proven;
    }

    /// <summary>Marks a firm as shown; the caller saves.</summary>
    public static void Prove(Firm firm, FirmProofKind how, Instant now) =>
        (firm.ProvenKvkNumber, firm.ProvenBy, firm.ProvenAt, firm.ProofAskedAt, firm.ProofMadeAt, firm.ProofCodeHash) = (firm.KvkNumber, how, now, null, null, null);
}
