using NodaTime;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Outbox;

/// <summary>A passage before the outbox gives it its number, its link in the chain and its signature.</summary>
public sealed record PassageDraft
{
    /// <summary>UUIDv7, also the name under which its pictures are sealed.</summary>
    public required Guid Id { get; init; }

    public required PassageKind Kind { get; init; }

    public required Instant SeenFrom { get; init; }

    public required Instant SeenTo { get; init; }

    public required Direction Direction { get; init; }

    public PlateRead? Plate { get; init; }

    public VehicleHint? Vehicle { get; init; }

    public IReadOnlyList<EvidenceItem> Evidence { get; init; } = [];

    public required ClockState Clock { get; init; }

    public required string Software { get; init; }

    public required ModelVersions Models { get; init; }

    /// <summary>Hash of the configuration in force.</summary>
    public required string Config { get; init; }
}

/// <summary>A message as it waits to be sent: the exact bytes, signed.</summary>
/// <param name="Seq">Its number in the chain.</param>
/// <param name="Kind">Passage or gap.</param>
/// <param name="Made">When it was stored.</param>
/// <param name="Payload">The bytes to publish.</param>
/// <param name="Signature">Base64, by the device key.</param>
public sealed record OutboxMessage(long Seq, MessageKind Kind, Instant Made, byte[] Payload, string Signature);

/// <summary>What became of a passage.</summary>
/// <param name="Seq">Its number. Also a passage that could not be stored has one: it is told in a gap message once there is room.</param>
/// <param name="Stored">False when the disk had no room.</param>
public readonly record struct Appended(long Seq, bool Stored);

/// <summary>Where the outbox stands.</summary>
/// <param name="Chain">The chain in force.</param>
/// <param name="Acknowledged">Highest number that central has acknowledged.</param>
/// <param name="Last">Highest number that is stored.</param>
/// <param name="Depth">Messages that central has not acknowledged.</param>
/// <param name="Oldest">When the oldest of these was stored; null when there is none.</param>
public sealed record OutboxState(Guid Chain, long Acknowledged, long Last, long Depth, Instant? Oldest);
