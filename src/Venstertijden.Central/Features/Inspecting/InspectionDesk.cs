using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>What came of signing a round.</summary>
/// <param name="Number">Under which it is on file; null when it is not.</param>
/// <param name="Faults">What keeps it from being signed.</param>
public sealed record RoundOutcome(string? Number, ImmutableArray<RoundFault> Faults);

/// <summary>A round that was signed, from the papers that it left.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Papers">One for each post that was looked at, in the order of the round.</param>
public sealed record PastRound(string Number, IReadOnlyList<Paper> Papers)
{
    public Instant FiledAt => Papers[0].FiledAt;
    public string By => Papers[0].FiledBy;
    public int Faults => Papers.Count(p => p.Fault is not null);
}

/// <summary>The officer's monthly round: which posts, what was found, signed once and filed as inspections.</summary>
public sealed class InspectionDesk(CentralDb db, ReadinessDesk papers, FactsLoader facts, LivePolicies policies, IClock clock)
{
    /// <summary>Papers from which past rounds are told: some years of a town.</summary>
    private const int MostPapers = 2_000;

    /// <summary>The posts, what is due first.</summary>
    public async Task<IReadOnlyList<RouteStop>> Route(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var cameras = await db.Cameras.AsNoTracking().Where(c => c.RevokedAt == null).ToListAsync(ct);
        return Inspecting.Route.Of(cameras, zone => policies.Current.At(ZoneId.Parse(zone), now), facts.Latest(db.CurrentSite).Papers, now);
    }

    /// <summary>Files a round: all its inspections, photographs and audit entries in one save, or nothing. What was sent before is not filed again.</summary>
    public async Task<RoundOutcome> Sign(Round round, Person officer, CancellationToken ct)
    {
        string number = Round.NumberOf(db.CurrentSite, round.Key);
        if (await Recorded(number, officer, ct) is { } before)
            return before;
        var faults = RoundCheck.Of(round, officer.Name, DutchTime.Local(clock.GetCurrentInstant()));
        if (!faults.IsEmpty)
            return new RoundOutcome(null, faults);
        try
        {
            int found = round.Done.Count(s => s.FoundFault);
            var filed = await papers.FileTogether(RoundPapers.Of(round, db.CurrentSite), officer.Actor, new("round.sign", $"round:{number}", $"{round.Done.Count()} posts, {found} with a fault"), ct);
            // What the round's own check lets through the file's check takes too.
            return filed.IsEmpty ? new RoundOutcome(number, []) : throw new InvalidOperationException($"A round was refused by the file of papers: {string.Join(", ", filed)}.");
        }
        catch (DbUpdateException)
        {
            // Sent twice at once: the other was first.
            db.ChangeTracker.Clear();
            if (await Recorded(number, officer, ct) is { } other)
                return other;
            throw;
        }
    }

    /// <summary>The rounds that were signed, newest first.</summary>
    public async Task<IReadOnlyList<PastRound>> Past(CancellationToken ct)
    {
        var rows = await OfRounds().OrderByDescending(p => p.FiledAt).Take(MostPapers).ToListAsync(ct);
        return [.. rows.GroupBy(p => p.Number).Select(Told)];
    }

    /// <summary>One of them; null when there is none of that number.</summary>
    public async Task<PastRound?> Find(string number, CancellationToken ct) =>
        await OfRounds().Where(p => p.Number == number).ToListAsync(ct) is { Count: > 0 } rows ? Told(rows.GroupBy(p => p.Number).Single()) : null;

    /// <summary>Cases that its faults take the ground from, by paper.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> Touched(PastRound round, CancellationToken ct)
    {
        Guid[] ids = [.. round.Papers.Select(p => p.Id)];
        return await db.PaperChanges.AsNoTracking().Where(c => ids.Contains(c.PaperId)).GroupBy(c => c.PaperId).ToDictionaryAsync(g => g.Key, g => g.Max(c => c.Expected), ct);
    }

    private IQueryable<Paper> OfRounds() => db.Papers.AsNoTracking().Where(p => p.Kind == PaperKind.SignInspection && p.Number.StartsWith(RoundPapers.Prefix));

    private static PastRound Told(IGrouping<string, Paper> papers) => new(papers.Key, [.. papers.OrderBy(p => p.DatedAt).ThenBy(p => p.Camera?.Value, StringComparer.Ordinal)]);

    /// <summary>The answer to a round that is on file already; null when it is not.</summary>
    private async Task<RoundOutcome?> Recorded(string number, Person officer, CancellationToken ct) =>
        await Find(number, ct) is not { } before ? null
        : before.Papers[0].FiledById == officer.Id ? new RoundOutcome(number, [])
        : new RoundOutcome(null, [new RoundFault("round", "key-taken")]);
}
