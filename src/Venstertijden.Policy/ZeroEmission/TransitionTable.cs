using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.ZeroEmission;

/// <summary>Which bodies a row of the table is about.</summary>
public enum BodyGroup
{
    /// <summary>Every body.</summary>
    Any,

    /// <summary>Not a tractor unit.</summary>
    Rigid,

    /// <summary>Tractor unit (BC, opleggertrekker).</summary>
    Tractor,
}

/// <summary>One row of the transition table: for whom, and until when there is access. The first row that fits a vehicle counts.</summary>
/// <param name="Categories">Categories of the row.</param>
/// <param name="Classes">Emission classes of the row; empty is every class.</param>
/// <param name="Body">Bodies of the row.</param>
/// <param name="AdmittedFrom">First admission on or after; null from the beginning.</param>
/// <param name="AdmittedBefore">First admission before; null without end.</param>
/// <param name="AccessUntil">First date without access; null when there is none at all (see <paramref name="Always"/>).</param>
/// <param name="Always">Access without end.</param>
/// <param name="Source">Where the row is written; null when <paramref name="IsExample"/>.</param>
/// <param name="IsExample">True when the row is not published law.</param>
public sealed record TransitionRow(
    EnumSet<VehicleCategory> Categories,
    EnumSet<EmissionClass> Classes,
    BodyGroup Body,
    LocalDate? AdmittedFrom,
    LocalDate? AdmittedBefore,
    LocalDate? AccessUntil,
    bool Always,
    string? Source,
    bool IsExample)
{
    /// <summary>True when the row is about such a vehicle.</summary>
    public bool Fits(VehicleCategory category, EmissionClass emissionClass, LocalDate firstAdmission, bool tractor) =>
        Categories.Contains(category)
        && (Classes.IsEmpty || Classes.Contains(emissionClass))
        && (Body == BodyGroup.Any || (Body == BodyGroup.Tractor) == tractor)
        && (AdmittedFrom is not { } from || firstAdmission >= from)
        && (AdmittedBefore is not { } before || firstAdmission < before);

    /// <summary>True when the row gives access on the date.</summary>
    public bool GivesAccessOn(LocalDate date) => Always || (AccessUntil is { } until && date < until);
}

/// <summary>The national table of who may still enter, by category, class, body and first admission.</summary>
public sealed class TransitionTable
{
    /// <summary>A table of rows in order.</summary>
    public TransitionTable(ImmutableArray<TransitionRow> rows)
    {
        Rows = rows;
        AdmissionBoundaries = [.. rows.SelectMany(row => new[] { row.AdmittedFrom, row.AdmittedBefore }).OfType<LocalDate>().Distinct().Order()];
        AccessBoundaries = [.. rows.Select(row => row.AccessUntil).OfType<LocalDate>().Distinct().Order()];
    }

    /// <summary>Rows in order: the first that fits counts.</summary>
    public ImmutableArray<TransitionRow> Rows { get; }

    /// <summary>Dates of first admission at which the table changes, in order.</summary>
    public ImmutableArray<LocalDate> AdmissionBoundaries { get; }

    /// <summary>Dates on which some access ends, in order.</summary>
    public ImmutableArray<LocalDate> AccessBoundaries { get; }

    /// <summary>The row for a vehicle; null when none fits (the reader refuses such a table).</summary>
    public TransitionRow? RowFor(VehicleCategory category, EmissionClass emissionClass, LocalDate firstAdmission, bool tractor)
    {
        foreach (var row in Rows)
            if (row.Fits(category, emissionClass, firstAdmission, tractor))
                return row;
        return null;
    }
}
