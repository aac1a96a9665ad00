using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Verdicts;

/// <summary>
/// All that the rules need to know of one passage. An empty fact is unknown and may have any value that the others allow; it never has a default.
/// </summary>
public sealed record PassageFacts
{
    /// <summary>The zone.</summary>
    public required ZoneId Zone { get; init; }

    /// <summary>When the vehicle was first seen.</summary>
    public required PassageTime Time { get; init; }

    /// <summary>The plate and its country. Its characters decide nothing; that it is foreign does.</summary>
    public required PlateText Plate { get; init; }

    /// <summary>Category; null unknown.</summary>
    public VehicleCategory? Category { get; init; }

    /// <summary>Fuels; <see cref="Fuels.Unknown"/> unknown.</summary>
    public Fuels Fuels { get; init; }

    /// <summary>Emission class; null unknown.</summary>
    public EmissionClass? EmissionClass { get; init; }

    /// <summary>Date of first admission (datum eerste toelating); null unknown.</summary>
    public LocalDate? FirstAdmission { get; init; }

    /// <summary>Body; null unknown.</summary>
    public VehicleBody? Body { get; init; }

    /// <summary>Individual exemptions of the vehicle, also expired ones.</summary>
    public ImmutableArray<Exemption> Exemptions { get; init; } = [];

    /// <summary>The same passage of a vehicle of which nothing is known.</summary>
    public PassageFacts WithUnknownVehicle() => this with
    {
        Plate = default,
        Category = null,
        Fuels = Fuels.Unknown,
        EmissionClass = null,
        FirstAdmission = null,
        Body = null,
        Exemptions = [],
    };
}

/// <summary>A moment with its local time in the Netherlands; the rules ask the local time.</summary>
public readonly record struct PassageTime
{
    private PassageTime(Instant instant, LocalDateTime local) => (Instant, Local) = (instant, local);

    /// <summary>The instant; of autumn's repeated hour given without offset the first of the two.</summary>
    public Instant Instant { get; }

    /// <summary>Europe/Amsterdam.</summary>
    public LocalDateTime Local { get; }

    /// <summary>The moment of an instant.</summary>
    public static PassageTime At(Instant instant) => new(instant, DutchTime.Local(instant));

    /// <summary>The moment at which the clock showed a local time.</summary>
    /// <returns>False in spring's missing hour: no clock showed it.</returns>
    public static bool TryAtLocal(LocalDateTime local, out PassageTime time)
    {
        var instants = DutchTime.InstantsOf(local);
        time = instants.Count == 0 ? default : new PassageTime(instants[0], local);
        return instants.Count > 0;
    }
}
