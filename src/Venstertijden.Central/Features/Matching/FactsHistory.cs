using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Register;

namespace Venstertijden.Central.Features.Matching;

/// <summary>What was known at an earlier moment, of a few plates only: nothing was overwritten, so it can still be asked.</summary>
/// <param name="vault">Hashes plates for the marks.</param>
public sealed class FactsHistory(Vault vault)
{
    /// <summary>Facts of these plates as recorded by then.</summary>
    /// <param name="db">Where they are kept.</param>
    /// <param name="plates">Without dashes.</param>
    /// <param name="at">The moment.</param>
    /// <param name="unlisted">As of <see cref="Facts"/>.</param>
    /// <param name="kept">What copies of the register said by then, which are not in the database: from what was kept with a case (<see cref="CopiedFacts"/>).</param>
    /// <param name="ct">Stops.</param>
    public async Task<Facts> At(CentralDb db, IReadOnlyCollection<string> plates, Instant at, Func<string, RegisterVehicle?>? unlisted, IEnumerable<RegisterVehicle> kept, CancellationToken ct)
    {
        string[] asked = [.. plates.Distinct(StringComparer.Ordinal)];
        string[] indexes = [.. asked.Select(p => vault.PlateIndex(db.CurrentSite, p))];
        return new Facts(
            [.. await db.Register.AsNoTracking().Where(v => asked.Contains(v.Plate) && v.RecordedAt <= at && (v.ReplacedAt == null || v.ReplacedAt > at)).ToListAsync(ct), .. kept],
            await db.Exemptions.AsNoTracking().Where(e => asked.Contains(e.Plate) && e.RecordedAt <= at && (e.ReplacedAt == null || e.ReplacedAt > at)).ToListAsync(ct),
            await ListHistory.At(db, ListVersion.RegisterList, at, ct),
            await ListHistory.At(db, ListVersion.ExemptionList, at, ct),
            unlisted)
        {
            Marks = new PlateMarks(
                await db.PlateMarks.AsNoTracking().Where(m => indexes.Contains(m.PlateIndex) && m.RecordedAt <= at && (m.WithdrawnAt == null || m.WithdrawnAt > at)).ToListAsync(ct),
                plate => vault.PlateIndex(db.CurrentSite, plate)),
        };
    }
}
