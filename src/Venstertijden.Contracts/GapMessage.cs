using System.Text.Json.Serialization;
using NodaTime;

namespace Venstertijden.Contracts;

/// <summary>Numbers of a chain that will never come (kind <c>gap</c>). It stands in the numbering and the chain itself.</summary>
public sealed record GapMessage
{
    /// <summary>Version of this layout, 1.</summary>
    [JsonPropertyOrder(1)] public required int Schema { get; init; }

    /// <summary>The municipality; equals the topic's.</summary>
    [JsonPropertyOrder(2)] public required string Site { get; init; }

    /// <summary>The camera; equals the topic's.</summary>
    [JsonPropertyOrder(3)] public required string Camera { get; init; }

    /// <summary>The chain that this message is a link of.</summary>
    [JsonPropertyOrder(4)] public required Guid Chain { get; init; }

    /// <summary>The gap message's own number.</summary>
    [JsonPropertyOrder(5)] public required long Seq { get; init; }

    /// <summary>SHA-256 of the previous payload that exists, 64 lower-case hex digits; 64 zeros for the first.</summary>
    [JsonPropertyOrder(6)] public required string PreviousHash { get; init; }

    /// <summary>First missing number; when <see cref="Reason"/> is <see cref="GapReason.FileLost"/> of the chain before, 0.</summary>
    [JsonPropertyOrder(7)] public required long From { get; init; }

    /// <summary>Last missing number, inclusive.</summary>
    [JsonPropertyOrder(8)] public required long To { get; init; }

    /// <summary>Why they are missing.</summary>
    [JsonPropertyOrder(9)] public required GapReason Reason { get; init; }

    /// <summary>When the gap was noticed.</summary>
    [JsonPropertyOrder(10)] public required Instant NoticedAt { get; init; }

    /// <summary>
    /// The chain that ended with its file, when <see cref="Reason"/> is <see cref="GapReason.FileLost"/> of a whole chain: what central has not
    /// stored of it will never come. Null when the missing numbers are of this chain.
    /// </summary>
    [JsonPropertyOrder(11)] public Guid? PreviousChain { get; init; }
}

/// <summary>Why numbers are missing.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<GapReason>))]
public enum GapReason
{
    /// <summary>The edge's disk had no room.</summary>
    DiskFull,

    /// <summary>The outbox file was lost or broken.</summary>
    FileLost,

    /// <summary>Dropped by age or size.</summary>
    Pruned,
}
