using System.Text.Json.Serialization;
using NodaTime;

namespace Venstertijden.Contracts;

/// <summary>How an edge does (kind <c>health</c>), every 10 s. A value that cannot be measured on the machine is null.</summary>
public sealed record HealthMessage
{
    /// <summary>Version of this layout, 1.</summary>
    [JsonPropertyOrder(1)] public required int Schema { get; init; }

    /// <summary>The municipality; equals the topic's.</summary>
    [JsonPropertyOrder(2)] public required string Site { get; init; }

    /// <summary>The camera; equals the topic's.</summary>
    [JsonPropertyOrder(3)] public required string Camera { get; init; }

    /// <summary>When the figures were taken.</summary>
    [JsonPropertyOrder(4)] public required Instant At { get; init; }

    /// <summary>Frames that the source delivered per second, by its own counter.</summary>
    [JsonPropertyOrder(5)] public required double FramesPerSecond { get; init; }

    /// <summary>Frames that the source had and the edge could not look at, since the start.</summary>
    [JsonPropertyOrder(6)] public required long FramesDropped { get; init; }

    /// <summary>Variance of the Laplacian of the last frame; higher is sharper.</summary>
    [JsonPropertyOrder(7)] public double? Sharpness { get; init; }

    /// <summary>Mean brightness of the last frame, 0 to 255.</summary>
    [JsonPropertyOrder(8)] public double? Exposure { get; init; }

    /// <summary>Vehicles whose plate was seen, since the start; with <see cref="UsableReads"/> it gives the share that was read.</summary>
    [JsonPropertyOrder(9)] public required long PlatesSeen { get; init; }

    /// <summary>Reads that passed the vote, since the start.</summary>
    [JsonPropertyOrder(10)] public required long UsableReads { get; init; }

    /// <summary>Mean confidence of the usable reads since the last message, 0 to 1.</summary>
    [JsonPropertyOrder(11)] public double? MeanConfidence { get; init; }

    /// <summary>State of the clock.</summary>
    [JsonPropertyOrder(12)] public required ClockState Clock { get; init; }

    /// <summary>Share of the machine's processor time in use by the edge, 0 to 1.</summary>
    [JsonPropertyOrder(13)] public double? Cpu { get; init; }

    /// <summary>Working set of the edge, bytes.</summary>
    [JsonPropertyOrder(14)] public long? MemoryBytes { get; init; }

    /// <summary>Free room on the disk of the outbox, bytes.</summary>
    [JsonPropertyOrder(15)] public long? DiskFreeBytes { get; init; }

    /// <summary>Temperature, degrees Celsius.</summary>
    [JsonPropertyOrder(16)] public double? Temperature { get; init; }

    /// <summary>Messages in the outbox that central has not acknowledged.</summary>
    [JsonPropertyOrder(17)] public required long OutboxDepth { get; init; }

    /// <summary>When the oldest unacknowledged message was made; null when there is none.</summary>
    [JsonPropertyOrder(18)] public Instant? OldestUnsent { get; init; }

    /// <summary>Version of the edge's software.</summary>
    [JsonPropertyOrder(19)] public required string Software { get; init; }

    /// <summary>Versions of the nets.</summary>
    [JsonPropertyOrder(20)] public required ModelVersions Models { get; init; }

    /// <summary>Hash of the configuration in force.</summary>
    [JsonPropertyOrder(21)] public required string Config { get; init; }
}
