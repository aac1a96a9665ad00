using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Exemptions;

/// <summary>
/// The one hand that writes exemptions: what stood is closed, never changed. Who saves afterwards tells the facts in memory
/// (<see cref="Matching.FactsLoader.Reload"/>), so that open cases are looked at again at once.
/// </summary>
public static class ExemptionBook
{
    /// <summary>Grants a new exemption, or records a next version of one that exists; a version with the same content changes nothing.</summary>
    /// <param name="db">Unit of work; the caller saves.</param>
    /// <param name="version">What holds from now on. Its revision is given here.</param>
    /// <param name="ct">Stops.</param>
    public static async Task Record(CentralDb db, Exemption version, CancellationToken ct)
    {
        var last = await db.Exemptions.Where(e => e.Id == version.Id).OrderByDescending(e => e.Revision).FirstOrDefaultAsync(ct);
        if (last is { ReplacedAt: null } && SaysTheSame(last, version))
            return;
        if (last is { ReplacedAt: null })
            last.ReplacedAt = version.RecordedAt;
        db.Exemptions.Add(Numbered(version, (last?.Revision ?? 0) + 1));
    }

    /// <summary>Withdraws an exemption as if it had never been granted; false when none of that id stands.</summary>
    public static async Task<bool> Withdraw(CentralDb db, Guid id, Instant now, CancellationToken ct)
    {
        if (await db.Exemptions.FirstOrDefaultAsync(e => e.Id == id && e.ReplacedAt == null, ct) is not { } standing)
            return false;
        standing.ReplacedAt = now;
        return true;
    }

    internal static Exemption Numbered(Exemption v, int revision) => new()
    {
        Id = v.Id, Revision = revision, Plate = v.Plate, Kind = v.Kind, From = v.From, Until = v.Until, WholeDays = v.WholeDays, Zone = v.Zone, ListVersion = v.ListVersion, RecordedAt = v.RecordedAt,
    };

    private static bool SaysTheSame(Exemption one, Exemption other) =>
        (one.Plate, one.Kind, one.From, one.Until, one.WholeDays, one.Zone) == (other.Plate, other.Kind, other.From, other.Until, other.WholeDays, other.Zone);
}
