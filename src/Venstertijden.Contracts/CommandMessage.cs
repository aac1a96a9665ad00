using System.Text.Json.Serialization;

namespace Venstertijden.Contracts;

/// <summary>What central asks of an edge (kind <c>command</c>, signed by central). One of the closed family below.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Acknowledge), "acknowledge")]
[JsonDerivedType(typeof(Resend), "resend")]
[JsonDerivedType(typeof(SendEvidence), "send-evidence")]
[JsonDerivedType(typeof(DiscardEvidence), "discard-evidence")]
[JsonDerivedType(typeof(ApplyConfig), "apply-config")]
public abstract record CommandMessage
{
    private protected CommandMessage()
    {
    }
}

/// <summary>All numbers of the chain up to and including <paramref name="UpTo"/> are stored: the edge may forget them.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="UpTo">Highest contiguous number stored.</param>
public sealed record Acknowledge(Guid Chain, long UpTo) : CommandMessage;

/// <summary>Send these numbers again.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="From">First number.</param>
/// <param name="To">Last number, inclusive.</param>
public sealed record Resend(Guid Chain, long From, long To) : CommandMessage;

/// <summary>Send the pictures of a suspected passage.</summary>
/// <param name="Passage">Id of the passage.</param>
/// <param name="Sha256">The pictures wanted, by hash; empty for all.</param>
public sealed record SendEvidence(Guid Passage, IReadOnlyList<string> Sha256) : CommandMessage;

/// <summary>Destroy the pictures of these passages: they had access, or their pictures are stored.</summary>
/// <param name="Passages">Ids of the passages.</param>
public sealed record DiscardEvidence(IReadOnlyList<Guid> Passages) : CommandMessage;

/// <summary>Take up the retained configuration of this version.</summary>
/// <param name="Version">Version of the configuration.</param>
public sealed record ApplyConfig(long Version) : CommandMessage;
