using NodaTime;

namespace Venstertijden.Central.Features.Register;

/// <summary>A vehicle as a source of the register tells it.</summary>
public sealed record SourceVehicle(
    string Plate, string Brand, string Model, string Category, string Fuels, string EmissionClass, LocalDate? FirstAdmission, string Body, string Colour, int? MaxMassKg, bool Taxi);

/// <summary>A whole list of one version.</summary>
/// <param name="Version">Changes when the content does.</param>
/// <param name="Rows">All rows.</param>
/// <param name="Announced">Rows that the source says it has; null when it does not say.</param>
public sealed record SourceList<T>(string Version, IReadOnlyList<T> Rows, int? Announced = null);

/// <summary>The door to the vehicle register: the whole list, fetched into the local copy; never asked for one passing plate.</summary>
public interface IVehicleRegister
{
    Task<SourceList<SourceVehicle>> Fetch(CancellationToken ct);
}
