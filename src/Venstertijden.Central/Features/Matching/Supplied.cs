using NodaTime;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Matching;

/// <summary>The plate as an official read it, where the machine's read was too weak to name a vehicle.</summary>
/// <param name="Plate">Without dashes.</param>
/// <param name="Country">ISO alpha-2.</param>
/// <param name="Source">What it was read from: <c>picture</c>, or the official's own words where no picture is left.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record SuppliedRead(string Plate, string Country, string Source, Actor By, Instant At)
{
    /// <summary>The source when a picture of the passage was read.</summary>
    public const string Picture = "picture";
}

/// <summary>Register facts of one plate that an official recorded because the register's copy lacked them. An empty text was not recorded.</summary>
/// <param name="Plate">Whose, without dashes: under another plate they say nothing.</param>
/// <param name="Category">European category.</param>
/// <param name="Fuels">RDW's words joined by <c>+</c>.</param>
/// <param name="EmissionClass">0 to 6, or <c>Z</c>.</param>
/// <param name="FirstAdmission">Date of first admission.</param>
/// <param name="Body">Body tokens joined by <c>+</c>.</param>
/// <param name="Source">Where the official found them: one of <see cref="Sources"/>.</param>
/// <param name="Note">His words on it.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record SuppliedFacts(
    string Plate, string Category, string Fuels, string EmissionClass, LocalDate? FirstAdmission, string Body, string Source, string Note, Actor By, Instant At)
{
    /// <summary>Where a fact may come from; the last asks for a note.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["rdw-check", "rdw-query", "vehicle-papers", "picture", "other"];

    /// <summary>No fact at all was recorded.</summary>
    public bool IsEmpty => Category.Length == 0 && Fuels.Length == 0 && EmissionClass.Length == 0 && FirstAdmission is null && Body.Length == 0;
}

/// <summary>What officials added to an undecided passage. Part of what its verdict rests on, and kept with it.</summary>
public sealed record Supplied
{
    public static Supplied Nothing { get; } = new();

    /// <summary>Null while the machine's read counts.</summary>
    public SuppliedRead? Read { get; init; }

    /// <summary>In the order in which they were recorded: a later one counts over an earlier one.</summary>
    public IReadOnlyList<SuppliedFacts> Facts { get; init; } = [];

    /// <summary>The plate that an official read; null when none did.</summary>
    public PlateText? Plate => Read is { } read && CountryCode.TryParse(read.Country, out var country) && PlateText.TryParse(read.Plate, country, out var plate) ? plate : null;

    /// <summary>What was known of it at a moment.</summary>
    public Supplied AsOf(Instant at) => new() { Read = Read?.At <= at ? Read : null, Facts = [.. Facts.Where(f => f.At <= at)] };

    /// <summary>The register's facts with the gaps filled: what the register holds itself counts, so that a later truth is not hidden.</summary>
    /// <param name="listed">What the register says; null when it says nothing.</param>
    /// <param name="plate">The plate that is asked for.</param>
    public RegisterVehicle? Over(RegisterVehicle? listed, string plate)
    {
        foreach (var facts in Facts.Where(f => f.Plate == plate).Reverse())
        {
            listed = new RegisterVehicle
            {
                Plate = plate, Revision = listed?.Revision ?? 1, Brand = listed?.Brand ?? "", Model = listed?.Model ?? "", Colour = listed?.Colour ?? "", MaxMassKg = listed?.MaxMassKg, Taxi = listed?.Taxi ?? false,
                Category = Either(listed?.Category, facts.Category), Fuels = Either(listed?.Fuels, facts.Fuels), EmissionClass = Either(listed?.EmissionClass, facts.EmissionClass),
                FirstAdmission = listed?.FirstAdmission ?? facts.FirstAdmission, Body = Either(listed?.Body, facts.Body), ValidFrom = listed?.ValidFrom, ValidUntil = listed?.ValidUntil,
                ListVersion = listed?.ListVersion, RecordedAt = listed?.RecordedAt ?? facts.At,
            };
        }

        return listed;
    }

    private static string Either(string? listed, string recorded) => string.IsNullOrEmpty(listed) ? recorded : listed;
}
