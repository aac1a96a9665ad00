using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>
/// The repeat lock (N7): a case whose earlier one has not been sent waits, one that an earlier sanction covers lapses, and where the earlier one ended without
/// a sanction the next one leads (GHARL:2023:1663: nine of ten fines for one plate were annulled).
/// </summary>
public sealed class Repeats(CentralDbs databases, Vault vault, LivePolicies policies, IClock clock)
{
    private const int AtOnce = 200;
    private static readonly Actor Program = Actor.System("repeat-lock");

    /// <summary>Looks at cases that an earlier one may hold; each is one save.</summary>
    public async Task Run(SiteId site, CancellationToken ct)
    {
        await using var list = databases.Open(site);
        var asked = await list.Cases
            .Where(c => c.State == CaseState.RepeatPending || ((c.State == CaseState.Ready || c.State == CaseState.Approved) && !c.WarningOnly && c.PlateIndex != null && list.Cases.Any(e =>
                e.PlateIndex == c.PlateIndex && e.Zone == c.Zone && e.FirstSeen < c.FirstSeen && !e.WarningOnly
                && e.State != CaseState.Lapsed && e.State != CaseState.Rejected && e.State != CaseState.WarningLetter && (e.State != CaseState.Closed || e.SentOn != null))))
            .OrderBy(c => c.FirstSeen).Select(c => c.Id).Take(AtOnce).ToListAsync(ct);
        foreach (var id in asked)
        {
            await using var db = databases.Open(site);
            await Look(db, id, ct);
        }
    }

    /// <summary>What the earlier cases mean for one case; the number of the one that it waits for.</summary>
    public static async Task<(RepeatAnswer Answer, string Leading)> Ask(CentralDb db, CaseRow row, PolicyDocument? document, CancellationToken ct)
    {
        var earlier = await EarlierCases.Of(db, row, ct);
        if (earlier.Count == 0 || document is null)
            return (RepeatAnswer.Free, "");
        string regime = row.Regime ?? row.Offence.Split('+')[0];
        int term = document.Terms(Kebab.Value<Regime>(regime))?.RepeatTerm.Value ?? 0;
        var answer = RepeatRule.For(row.FirstSeen, earlier.Select(e => e.Case), term);
        return (answer, answer == RepeatAnswer.Pending ? earlier.First(e => e.Case is { State: EarlierState.Open } or { State: EarlierState.Sent, SentOn: null }).Number : "");
    }

    private async Task Look(CentralDb db, Guid id, CancellationToken ct)
    {
        if (await CaseFile.Open(db, vault, id, ct) is not { } file)
            return;
        var (row, now) = (file.Row, clock.GetCurrentInstant());
        // Whoever has it open decides first; approving is checked again before it goes.
        if (row.TakenUntil > now && row.State == CaseState.Ready)
            return;
        var (answer, leading) = await Ask(db, row, policies.Current.At(ZoneId.Parse(row.Zone), row.FirstSeen), ct);
        CaseEvent? follows = (answer, row.State) switch
        {
            (RepeatAnswer.Repeat, CaseState.Ready or CaseState.RepeatPending or CaseState.Approved) => new CaseLapsed(now, Program, "repeat"),
            (RepeatAnswer.Pending, CaseState.Ready) => new RepeatWaits(now, Program, leading),
            (RepeatAnswer.Free, CaseState.RepeatPending) => new RepeatOver(now, Program),
            _ => null,
        };
        if (follows is null)
            return;
        file.Append(follows);
        AuditTrail.Record(db, Program, "case.repeat", $"case:{row.Number}", follows.Kind, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // An officer was first: the next round looks at what he made of it.
        }
    }
}
