using System.Text.Json.Serialization;
using NodaTime;

namespace Venstertijden.Contracts;

/// <summary>A vehicle passed a camera (kind <c>passage</c>). (camera, <see cref="Chain"/>, <see cref="Seq"/>) is its identity.</summary>
public sealed record PassageMessage
{
    /// <summary>The only schema of today.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Version of this layout; central refuses one it does not know (<c>unknown-schema</c>).</summary>
    [JsonPropertyOrder(1)] public required int Schema { get; init; }

    /// <summary>UUIDv7; names the passage for evidence and as correlation id from frame to letter.</summary>
    [JsonPropertyOrder(2)] public required Guid Id { get; init; }

    /// <summary>Whether the plate was read, seen but unread, or absent.</summary>
    [JsonPropertyOrder(3)] public required PassageKind Kind { get; init; }

    /// <summary>The municipality; equals the topic's.</summary>
    [JsonPropertyOrder(4)] public required string Site { get; init; }

    /// <summary>The camera; equals the topic's.</summary>
    [JsonPropertyOrder(5)] public required string Camera { get; init; }

    /// <summary>The chain that this message is a link of; a new one is made with a new outbox.</summary>
    [JsonPropertyOrder(6)] public required Guid Chain { get; init; }

    /// <summary>Number within the chain, from 1, rising by one over restarts.</summary>
    [JsonPropertyOrder(7)] public required long Seq { get; init; }

    /// <summary>SHA-256 of the previous payload of the chain, 64 lower-case hex digits; 64 zeros for the first.</summary>
    [JsonPropertyOrder(8)] public required string PreviousHash { get; init; }

    /// <summary>First frame in which the vehicle was seen; the passage is judged at this instant.</summary>
    [JsonPropertyOrder(9)] public required Instant SeenFrom { get; init; }

    /// <summary>Last frame in which the vehicle was seen; not before <see cref="SeenFrom"/>.</summary>
    [JsonPropertyOrder(10)] public required Instant SeenTo { get; init; }

    /// <summary>Which way the vehicle drove, seen from the zone.</summary>
    [JsonPropertyOrder(11)] public required Direction Direction { get; init; }

    /// <summary>The voted read; null unless <see cref="Kind"/> is <see cref="PassageKind.Read"/>, or an unread plate with nothing to tell.</summary>
    [JsonPropertyOrder(12)] public PlateRead? Plate { get; init; }

    /// <summary>Class and colour, a hint only; null when not known.</summary>
    [JsonPropertyOrder(13)] public VehicleHint? Vehicle { get; init; }

    /// <summary>Pictures kept sealed at the edge, by hash.</summary>
    [JsonPropertyOrder(14)] public required IReadOnlyList<EvidenceItem> Evidence { get; init; }

    /// <summary>The state of the edge's clock at the passage.</summary>
    [JsonPropertyOrder(15)] public required ClockState Clock { get; init; }

    /// <summary>Version of the edge's software.</summary>
    [JsonPropertyOrder(16)] public required string Software { get; init; }

    /// <summary>Versions of the nets that found and read the plate.</summary>
    [JsonPropertyOrder(17)] public required ModelVersions Models { get; init; }

    /// <summary>Hash of the configuration in force at the edge.</summary>
    [JsonPropertyOrder(18)] public required string Config { get; init; }
}

/// <summary>What was seen of the plate.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<PassageKind>))]
public enum PassageKind
{
    /// <summary>Plate read.</summary>
    Read,

    /// <summary>Plate seen, not read.</summary>
    Unread,

    /// <summary>Vehicle without a visible plate.</summary>
    NoPlate,
}

/// <summary>Driving direction, seen from the zone.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>Into the zone.</summary>
    In,

    /// <summary>Out of the zone.</summary>
    Out,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>The plate as voted over the frames of one passage.</summary>
public sealed record PlateRead
{
    /// <summary>1 to 16 of upper-case <c>A-Z0-9</c>, without dashes.</summary>
    [JsonPropertyOrder(1)] public required string Text { get; init; }

    /// <summary>ISO alpha-2; null when it is open whether the plate is Dutch: such a read names no vehicle.</summary>
    [JsonPropertyOrder(2)] public string? Country { get; init; }

    /// <summary>0 to 1, for the whole text.</summary>
    [JsonPropertyOrder(3)] public required double Confidence { get; init; }

    /// <summary>0 to 1 per character of <see cref="Text"/>.</summary>
    [JsonPropertyOrder(4)] public IReadOnlyList<double> Characters { get; init; } = [];

    /// <summary>Other texts that the vote left open, likeliest first.</summary>
    [JsonPropertyOrder(5)] public IReadOnlyList<PlateAlternative> Alternatives { get; init; } = [];

    /// <summary>Number of frames that gave this text.</summary>
    [JsonPropertyOrder(6)] public required int Agreeing { get; init; }

    /// <summary>What a second reader made of the best frame; null when none ran.</summary>
    [JsonPropertyOrder(7)] public string? SecondReader { get; init; }
}

/// <summary>Another text that the plate may bear.</summary>
/// <param name="Text">Upper-case <c>A-Z0-9</c>.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record PlateAlternative(string Text, double Confidence);

/// <summary>What the vehicle looks like; a hint, never a fact.</summary>
public sealed record VehicleHint
{
    /// <summary>Such as <c>car</c>, <c>van</c>, <c>truck</c>, <c>bus</c>, <c>moped</c>; null when not known.</summary>
    [JsonPropertyOrder(1)] public string? Class { get; init; }

    /// <summary>English colour word; null when not known.</summary>
    [JsonPropertyOrder(2)] public string? Colour { get; init; }

    /// <summary>0 to 1.</summary>
    [JsonPropertyOrder(3)] public required double Confidence { get; init; }

    /// <summary>The plate rides on a recovery truck or trailer: no passage of its own.</summary>
    [JsonPropertyOrder(4)] public bool Carried { get; init; }
}

/// <summary>One picture that the edge keeps sealed.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Sha256">SHA-256 of the masked picture's bytes, 64 lower-case hex digits.</param>
/// <param name="MediaType">Such as <c>image/jpeg</c>.</param>
/// <param name="Bytes">Size in bytes.</param>
public sealed record EvidenceItem(EvidenceKind Kind, string Sha256, string MediaType, long Bytes);

/// <summary>What an evidence picture shows.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<EvidenceKind>))]
public enum EvidenceKind
{
    /// <summary>The whole view with the vehicle and the sign.</summary>
    Overview,

    /// <summary>The plate.</summary>
    Plate,

    /// <summary>Another frame, which shows that the vehicle drove.</summary>
    Context,
}

/// <summary>The edge's clock at a moment.</summary>
/// <param name="OffsetMs">Measured error against the source, milliseconds; positive when the edge is ahead.</param>
/// <param name="Source">Such as <c>ntp</c>, <c>chrony</c>, <c>demo</c>, <c>none</c>.</param>
/// <param name="Synchronised">False when the source has not answered within its time.</param>
/// <param name="Tzdb">Version of the time-zone data.</param>
public sealed record ClockState(double OffsetMs, string Source, bool Synchronised, string Tzdb);

/// <summary>The nets in use.</summary>
/// <param name="Detector">Version of the plate detector.</param>
/// <param name="Reader">Version of the plate reader.</param>
public sealed record ModelVersions(string Detector, string Reader);
