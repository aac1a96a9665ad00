using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Letters;

/// <summary>A warning that waits, with the other cases of the same kenteken in the same period.</summary>
/// <param name="OnceKey">The kenteken, zone, regime and period, as a keyed hash.</param>
/// <param name="Cases">Oldest first; the letter is about the first.</param>
/// <param name="Regime">The rule that was broken.</param>
/// <param name="PeriodUntil">Last day of the warning period; null without one on file.</param>
/// <param name="SentAs">Number of the case whose letter went already; null while none did.</param>
/// <param name="LacksPaper">A paper of its day is gone: no letter leaves until there is one again.</param>
public sealed record WaitingWarning(string OnceKey, IReadOnlyList<CaseRow> Cases, Regime Regime, LocalDate? PeriodUntil, string? SentAs, bool LacksPaper);

/// <summary>What came of making letters.</summary>
/// <param name="Batch">To be printed together.</param>
/// <param name="Made">Letters.</param>
/// <param name="Covered">Cases that another letter covers.</param>
/// <param name="Unknown">Plates whose address the source does not know.</param>
public sealed record WarningRun(Guid Batch, int Made, int Covered, int Unknown);

/// <summary>
/// Warnings that were decided: one letter per kenteken and warning period, whatever the number of cases. Without a source of addresses they are counted and listed and
/// none leaves. Each letter is one save, so a run that stops goes on where it was.
/// </summary>
public sealed class WarningDesk(CentralDb db, Vault vault, CaseLibrary library, LetterValues values, LetterDesk letters, IHolderAddresses addresses, LivePolicies policies, IClock clock)
{
    public bool AddressesAreThere => addresses.IsThere;

    /// <summary>From the rows alone: no case is opened.</summary>
    public async Task<IReadOnlyList<WaitingWarning>> Waiting(CancellationToken ct)
    {
        var rows = await db.Cases.AsNoTracking().Where(c => c.State == CaseState.WarningLetter && c.ErasedAt == null && c.PlateIndex != null).OrderBy(c => c.FirstSeen).ThenBy(c => c.Number).ToListAsync(ct);
        var (file, now) = (await ReadinessFile.Read(db, ct), clock.GetCurrentInstant());
        var sent = await db.SentLetters.AsNoTracking().Where(l => l.Kind == LetterKind.Warning && l.OnceKey != null).ToDictionaryAsync(l => l.OnceKey!, l => l.CaseNumber, StringComparer.Ordinal, ct);
        return
        [
            .. rows.Select(row => (Row: row, Period: PeriodOf(row, file, now))).GroupBy(x => KeyOf(x.Row, x.Period.Name)).Select(group =>
                new WaitingWarning(group.Key, [.. group.Select(x => x.Row)], RegimeOf(group.First().Row), group.First().Period.Until?.PlusDays(-1), sent.GetValueOrDefault(group.Key), !Stands(group.First().Row, file, now))),
        ];
    }

    public Task<int> Count(CancellationToken ct) => db.Cases.CountAsync(c => c.State == CaseState.WarningLetter && c.ErasedAt == null, ct);

    /// <summary>Batches that were made, newest first.</summary>
    public async Task<IReadOnlyList<(Guid Batch, Instant At, string By, int Letters)>> Batches(CancellationToken ct) =>
        [.. (await db.SentLetters.AsNoTracking().Where(l => l.Kind == LetterKind.Warning).GroupBy(l => new { l.Batch, l.MadeBy }).Select(g => new { g.Key.Batch, g.Key.MadeBy, At = g.Min(l => l.MadeAt), Count = g.Count() }).ToListAsync(ct))
            .OrderByDescending(b => b.At).Select(b => (b.Batch, b.At, b.MadeBy, b.Count))];

