using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Gathers facts from the database and hands out the latest of each site.</summary>
/// <param name="databases">Where they are kept.</param>
/// <param name="vault">Hashes plates for the marks.</param>
/// <param name="unlisted">As of <see cref="Facts"/>.</param>
/// <param name="shelf">Copies of the register; null where the register is the bundled sample, which is in the database.</param>
public sealed class FactsLoader(CentralDbs databases, Vault vault, Func<string, RegisterVehicle?>? unlisted = null, CopyShelf? shelf = null)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<SiteId, (NodaTime.Instant? Recorded, NodaTime.Instant? Replaced)> _exemptions = new();
    private ImmutableDictionary<SiteId, Facts> _latest = ImmutableDictionary<SiteId, Facts>.Empty;

    /// <summary>Copies of the register; null where the register is the bundled sample.</summary>
    public CopyShelf? Shelf => shelf;

    public Facts Latest(SiteId site) => _latest.GetValueOrDefault(site, Facts.None);

    /// <summary>Reads the site's lists again; to be called after every change to them. What did not change is not read twice.</summary>
    public async Task<Facts> Reload(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var copy = shelf?.Current;
        var register = copy?.AsList() ?? await ListHistory.Latest(db, ListVersion.RegisterList, ct);
        // A central that no longer uses the sample has no register until an import.
        if (shelf is not null && SampleRegister.IsVersion(register?.ListVersionName))
            register = null;
        var exemptions = await ListHistory.Latest(db, ListVersion.ExemptionList, ct);
        string stamp = await StampOf(db, copy, ct);
        var facts = Latest(site) is var known && known.Stamp == stamp ? known.Of(register, exemptions, copy) : new Facts(
            await db.Register.AsNoTracking().Where(v => v.ReplacedAt == null).ToListAsync(ct),
            await db.Exemptions.AsNoTracking().Where(e => e.ReplacedAt == null).ToListAsync(ct),
            register,
            exemptions,
            unlisted)
        {
            Marks = new PlateMarks(await db.PlateMarks.AsNoTracking().Where(m => m.WithdrawnAt == null).ToListAsync(ct), plate => vault.PlateIndex(site, plate)),
            Copy = copy,
            Stamp = stamp,
        };
        facts = facts.Under(await Papers(db, facts.Papers, ct));
        ImmutableInterlocked.AddOrUpdate(ref _latest, site, facts, (_, _) => facts);
        return facts;
    }

    /// <summary>Takes up papers that were filed or withdrawn, by whichever central. Cheap when none was: asked every second.</summary>
    public async Task ReloadPapers(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var papers = await Papers(db, Latest(site).Papers, ct);
        ImmutableInterlocked.AddOrUpdate(ref _latest, site, _ => Facts.None.Under(papers), (_, facts) => ReferenceEquals(facts.Papers, papers) ? facts : facts.Under(papers));
    }

    /// <summary>Takes up exemptions that were granted, changed or ended by whichever central. Cheap when none was: asked every second.</summary>
    public async Task ReloadExemptions(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var mark = (await db.Exemptions.MaxAsync(e => (NodaTime.Instant?)e.RecordedAt, ct), await db.Exemptions.MaxAsync(e => e.ReplacedAt, ct));
        if (_exemptions.TryGetValue(site, out var seen) && seen == mark)
            return;
        await Reload(site, ct);
        _exemptions[site] = mark;
    }

    /// <summary>Takes up a copy of the register that an import put in place. Cheap when none was: asked every second, by every central.</summary>
    public async Task ReloadCopy(IReadOnlyList<SiteId> sites, CancellationToken ct)
    {
        shelf?.Look();
        foreach (var site in sites.Where(s => Latest(s).Copy != shelf?.Current))
            await Reload(site, ct);
    }

    private static async Task<ReadinessFile> Papers(CentralDb db, ReadinessFile known, CancellationToken ct) =>
        await ReadinessFile.StampOf(db, ct) == known.Stamp ? known : await ReadinessFile.Read(db, ct);

    /// <summary>Nothing is overwritten, so what stands is told by how much was ever written and how much of it still stands, and since when.</summary>
    private static async Task<string> StampOf(CentralDb db, RegisterCopy? copy, CancellationToken ct)
    {
        var parts = new object?[]
        {
            await db.Register.LongCountAsync(ct), await db.Register.LongCountAsync(v => v.ReplacedAt == null, ct),
            await db.Register.MaxAsync(v => (NodaTime.Instant?)v.RecordedAt, ct), await db.Register.MaxAsync(v => v.ReplacedAt, ct),
            await db.Exemptions.LongCountAsync(ct), await db.Exemptions.LongCountAsync(e => e.ReplacedAt == null, ct),
            await db.Exemptions.MaxAsync(e => (NodaTime.Instant?)e.RecordedAt, ct), await db.Exemptions.MaxAsync(e => e.ReplacedAt, ct),
            await db.PlateMarks.LongCountAsync(ct), await db.PlateMarks.LongCountAsync(m => m.WithdrawnAt == null, ct),
            copy?.ContentHash,
        };
        return Signing.Hash(System.Text.Encoding.UTF8.GetBytes(string.Join('|', parts)));
    }
}
