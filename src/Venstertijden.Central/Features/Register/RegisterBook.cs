using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Register;

/// <summary>
/// The one hand that writes register facts: what stood is closed, never changed. Who saves afterwards tells the facts in memory
/// (<see cref="Matching.FactsLoader.Reload"/>), so that open cases are looked at again at once.
/// </summary>
public static class RegisterBook
{
    /// <summary>Records what is known of a vehicle from now on; the version of the same valid period is closed. The same content changes nothing.</summary>
    public static async Task Record(CentralDb db, RegisterVehicle facts, CancellationToken ct)
    {
        var known = await db.Register.Where(v => v.Plate == facts.Plate).ToListAsync(ct);
        var standing = known.Find(v => v.ReplacedAt is null && v.ValidFrom == facts.ValidFrom);
        if (standing is not null && SaysTheSame(standing, facts))
            return;
        if (standing is not null)
            standing.ReplacedAt = facts.RecordedAt;
        db.Register.Add(Numbered(facts, known.Select(v => v.Revision).DefaultIfEmpty(0).Max() + 1));
    }

    internal static RegisterVehicle Numbered(RegisterVehicle v, int revision) => new()
    {
        Plate = v.Plate, Revision = revision, Brand = v.Brand, Model = v.Model, Category = v.Category, Fuels = v.Fuels, EmissionClass = v.EmissionClass, FirstAdmission = v.FirstAdmission, Body = v.Body,
        Colour = v.Colour, MaxMassKg = v.MaxMassKg, Taxi = v.Taxi, ValidFrom = v.ValidFrom, ValidUntil = v.ValidUntil, ListVersion = v.ListVersion, RecordedAt = v.RecordedAt,
    };

    internal static bool SaysTheSame(RegisterVehicle one, RegisterVehicle other) =>
        (one.Brand, one.Model, one.Category, one.Fuels, one.EmissionClass, one.FirstAdmission) == (other.Brand, other.Model, other.Category, other.Fuels, other.EmissionClass, other.FirstAdmission)
        && (one.Body, one.Colour, one.MaxMassKg, one.Taxi, one.ValidUntil) == (other.Body, other.Colour, other.MaxMassKg, other.Taxi, other.ValidUntil);
}
