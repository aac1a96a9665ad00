using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Search;

/// <summary>What a search found.</summary>
/// <param name="Rows">Cases, the newest act first.</param>
/// <param name="Total">How many there are, at most <see cref="SearchDesk.MostCounted"/> + 1.</param>
/// <param name="Looked">Cases that were opened to see their plate; 0 where that was not needed.</param>
/// <param name="GoesOn">Where to go on opening; null when all were looked at.</param>
public sealed record SearchResult(IReadOnlyList<CaseRow> Rows, int Total, int Looked, SearchCursor? GoesOn);

/// <summary>
/// Finds cases. No plate lies in the database in clear or in part: a whole plate, plates alike and a plate with two gaps are asked for by
/// keyed hashes; a shorter part only by opening cases one by one in memory, a bounded number at a time. Every search is on record.
/// </summary>
public sealed class SearchDesk(CentralDb db, Vault vault, IClock clock)
{
    /// <summary>Cases opened by one request, at most: about a tenth of a second of work.</summary>
    public const int MostOpened = 1_000;

    /// <summary>Counting stops here: the page then says "more than".</summary>
    public const int MostCounted = CaseQueue.MostCounted;

    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    private const int OpenedAtOnce = 250;

    /// <summary>Keeps what is sought for its own person; the id goes into the address.</summary>
    public async Task<Guid> Remember(PlateSought sought, Actor actor, CancellationToken ct)
    {
        var note = SearchNote.Add(db, vault, actor.UserId ?? default, sought, clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return note.Id;
    }

    /// <summary>What this person sought under that id; null when it is another's or over.</summary>
    public Task<PlateSought?> Recall(Guid id, Guid user, CancellationToken ct) => SearchNote.Find(db, vault, id, user, clock.GetCurrentInstant(), ct);

    /// <param name="filter">Which cases.</param>
    /// <param name="sought">Which plate; null for any.</param>
    /// <param name="page">From 1.</param>
    /// <param name="after">Where an earlier part of the same search ended.</param>
    /// <param name="most">Rows wanted.</param>
    /// <param name="actor">Who searches.</param>
    /// <param name="ct">Stops.</param>
    public async Task<SearchResult> Run(SearchFilter filter, PlateSought? sought, int page, SearchCursor? after, int most, Actor actor, CancellationToken ct)
    {
        var rows = filter.Of(db.Cases.AsNoTracking());
        var found = sought is null ? await Page(rows, page, most, ct)
            : sought.Candidates() is { } plates ? await Page(OfPlates(rows, plates), page, most, ct)
            : await Opening(filter, sought, after, ct);
        string subject = sought is null ? "filter" : $"plate:{vault.PlateIndex(db.CurrentSite, sought.Text)[..12]}";
        string how = sought is null ? "" : $"{sought.Purpose}, {Kebab.Name(sought.Match)}{(found.Looked > 0 ? $", {found.Looked} cases opened" : "")}";
        AuditTrail.Record(db, actor, "case.search", subject, how, clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return found;
    }

    /// <summary>The plates of cases, for who may take them out; each is opened, and that is on record.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Plates(IReadOnlyList<CaseRow> rows, Actor actor, CancellationToken ct)
    {
        var plates = new Dictionary<Guid, string>();
        foreach (var part in rows.Chunk(OpenedAtOnce))
            foreach (var (id, plate) in await PlatesOf([.. part.Select(r => r.Id)], ct))
                plates[id] = plate;
        AuditTrail.Record(db, actor, "case.export-plates", "filter", $"{plates.Count} plates", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return plates;
    }

    private IQueryable<CaseRow> OfPlates(IQueryable<CaseRow> rows, IReadOnlyList<string> plates)
    {
        string[] indexes = [.. plates.Select(p => vault.PlateIndex(db.CurrentSite, p))];
        return indexes is [var only] ? rows.Where(c => c.PlateIndex == only) : rows.Where(c => indexes.Contains(c.PlateIndex));
    }

    private static async Task<SearchResult> Page(IQueryable<CaseRow> rows, int page, int most, CancellationToken ct)
    {
        int total = await rows.Select(c => c.Id).Take(MostCounted + 1).CountAsync(ct);
        return new SearchResult(await rows.Skip((page - 1) * most).Take(most).ToListAsync(ct), total, 0, null);
    }

    private async Task<SearchResult> Opening(SearchFilter filter, PlateSought sought, SearchCursor? after, CancellationToken ct)
    {
        var found = new List<CaseRow>();
        int looked = 0;
        while (looked < MostOpened)
        {
#pragma warning disable CA1309 // Becomes SQL: numbers are digits and a dash.
            var rest = filter.Of(after is null ? db.Cases.AsNoTracking() : db.Cases.AsNoTracking().Where(c => c.ActDate < after.ActDate || (c.ActDate == after.ActDate && string.Compare(c.Number, after.Number) < 0)));
#pragma warning restore CA1309
            var part = await rest.Take(OpenedAtOnce).ToListAsync(ct);
            looked += part.Count;
            var plates = await PlatesOf([.. part.Where(c => c.ErasedAt == null).Select(c => c.Id)], ct);
            found.AddRange(part.Where(c => plates.TryGetValue(c.Id, out string? plate) && sought.Fits(plate)));
            if (part.Count < OpenedAtOnce)
                return new SearchResult(found, found.Count, looked, null);
            after = new SearchCursor(part[^1].ActDate, part[^1].Number);
        }

        return new SearchResult(found, found.Count, looked, after);
    }

    /// <summary>The plate that counts in each case: as opened, or as an officer corrected it.</summary>
    private async Task<Dictionary<Guid, string>> PlatesOf(Guid[] ids, CancellationToken ct)
    {
        string[] kinds = ["case-opened", "plate-corrected"];
        var keys = await db.SubjectKeys.AsNoTracking().Where(k => ids.Contains(k.Subject) && k.Wrapped != null).ToListAsync(ct);
        var events = await db.CaseEvents.AsNoTracking().Where(e => ids.Contains(e.CaseId) && kinds.Contains(e.Kind)).OrderBy(e => e.Number).Select(e => new { e.CaseId, e.Number, e.Sealed }).ToListAsync(ct);
        var ofCase = events.ToLookup(e => e.CaseId);
        var plates = new Dictionary<Guid, string>();
        foreach (var key in keys)
        {
            var cipher = vault.Open(key);
            foreach (var happened in ofCase[key.Subject])
                plates[key.Subject] = StoredJson.Read<CaseEvent>(cipher.Open(happened.Sealed, CaseFile.EventPlace(key.Subject, happened.Number))) switch
                {
                    CaseOpened e => e.Plate,
                    PlateCorrected e => e.To,
                    _ => plates[key.Subject],
                };
        }

        return plates;
    }
}