    /// <summary>Makes the letters that can be made, and closes the cases that a letter covers.</summary>
    public async Task<WarningRun> Make(Actor actor, CancellationToken ct)
    {
        var (batch, made, covered, unknown) = (Guid.CreateVersion7(), 0, 0, 0);
        foreach (var waiting in await Waiting(ct))
        {
            string? sentAs = waiting.SentAs;
            var rest = waiting.Cases;
            if (sentAs is null)
            {
                if (!addresses.IsThere || waiting.LacksPaper)
                    continue;
                bool found = await Make(waiting, batch, actor, ct);
                (made, unknown) = (made + (found ? 1 : 0), unknown + (found ? 0 : 1));
                if (!found)
                    continue;
                (sentAs, rest) = (waiting.Cases[0].Number, [.. waiting.Cases.Skip(1)]);
            }

            foreach (var row in rest)
                covered += await Cover(row.Id, sentAs, actor, ct) ? 1 : 0;
        }

        return new WarningRun(batch, made, covered, unknown);
    }

    private async Task<bool> Make(WaitingWarning waiting, Guid batch, Actor actor, CancellationToken ct)
    {
        if (await CaseFile.Open(db, vault, waiting.Cases[0].Id, ct) is not { Case.State: CaseState.WarningLetter } file || await addresses.Find(file.Case.Plate, file.Row.ActDate, ct) is not { } holder)
            return false;
        var filled = values.Of(await library.View(file, ct), holder, clock.GetCurrentInstant());
        filled["periode_tot"] = LetterValues.Date(waiting.PeriodUntil ?? file.Row.ActDate);
        await letters.Add(file, LetterKind.Warning, filled, batch, waiting.OnceKey, actor, ct);
        return await Save(ct);
    }

    private async Task<bool> Cover(Guid id, string sentAs, Actor actor, CancellationToken ct)
    {
        if (await CaseFile.Open(db, vault, id, ct) is not { Case.State: CaseState.WarningLetter } file)
            return false;
        var now = clock.GetCurrentInstant();
        file.Append(new WarningCovered(now, actor, sentAs));
        AuditTrail.Record(db, actor, "letter.cover", $"case:{file.Row.Number}", sentAs, now);
        return await Save(ct);
    }

    /// <summary>False when somebody was before: the letter of this key, or a change of the case.</summary>
    private async Task<bool> Save(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private bool Stands(CaseRow row, ReadinessFile file, Instant now) =>
        policies.Current.At(ZoneId.Parse(row.Zone), row.FirstSeen) is { } document && file.Of(document, row.Camera, RegimeOf(row), DutchTime.Local(row.FirstSeen), now).Suffices(warningOnly: true);

    /// <summary>The warning period that the act lies in, on file or in the rules; a warning outside one (a sanction that became a warning) counts for the validity of its rules.</summary>
    private (string Name, LocalDate? Until) PeriodOf(CaseRow row, ReadinessFile file, Instant now)
    {
        foreach (var paper in file.About(row.Zone, row.Camera, RegimeOf(row)))
        {
            if (paper.Kind == PaperKind.WarningPeriod && paper.Spans(row.ActDate) && paper.IsFiledBy(now) && !paper.IsWithdrawnOn(row.ActDate, now))
                return ($"paper {paper.Id}", paper.ValidUntil);
        }

        var document = policies.Current.At(ZoneId.Parse(row.Zone), row.FirstSeen);
        return document?.Terms(RegimeOf(row))?.WarningPeriods.FirstOrDefault(p => p.Value.Contains(row.ActDate)) is { } span
            ? (FormattableString.Invariant($"span {span.Value.From:uuuu-MM-dd}"), span.Value.Until)
            : ($"rules {document?.Version.Id}", null);
    }

    private static Regime RegimeOf(CaseRow row) => Kebab.Value<Regime>(row.Offence.Split('+')[0]);

    private static string KeyOf(CaseRow row, string period) => Signing.Hash(Encoding.UTF8.GetBytes($"warning\n{row.PlateIndex}\n{row.Zone}\n{Kebab.Name(RegimeOf(row))}\n{period}"));
}
