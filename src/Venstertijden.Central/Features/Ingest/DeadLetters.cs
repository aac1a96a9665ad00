using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>How a refused message is kept, and how it is opened again.</summary>
internal static class DeadLetters
{
    private const int MostTopic = 200;
    private const int MostProperty = 512;

    /// <summary>What a numbered message needs to be believed; other properties are not kept.</summary>
    private static readonly ImmutableArray<string> Kept = [UserProperties.Signature, UserProperties.Key];

    /// <summary>The row of a refused message, its key added to <paramref name="keys"/>. What was too large is not kept: only that it came.</summary>
    public static DeadLetter Seal(SetAside letter, bool holdsNumber, Vault vault, ICollection<SubjectKey> keys, Instant now)
    {
        var message = letter.Message;
        var id = Guid.CreateVersion7();
        var cipher = message.Bytes <= MessageReader.MaxPayload ? vault.Create(keys, id, now) : null;
        return new DeadLetter
        {
            Id = id,
            Topic = Shown(message.Topic),
            Reason = letter.Reason,
            Detail = Cut(letter.Detail),
            ReceivedAt = now,
            EraseAt = now + DeadLetter.KeptFor,
            Hash = message.Hash,
            Bytes = message.Bytes,
            Sealed = cipher?.Seal(message.Payload, Place(id)),
            Envelope = cipher?.Seal(StoredJson.Write(EnvelopeOf(message)), EnvelopePlace(id)),
            HoldsNumber = holdsNumber,
        };
    }

    /// <summary>The message as it was received; null when it was not kept.</summary>
    public static ReceivedMessage? Open(DeadLetter letter, SubjectCipher cipher)
    {
        if (letter.Sealed is null || letter.Envelope is null)
            return null;
        var envelope = StoredJson.Read<LetterEnvelope>(cipher.Open(letter.Envelope, EnvelopePlace(letter.Id)));
        return new ReceivedMessage(envelope.Topic, cipher.Open(letter.Sealed, Place(letter.Id)), envelope.Properties);
    }

    /// <summary>A topic as it may be stored and shown: cut, and without characters that a screen or an engine trips over.</summary>
    internal static string Shown(string topic)
    {
        string clean = new([.. topic.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return clean.Length <= 120 ? clean : clean[..120];
    }

    internal static string Cut(string detail) => detail.Length <= 200 ? detail : detail[..200];

    internal static string Place(Guid id) => $"dead-letter:{id}";

    private static string EnvelopePlace(Guid id) => $"dead-letter-envelope:{id}";

    /// <summary>A topic longer than any of ours stays too long when it is cut, and a property that is too long to be right is left out.</summary>
    private static LetterEnvelope EnvelopeOf(ReceivedMessage message) => new(
        message.Topic.Length <= MostTopic ? message.Topic : message.Topic[..MostTopic],
        Kept.Where(message.Properties.ContainsKey).Select(name => KeyValuePair.Create(name, message.Properties[name])).Where(p => p.Value.Length <= MostProperty).ToImmutableDictionary());

    private sealed record LetterEnvelope(string Topic, ImmutableDictionary<string, string> Properties);
}
