using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>The local copies of register and exemptions at one moment, in memory: judging never asks database or network.</summary>
public sealed class Facts
{
    private readonly FrozenDictionary<string, RegisterVehicle> _vehicles;
    private readonly FrozenDictionary<string, ImmutableArray<Exemption>> _exemptions;

    private readonly Func<string, RegisterVehicle?>? _unlisted;

    /// <param name="vehicles">The register's copy.</param>
    /// <param name="exemptions">All that hold or held.</param>
    /// <param name="register">Its version.</param>
    /// <param name="exemptionList">Its version.</param>
    /// <param name="unlisted">What to take for a plate that the register lacks; null for nothing.</param>
    public Facts(
        IEnumerable<RegisterVehicle> vehicles, IEnumerable<Exemption> exemptions, ListVersion? register, ListVersion? exemptionList, Func<string, RegisterVehicle?>? unlisted = null)
    {
        _unlisted = unlisted;
        _vehicles = vehicles.ToFrozenDictionary(v => v.Plate, StringComparer.Ordinal);
        _exemptions = exemptions.GroupBy(e => e.Plate, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
        Register = register;
        ExemptionList = exemptionList;
    }

    /// <summary>Nothing known: every list is missing.</summary>
    public static Facts None { get; } = new([], [], null, null);

    /// <summary>Version and time of the register's copy; null when there is none.</summary>
    public ListVersion? Register { get; }

    /// <summary>Version and time of the list of exemptions; null when there is none.</summary>
    public ListVersion? ExemptionList { get; }

    public RegisterVehicle? Vehicle(string plate) => _vehicles.GetValueOrDefault(plate) ?? _unlisted?.Invoke(plate);

    public ImmutableArray<Exemption> Exemptions(string plate) => _exemptions.TryGetValue(plate, out var found) ? found : [];
}

/// <summary>Gathers facts from the database and hands out the latest of each site.</summary>
/// <param name="databases">Where they are kept.</param>
/// <param name="unlisted">As of <see cref="Facts"/>.</param>
public sealed class FactsLoader(CentralDbs databases, Func<string, RegisterVehicle?>? unlisted = null)
{
    private ImmutableDictionary<SiteId, Facts> _latest = ImmutableDictionary<SiteId, Facts>.Empty;

    public Facts Latest(SiteId site) => _latest.GetValueOrDefault(site, Facts.None);

    /// <summary>Reads the site's lists again; to be called after every change to them.</summary>
    public async Task<Facts> Reload(SiteId site, CancellationToken ct)
    {
        await using var db = databases.Open(site);
        var lists = await db.Lists.AsNoTracking().ToListAsync(ct);
        var facts = new Facts(
            await db.Register.AsNoTracking().ToListAsync(ct),
            await db.Exemptions.AsNoTracking().Where(e => e.WithdrawnAt == null).ToListAsync(ct),
            lists.Find(l => l.List == ListVersion.RegisterList),
            lists.Find(l => l.List == ListVersion.ExemptionList),
            unlisted);
        ImmutableInterlocked.AddOrUpdate(ref _latest, site, facts, (_, _) => facts);
        return facts;
    }
}
