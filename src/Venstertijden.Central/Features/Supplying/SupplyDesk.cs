using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Supplying;

/// <summary>What became of an addition: judged anew, or which field is wrong (field name to text key; under "" what concerns the whole).</summary>
public sealed record SupplyOutcome(Settled? Settled, IReadOnlyDictionary<string, string> Problems)
{
    public static SupplyOutcome Not(string field, string problem) => new(null, new Dictionary<string, string> { [field] = problem });
}

/// <summary>
/// Officials add what an undecided passage lacks: the plate as they read it, or a register fact with its source. Then the same rules judge it
/// anew. Every look and every addition is on record.
/// </summary>
public sealed class SupplyDesk(CentralDb db, Vault vault, UndecidedSettling settling, Rejudging rejudging, FactsLoader facts, Speaker speaker, IClock clock)
{
    private const int MostListed = 500;
    private const string Purpose = "feiten aanvullen";
    private static readonly Duration AskAgainAfter = Duration.FromSeconds(20);

    /// <summary>All that waits, the first to be erased on top.</summary>
    public async Task<IReadOnlyList<UndecidedItem>> List(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return await Items(db.Undecided.Where(p => p.EraseAt > now).OrderBy(p => p.EraseAt).ThenBy(p => p.Id).Take(MostListed)).ToListAsync(ct);
    }

    /// <summary>How many an official can help.</summary>
    public Task<int> CountToHelp(CancellationToken ct) => ToHelp().CountAsync(ct);

    /// <summary>The one after this, or the first; null when none is left to help.</summary>
    public async Task<Guid?> Next(Guid? after, CancellationToken ct)
    {
        var all = await ToHelp().OrderBy(p => p.EraseAt).ThenBy(p => p.Id).Take(MostListed).Select(p => p.Id).ToListAsync(ct);
        int at = after is { } current ? all.IndexOf(current) : -1;
        all.Remove(after ?? default);
        return all.Count == 0 ? null : all[Math.Max(at, 0) % all.Count];
    }

