using NodaTime;
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

    /// <summary>The verdict before settling, when there was one.</summary>
    public VerdictRecord? BeforeSettling { get; init; }

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

    /// <summary>Ids of the exemptions of this plate that were looked at.</summary>
    public required IReadOnlyList<Guid> ExemptionIds { get; init; }

    public required Instant JudgedAt { get; init; }

    /// <summary>Place of the camera, direction in force, mode and papers as they stood.</summary>
    public required CameraGrounds Camera { get; init; }

    /// <summary>The register's facts of that moment; null when the plate is not in it.</summary>
    public required RegisterFacts? Vehicle { get; init; }

    /// <summary>The exemptions as given to the rules, in the notation of the verdict's column <c>exemptions</c>.</summary>
    public required IReadOnlyList<string> Exemptions { get; init; }
}

/// <summary>What the verdict took from the camera's enrolment.</summary>
public sealed record CameraGrounds(string Zone, string EnforcedDirection, string PedestrianMode, string ZeroEmissionMode, bool PedestrianPapers, bool ZeroEmissionPapers, bool CombinedSigns);

/// <summary>What the verdict took from the register.</summary>
public sealed record RegisterFacts(string Brand, string Model, string Category, string Fuels, string EmissionClass, LocalDate? FirstAdmission, string Body, string Colour, Instant RetrievedAt);
