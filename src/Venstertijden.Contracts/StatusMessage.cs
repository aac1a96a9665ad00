using System.Text.Json.Serialization;
using NodaTime;

namespace Venstertijden.Contracts;

/// <summary>Whether an edge is there (kind <c>status</c>, retained). Not signed: the broker itself sends the Last Will.</summary>
/// <param name="Status">Online, or offline by Last Will or goodbye.</param>
/// <param name="At">When the session began (also in its Last Will) or was ended.</param>
/// <param name="Session">Id of the session: an offline of an older session says nothing about the newer one.</param>
public sealed record StatusMessage(
    [property: JsonPropertyOrder(1)] LinkStatus Status,
    [property: JsonPropertyOrder(2)] Instant At,
    [property: JsonPropertyOrder(3)] Guid Session);

/// <summary>The link of an edge.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<LinkStatus>))]
public enum LinkStatus
{
    /// <summary>Connected.</summary>
    Online,

    /// <summary>Gone.</summary>
    Offline,
}