    /// <summary>Opens a passage, and asks its camera for the picture to read; null when it is not held (any more).</summary>
    public async Task<UndecidedOnScreen?> Look(Guid id, Actor actor, bool english, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await Open(id, ct) is not { } open)
            return null;
        var message = open.Stored.ReadPassage();
        var picture = open.Row.Reason == ReasonCode.WeakRead.Code() ? await Ask(open.Row, message, now, ct) : null;
        AuditTrail.Record(db, actor, "undecided.look", $"passage:{id}", Purpose, now);
        await db.SaveChangesAsync(ct);
        var judged = rejudging.AsKnownThen(open.Stored, db.CurrentSite);
        var item = await Items(db.Undecided.Where(p => p.Id == id)).FirstAsync(ct);
        return new UndecidedOnScreen(item, open.Row.Version, message, judged, Explanation.Of(judged.Document, judged.Facts, judged.Verdict, english), picture);
    }

    /// <summary>The picture's bytes and type, to who reads it; null when it is not there.</summary>
    public async Task<(byte[] Content, string MediaType)?> Picture(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.UndecidedPictures.AsNoTracking().FirstOrDefaultAsync(p => p.PassageId == id && p.ReceivedAt != null, ct) is not { } picture
            || await vault.Find(db, id, ct) is not { } cipher || picture.Open(cipher) is not { } content)
            return null;
        AuditTrail.Record(db, actor, "picture.look", $"passage:{id}", Purpose, clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return (content, picture.MediaType);
    }

    public Task<bool> PictureCame(Guid id, CancellationToken ct) => db.UndecidedPictures.AnyAsync(p => p.PassageId == id && p.ReceivedAt != null, ct);

    /// <summary>The official typed what he reads.</summary>
    /// <param name="id">The passage.</param>
    /// <param name="version">That the page showed.</param>
    /// <param name="actor">Who.</param>
    /// <param name="typed">The plate.</param>
    /// <param name="country">ISO alpha-2.</param>
    /// <param name="source">From what he knows it, where no picture is left.</param>
    /// <param name="ct">Stops.</param>
    public Task<SupplyOutcome> Read(Guid id, long version, Actor actor, string typed, string country, string? source, CancellationToken ct) =>
        Add(id, version, actor, "undecided.read", async (open, now) =>
        {
            if (open.Row.Reason != ReasonCode.WeakRead.Code())
                return (null, "", "changed");
            if (!CountryCode.TryParse(country, out var code))
                return (null, "Country", "bad.country");
            if (!PlateText.TryParse(typed, code, out var plate))
                return (null, "Typed", code.IsForeign ? "bad.plate.foreign" : "bad.plate");
            bool seen = await PictureCame(id, ct);
            if (!seen && string.IsNullOrWhiteSpace(source))
                return (null, "ReadFrom", "bad.read-from");
            string from = seen ? SuppliedRead.Picture : source!.Trim() is { Length: > 200 } longer ? longer[..200] : source.Trim();
            return ((open.Stored.Verdict.Supplied ?? Supplied.Nothing) with { Read = new SuppliedRead(plate.Text, plate.Country.Text, from, actor, now) }, "", "");
        }, ct);

    /// <summary>The official recorded register facts.</summary>
    public async Task<SupplyOutcome> Record(Guid id, long version, Actor actor, FactsEntry entry, CancellationToken ct)
    {
        IReadOnlyDictionary<string, string> problems = new Dictionary<string, string>();
        var outcome = await Add(id, version, actor, "undecided.facts", (open, now) =>
        {
            if (open.Row.Reason != ReasonCode.RegisterUnknown.Code() || rejudging.AsKnownThen(open.Stored, db.CurrentSite).Plate is not { } plate)
                return Task.FromResult<(Supplied?, string, string)>((null, "", "changed"));
            (var read, problems) = entry.Read(plate.Text, actor, now, DutchTime.Local(now).Date);
            var before = open.Stored.Verdict.Supplied ?? Supplied.Nothing;
            return Task.FromResult<(Supplied?, string, string)>(read is null ? (null, "", "bad") : (before with { Facts = [.. before.Facts, read] }, "", ""));
        }, ct);
        return problems.Count > 0 ? new SupplyOutcome(null, problems) : outcome;
    }

    /// <summary>Nobody can add what is missing: it leaves the list of what can be helped, and is erased on its time. Or it comes back.</summary>
    public async Task<bool> GiveUp(Guid id, Actor actor, bool back, CancellationToken ct)
    {
        if (await db.Undecided.FirstOrDefaultAsync(p => p.Id == id, ct) is not { } row)
            return false;
        var now = clock.GetCurrentInstant();
        row.GivenUpAt = back ? null : now;
        row.GivenUpBy = back ? null : actor.Name;
        AuditTrail.Record(db, actor, back ? "undecided.take-back" : "undecided.give-up", $"passage:{id}", "", now);
        return await Saved(ct);
    }

    private async Task<SupplyOutcome> Add(Guid id, long version, Actor actor, string action, Func<OpenPassage, Instant, Task<(Supplied? Supplied, string Field, string Problem)>> add, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await Open(id, ct) is not { } open)
            return SupplyOutcome.Not("", "gone");
        if (open.Row.Version != version)
            return SupplyOutcome.Not("", "changed");
        var (supplied, field, problem) = await add(open, now);
        if (supplied is null)
            return SupplyOutcome.Not(field, problem);
        (open.Row.GivenUpAt, open.Row.GivenUpBy) = (null, null);
        AuditTrail.Record(db, actor, action, $"passage:{id}", Purpose, now);
        var settled = await settling.Judge(db, open.Row, open.Cipher, supplied, facts.Latest(db.CurrentSite), actor, now, ct);
        if (!await Saved(ct))
            return SupplyOutcome.Not("", "changed");
        speaker.Say(settled.Outgoing);
        return new SupplyOutcome(settled, new Dictionary<string, string>());
    }

    private async Task<bool> Saved(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Asks for the plate's picture, or the overview where there is none; again when it does not come.</summary>
    private async Task<UndecidedPicture?> Ask(UndecidedPassage row, PassageMessage message, Instant now, CancellationToken ct)
    {
        var wanted = message.Evidence.FirstOrDefault(e => e.Kind == EvidenceKind.Plate) ?? message.Evidence.FirstOrDefault(e => e.Kind == EvidenceKind.Overview);
        if (wanted is null)
            return null;
        var known = await db.UndecidedPictures.FirstOrDefaultAsync(p => p.PassageId == row.Id && p.Sha256 == wanted.Sha256, ct);
        bool ask = known is null || (known.ReceivedAt is null && known.RequestedAt + AskAgainAfter <= now);
        if (known is null)
            db.UndecidedPictures.Add(known = new UndecidedPicture { PassageId = row.Id, Sha256 = wanted.Sha256, Kind = wanted.Kind, MediaType = wanted.MediaType, RequestedAt = now });
        if (!ask)
            return known;
        known.RequestedAt = now;
        speaker.Say([new Outgoing(db.CurrentSite, row.Camera, new SendEvidence(row.Id, [wanted.Sha256]))]);
        return known;
    }

    private async Task<OpenPassage?> Open(Guid id, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await db.Undecided.FirstOrDefaultAsync(p => p.Id == id && p.EraseAt > now, ct) is not { } row || await vault.Find(db, id, ct) is not { } cipher)
            return null;
        return new OpenPassage(row, cipher, StoredJson.Read<JudgedPassage>(cipher.Open(row.Sealed, UndecidedPassage.Place(id))));
    }

    private IQueryable<UndecidedPassage> ToHelp()
    {
        var now = clock.GetCurrentInstant();
        string[] helpable = [.. UndecidedItem.Helpable];
        return db.Undecided.Where(p => p.EraseAt > now && p.GivenUpAt == null && helpable.Contains(p.Reason));
    }

    private IQueryable<UndecidedItem> Items(IQueryable<UndecidedPassage> rows) =>
        from row in rows
        join camera in db.Cameras on row.Camera equals camera.Camera
        orderby row.EraseAt, row.Id
        select new UndecidedItem(row.Id, camera.DisplayName, camera.Street, row.SeenFrom, row.Reason, row.EraseAt, row.GivenUpAt, row.GivenUpBy);

    private sealed record OpenPassage(UndecidedPassage Row, SubjectCipher Cipher, JudgedPassage Stored);
}
