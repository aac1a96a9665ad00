using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Annulments;

/// <summary>What a withdrawn sanction was: enough for whoever pays it back.</summary>
/// <param name="CaseNumber">For people.</param>
/// <param name="FactCode">Feitcode; null when the rules named none.</param>
/// <param name="Amount">In euro, administration costs excluded; null when the rules name none.</param>
/// <param name="IsExample">The amount is not published: it is an example.</param>
/// <param name="SentOn">Local date on which it was sent; null when that is not on record.</param>
/// <param name="Outcome">How far it is.</param>
public sealed record Refund(string CaseNumber, string? FactCode, decimal? Amount, bool IsExample, LocalDate? SentOn, AnnulmentOutcome Outcome);

/// <summary>Letters and refund list of an annulment's sent cases.</summary>
public sealed class Refunds(CentralDb db, Vault vault, CaseLibrary library, LetterValues values, LetterDesk letters, IHolderAddresses addresses, IClock clock)
{
    public bool AddressesAreThere => addresses.IsThere;

    /// <summary>The list, by case. Who fetched it is on record.</summary>
    /// <param name="annulment">Of which annulment.</param>
    /// <param name="most">Rows at most: each case is opened.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<Refund>> Of(Guid annulment, int most, Actor actor, CancellationToken ct)
    {
        var refunds = new List<Refund>();
        foreach (var row in (await Asked(annulment, ct)).Take(most))
        {
            if (await CaseFile.Open(db, vault, row.CaseId, ct) is not { } file)
                continue;
            var (factCode, amount, isExample) = Told(file) is { } told ? (told.FactCode, told.AmountCents / 100m, false) : ByTheRules(await library.View(file, ct));
            refunds.Add(new Refund(row.CaseNumber, factCode, amount, isExample, file.Row.SentOn, row.Outcome));
        }

        db.ChangeTracker.Clear();
        AuditTrail.Record(db, actor, "annulment.refunds", $"annulment:{annulment}", $"{refunds.Count} cases", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return refunds;
    }

    public static string Csv(IEnumerable<Refund> refunds)
    {
        var csv = new StringBuilder("case,fact_code,amount_euro,example,date_sent,state\n");
        foreach (var r in refunds)
            csv.AppendJoin(',', ((string[])[r.CaseNumber, r.FactCode ?? "", r.Amount?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", r.IsExample ? "true" : "false", r.SentOn is { } on ? LocalDatePattern.Iso.Format(on) : "", Kebab.Name(r.Outcome)]).Select(CsvCell.Of)).Append('\n');
        return csv.ToString();
    }

    /// <summary>How many letters are still to be made.</summary>
    public async Task<int> LettersToMake(Guid annulment, CancellationToken ct) => (await WithoutLetter(annulment, ct)).Count;

    /// <summary>Makes a letter for each sent case; a save each, and none twice.</summary>
    public async Task<(int Made, int Unknown)> MakeLetters(Guid annulment, Actor actor, CancellationToken ct)
    {
        var (made, unknown) = (0, 0);
        if (!addresses.IsThere || await db.Annulments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == annulment, ct) is not { } found)
            return (0, 0);
        foreach (var row in await WithoutLetter(annulment, ct))
        {
            bool done = await MakeLetter(row, found, actor, ct);
            db.ChangeTracker.Clear();
            (made, unknown) = (made + (done ? 1 : 0), unknown + (done ? 0 : 1));
        }

        return (made, unknown);
    }

    private async Task<bool> MakeLetter(AnnulmentCase row, Annulment annulment, Actor actor, CancellationToken ct)
    {
        if (await CaseFile.Open(db, vault, row.CaseId, ct) is not { } file || await addresses.Find(file.Case.Plate, file.Row.ActDate, ct) is not { } holder)
            return false;
        var view = await library.View(file, ct);
        var filled = values.Of(view, holder, clock.GetCurrentInstant());
        filled["reden"] = annulment.Why;
        filled["bedrag"] = (Told(file) is { } told ? told.AmountCents / 100m : ByTheRules(view).Amount) is { } amount ? LetterValues.Euro(amount) : "het bedrag op uw beschikking";
        filled["verzonden"] = file.Row.SentOn is { } on ? LetterValues.Date(on) : "een eerdere dag";
        await letters.Add(file, LetterKind.Withdrawal, filled, annulment.Id, KeyOf(row), actor, ct);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    /// <summary>What the fining body was told, which is what was paid; null for a case that was sent before deliveries were kept.</summary>
    private static ToldOfCase? Told(CaseFile file) => file.Events.OfType<CaseExported>().LastOrDefault() is { } sent ? CaseContent.Read(sent.Content) : null;

    private static (string? FactCode, decimal? Amount, bool IsExample) ByTheRules(CaseView view) =>
        ((view.Case.Decision as CaseApproved)?.FactCode, view.DecidedTariff?.AmountEuro.Value, view.DecidedTariff?.IsExample == true);

    private async Task<List<AnnulmentCase>> WithoutLetter(Guid annulment, CancellationToken ct)
    {
        var there = await db.SentLetters.AsNoTracking().Where(l => l.Batch == annulment && l.Kind == LetterKind.Withdrawal).Select(l => l.CaseId).ToListAsync(ct);
        return [.. (await Asked(annulment, ct)).Where(c => c.Outcome is AnnulmentOutcome.Requested or AnnulmentOutcome.Withdrawn && !there.Contains(c.CaseId))];
    }

    private Task<List<AnnulmentCase>> Asked(Guid annulment, CancellationToken ct) =>
        db.AnnulmentCases.AsNoTracking().Where(c => c.AnnulmentId == annulment && c.Effect == AnnulmentEffect.AsksWithdrawal && c.Outcome != AnnulmentOutcome.Pending).OrderBy(c => c.CaseNumber).ToListAsync(ct);

    private static string KeyOf(AnnulmentCase row) => Signing.Hash(Encoding.UTF8.GetBytes($"withdrawal\n{row.AnnulmentId}\n{row.CaseId}"));
}
