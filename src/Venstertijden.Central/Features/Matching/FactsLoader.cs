using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Gathers facts from the database and hands out the latest of each site.</summary>
/// <param name="databases">Where they are kept.</param>
/// <param name="vault">Hashes plates for the marks.</param>
/// <param name="unlisted">As of <see cref="Facts"/>.</param>
public sealed class FactsLoader(CentralDbs databases, Vault vault, Func<string, RegisterVehicle?>? unlisted = null)
{
    private ImmutableDictionary<SiteId, Facts> _latest = ImmutableDictionary<SiteId, Facts>.Empty;

    public Facts Latest(SiteId site) => _latest.GetValueOrDefault(site, Facts.None);

    /// <summary>Reads the site's lists again; to be called after every change to them. What did not change is not read twice.</summary>
    public async Task<Facts> Reload(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var register = await ListHistory.Latest(db, ListVersion.RegisterList, ct);
        var exemptions = await ListHistory.Latest(db, ListVersion.ExemptionList, ct);
        string stamp = await StampOf(db, ct);
        var facts = Latest(site) is var known && known.Stamp == stamp ? known.Of(register, exemptions) : new Facts(
            await db.Register.AsNoTracking().Where(v => v.ReplacedAt == null).ToListAsync(ct),
            await db.Exemptions.AsNoTracking().Where(e => e.ReplacedAt == null).ToListAsync(ct),
            register,
            exemptions,
            unlisted)
        {
            Marks = new PlateMarks(await db.PlateMarks.AsNoTracking().Where(m => m.WithdrawnAt == null).ToListAsync(ct), plate => vault.PlateIndex(site, plate)),
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

    private static async Task<ReadinessFile> Papers(CentralDb db, ReadinessFile known, CancellationToken ct) =>
        await ReadinessFile.StampOf(db, ct) == known.Stamp ? known : await ReadinessFile.Read(db, ct);

    /// <summary>Nothing is overwritten, so what stands is told by how much was ever written and how much of it still stands, and since when.</summary>
    private static async Task<string> StampOf(CentralDb db, CancellationToken ct)
    {
        var parts = new object?[]
        {
            await db.Register.LongCountAsync(ct), await db.Register.LongCountAsync(v => v.ReplacedAt == null, ct),
            await db.Register.MaxAsync(v => (NodaTime.Instant?)v.RecordedAt, ct), await db.Register.MaxAsync(v => v.ReplacedAt, ct),
            await db.Exemptions.LongCountAsync(ct), await db.Exemptions.LongCountAsync(e => e.ReplacedAt == null, ct),
            await db.Exemptions.MaxAsync(e => (NodaTime.Instant?)e.RecordedAt, ct), await db.Exemptions.MaxAsync(e => e.ReplacedAt, ct),
            await db.PlateMarks.LongCountAsync(ct), await db.PlateMarks.LongCountAsync(m => m.WithdrawnAt == null, ct),
        };
        return Signing.Hash(System.Text.Encoding.UTF8.GetBytes(string.Join('|', parts)));
    }
}
