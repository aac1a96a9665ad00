using NodaTime;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>
/// A passage with all that its verdict rested on, so that judging it again gives the same. Kept under a subject's key only.
/// </summary>
public sealed record JudgedPassage
{
    /// <summary>The exact payload received (its hash is the chain link's).</summary>
    public required byte[] Payload { get; init; }

    public required string Signature { get; init; }
    public required string KeyId { get; init; }
    public required VerdictRecord Verdict { get; init; }

    /// <summary>Verdicts that were replaced (after settling, by a late truth), oldest first: none is ever overwritten.</summary>
    public IReadOnlyList<VerdictRecord> Earlier { get; init; } = [];

    /// <summary>
    /// What a later copy of the register said of the vehicle, where that was something else, oldest first. A copy keeps no history, and the
    /// database keeps no plate without a reason: so what a case rests on is kept with the case.
    /// </summary>
    public IReadOnlyList<RegisterSaid> RegisterSince { get; init; } = [];

    /// <summary>The passage under a newer verdict, the older one kept.</summary>
    public JudgedPassage Under(VerdictRecord verdict) => this with { Verdict = verdict, Earlier = [.. Earlier, Verdict] };

    public PassageMessage ReadPassage() => MessageReader.ReadPassage(Payload).Message ?? throw new InvalidDataException("A stored passage no longer reads.");
}

/// <summary>A verdict and its grounds: versions, ages and facts of the moment.</summary>
public sealed record VerdictRecord
{
    /// <summary>As in the design's table: <c>suspected</c>, <c>warning</c>, <c>allowed</c> ...</summary>
    public required string Verdict { get; init; }

    public required string Reason { get; init; }
    public required string Offence { get; init; }
    public required IReadOnlyList<string> Cautions { get; init; }

    /// <summary>What the pedestrian rule says: <c>met</c>, <c>broken</c>, <c>unknown</c>, <c>not-applicable</c>.</summary>
    public required string Pedestrian { get; init; }

    /// <summary>What the zero-emission rule says.</summary>
    public required string ZeroEmission { get; init; }

    public required string PolicyVersion { get; init; }
    public required string? RegisterVersion { get; init; }
    public required Instant? RegisterRetrievedAt { get; init; }
    public required string? ExemptionListVersion { get; init; }
    public required Instant? ExemptionListRetrievedAt { get; init; }

    public required Instant JudgedAt { get; init; }

    /// <summary>Place of the camera, direction in force, mode and papers as they stood.</summary>
    public required CameraGrounds Camera { get; init; }

    /// <summary>The register's facts of that moment; null when the plate is not in it.</summary>
    public required RegisterFacts? Vehicle { get; init; }

    /// <summary>The versions of the plate's exemptions that were looked at.</summary>
    public IReadOnlyList<ExemptionFacts> ExemptionVersions { get; init; } = [];

    /// <summary>What history and marks added.</summary>
    public Circumstances Circumstances { get; init; } = Circumstances.None;

    /// <summary>How sure a read had to be.</summary>
    public ReadTrust Trust { get; init; } = new();

    /// <summary>What officials added where the machine or the register fell short; null for nothing.</summary>
    public Supplied? Supplied { get; init; }

    /// <summary>Release of the policy engine that judged.</summary>
    public string Engine { get; init; } = "";

    /// <summary>Version of the policy document's format.</summary>
    public int Schema { get; init; } = 1;
}

/// <summary>What the verdict took from the camera's enrolment and papers.</summary>
public sealed record CameraGrounds(string Zone, string EnforcedDirection, string PedestrianMode, string ZeroEmissionMode, bool PedestrianPapers, bool ZeroEmissionPapers, bool CombinedSigns)
{
    /// <summary>What the camera lacked for the pedestrian rule (<see cref="Readiness.Standing.Code"/>).</summary>
    public string PedestrianLacks { get; init; } = "";

    /// <summary>What the camera lacked for the zero-emission rule.</summary>
    public string ZeroEmissionLacks { get; init; } = "";

    /// <summary>The papers as they were; a verdict from before the file of papers only says whether they were complete.</summary>
    public ReadinessFile Papers() => ReadinessFile.AsRecorded(Standing(PedestrianPapers, PedestrianLacks), Standing(ZeroEmissionPapers, ZeroEmissionLacks));

    private static Standing Standing(bool papers, string lacks) => papers || lacks.Length > 0 ? Readiness.Standing.Of(lacks) : new Standing(Lack.Approval);
}

/// <summary>What a version of the register said of a plate.</summary>
/// <param name="At">Since when we know.</param>
/// <param name="Plate">Without dashes.</param>
/// <param name="RegisterVersion">Which version.</param>
/// <param name="Vehicle">Null when it did not know the plate.</param>
public sealed record RegisterSaid(Instant At, string Plate, string? RegisterVersion, RegisterFacts? Vehicle);

/// <summary>What the verdict took from the register: one version of one vehicle's facts.</summary>
public sealed record RegisterFacts(string Brand, string Model, string Category, string Fuels, string EmissionClass, LocalDate? FirstAdmission, string Body, string Colour, Instant RecordedAt)
{
    public int Revision { get; init; } = 1;
    public LocalDate? ValidFrom { get; init; }
    public LocalDate? ValidUntil { get; init; }
    public string? ListVersion { get; init; }

    /// <summary>Whether two say the same of the vehicle, whenever and wherefrom we know it.</summary>
    public static bool SayTheSame(RegisterFacts? one, RegisterFacts? other) => one is null || other is null
        ? one == other
        : (one.Brand, one.Model, one.Category, one.Fuels, one.EmissionClass, one.FirstAdmission) == (other.Brand, other.Model, other.Category, other.Fuels, other.EmissionClass, other.FirstAdmission)
            && (one.Body, one.Colour, one.ValidFrom, one.ValidUntil) == (other.Body, other.Colour, other.ValidFrom, other.ValidUntil);

    /// <summary>As a version of the register's facts of a plate.</summary>
    public Register.RegisterVehicle Of(string plate) => new()
    {
        Plate = plate, Revision = Revision, Brand = Brand, Model = Model, Category = Category, Fuels = Fuels, EmissionClass = EmissionClass,
        FirstAdmission = FirstAdmission, Body = Body, Colour = Colour, ValidFrom = ValidFrom, ValidUntil = ValidUntil, ListVersion = ListVersion, RecordedAt = RecordedAt,
    };
}

/// <summary>One version of an exemption as the verdict took it.</summary>
public sealed record ExemptionFacts(Guid Id, int Revision, string Kind, LocalDateTime? From, LocalDateTime? Until, bool WholeDays, string? Zone, Instant RecordedAt, string? ListVersion);

/// <summary>What other passages, other plates and officers' marks add to a verdict: kept with it, for they change.</summary>
/// <param name="Marked">An officer's mark of this plate: none, clone, look-alike.</param>
/// <param name="LookAlike">A plate that may be taken for this one held an exemption that opens what is broken.</param>
/// <param name="Grace">The exemption whose end is so fresh that this first passage is only warned; null for none.</param>
public sealed record Circumstances(Policy.Verdicts.Cautions Marked, bool LookAlike, Guid? Grace)
{
    public static Circumstances None { get; } = new(Policy.Verdicts.Cautions.None, false, null);
}
