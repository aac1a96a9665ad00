using System.Security.Cryptography;
using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>A message as the broker handed it over.</summary>
/// <param name="Topic">As received.</param>
/// <param name="Payload">The exact bytes.</param>
/// <param name="Properties">User properties by name (the first of each).</param>
public sealed record ReceivedMessage(string Topic, byte[] Payload, IReadOnlyDictionary<string, string> Properties)
{
    public string Hash { get; init; } = Signing.Hash(Payload);

    /// <summary>Size as received. More than the payload here when that was so large that it was let go at once.</summary>
    public int Bytes { get; init; } = Payload.Length;

    /// <summary>A message too large to hold: what is left of it.</summary>
    public static ReceivedMessage LetGo(string topic, string hash, int bytes) => new(topic, [], new Dictionary<string, string>()) { Hash = hash, Bytes = bytes };

    public string? Signature => Properties.GetValueOrDefault(UserProperties.Signature);

    public string? KeyId => Properties.GetValueOrDefault(UserProperties.Key);
}

/// <summary>What a message is after reading it, before the database has a say. A closed family.</summary>
public abstract record Intaken(ReceivedMessage Message);

/// <summary>Not to be stored, and why.</summary>
public sealed record SetAside(ReceivedMessage Message, DeadLetterReason Reason, string Detail) : Intaken(Message);

/// <summary>A number of a chain, with what it says.</summary>
public abstract record LinkIn(ReceivedMessage Message, CameraKey Key, Guid Chain, long Seq, string PreviousHash) : Intaken(Message)
{
    private bool? _isSigned;

    public EnrolledCamera Camera => Key.Camera;

    /// <summary>Whether its own signature is right. Found out when asked: of a contiguous run the last one's is enough, and it is the dearest step of all.</summary>
    public bool IsSigned => _isSigned ??= Key.Signed(Message);
}

public sealed record PassageIn(ReceivedMessage Message, CameraKey Key, PassageMessage Passage) : LinkIn(Message, Key, Passage.Chain, Passage.Seq, Passage.PreviousHash);

public sealed record GapIn(ReceivedMessage Message, CameraKey Key, GapMessage Gap) : LinkIn(Message, Key, Gap.Chain, Gap.Seq, Gap.PreviousHash);

public sealed record HealthIn(ReceivedMessage Message, EnrolledCamera Camera, HealthMessage Health) : Intaken(Message);

public sealed record StatusIn(ReceivedMessage Message, EnrolledCamera Camera, StatusMessage Status) : Intaken(Message);

public sealed record EvidenceIn(ReceivedMessage Message, EnrolledCamera Camera, Guid Passage) : Intaken(Message);

/// <summary>Reads one message: topic, size, JSON, fields, camera, signature, in that order. Pure; never throws on what it is given.</summary>
public static class Intake
{
    /// <summary>Largest picture taken, bytes.</summary>
    public const int MaxPicture = 8 * 1024 * 1024;

    /// <param name="message">As received.</param>
    /// <param name="cameraOf">The enrolled camera with its key; null when there is none.</param>
    public static Intaken Read(ReceivedMessage message, Func<SiteId, CameraId, CameraKey?> cameraOf)
    {
        if (!Topic.TryParse(message.Topic, out var topic))
            return new SetAside(message, DeadLetterReason.TopicMismatch, "topic: expected venstertijden/v1/{site}/{camera}/{kind}");
        int most = LargestOf(topic.Kind);
        if (message.Bytes > most)
            return new SetAside(message, DeadLetterReason.TooLarge, $"{message.Bytes} bytes, expected at most {most}");
        return topic.Kind switch
        {
            MessageKind.Passage => Passage(message, topic, cameraOf),
            MessageKind.Gap => Gap(message, topic, cameraOf),
            MessageKind.Health => Health(message, topic, cameraOf),
            MessageKind.Status => Status(message, topic, cameraOf),
            MessageKind.Evidence => Evidence(message, topic, cameraOf),
            _ => new SetAside(message, DeadLetterReason.TopicMismatch, "topic: expected passage, gap, health, status or evidence"),
        };
    }

    /// <summary>Largest payload taken of a kind, bytes.</summary>
    public static int LargestOf(MessageKind kind) => kind == MessageKind.Evidence ? MaxPicture : MessageReader.MaxPayload;

    private static Intaken Passage(ReceivedMessage message, Topic topic, Func<SiteId, CameraId, CameraKey?> cameraOf)
    {
        var read = MessageReader.ReadPassage(message.Payload);
        if (read.Message is not { } passage)
            return new SetAside(message, read.Reason, read.Detail);
        if (Mismatch(message, topic, passage.Site, passage.Camera) is { } mismatch)
            return mismatch;
        return cameraOf(topic.Site, topic.Camera) is { } camera ? new PassageIn(message, camera, passage) : Unknown(message);
    }

    private static Intaken Gap(ReceivedMessage message, Topic topic, Func<SiteId, CameraId, CameraKey?> cameraOf)
    {
        var read = MessageReader.ReadGap(message.Payload);
        if (read.Message is not { } gap)
            return new SetAside(message, read.Reason, read.Detail);
        if (Mismatch(message, topic, gap.Site, gap.Camera) is { } mismatch)
            return mismatch;
        return cameraOf(topic.Site, topic.Camera) is { } camera ? new GapIn(message, camera, gap) : Unknown(message);
    }

    private static Intaken Health(ReceivedMessage message, Topic topic, Func<SiteId, CameraId, CameraKey?> cameraOf)
    {
        var read = MessageReader.ReadHealth(message.Payload);
        if (read.Message is not { } health)
            return new SetAside(message, read.Reason, read.Detail);
        if (Mismatch(message, topic, health.Site, health.Camera) is { } mismatch)
            return mismatch;
        if (cameraOf(topic.Site, topic.Camera) is not { } camera)
            return Unknown(message);
        return camera.Signed(message) ? new HealthIn(message, camera.Camera, health) : Unsigned(message);
    }

    private static Intaken Status(ReceivedMessage message, Topic topic, Func<SiteId, CameraId, CameraKey?> cameraOf)
    {
        var read = MessageReader.ReadStatus(message.Payload);
        if (read.Message is not { } status)
            return new SetAside(message, read.Reason, read.Detail);
        return cameraOf(topic.Site, topic.Camera) is { } camera ? new StatusIn(message, camera.Camera, status) : Unknown(message);
    }

    private static Intaken Evidence(ReceivedMessage message, Topic topic, Func<SiteId, CameraId, CameraKey?> cameraOf)
    {
        if (!Guid.TryParse(message.Properties.GetValueOrDefault(UserProperties.Passage), out var passage))
            return new SetAside(message, DeadLetterReason.BadField, "passage: expected a UUID in the user properties");
        if (message.Properties.GetValueOrDefault(UserProperties.Sha256) is { } named && named != message.Hash)
            return new SetAside(message, DeadLetterReason.BadField, "sha256: expected the hash of the payload");
        if (cameraOf(topic.Site, topic.Camera) is not { } camera)
            return Unknown(message);
        return camera.Signed(message) ? new EvidenceIn(message, camera.Camera, passage) : Unsigned(message);
    }

    private static SetAside? Mismatch(ReceivedMessage message, Topic topic, string site, string camera) =>
        site == topic.Site.Value && camera == topic.Camera.Value ? null : new SetAside(message, DeadLetterReason.TopicMismatch, "site, camera: expected those of the topic");

    private static SetAside Unknown(ReceivedMessage message) => new(message, DeadLetterReason.UnknownCamera, "camera: expected one that is enrolled (vth provision camera)");

    internal static SetAside Unsigned(ReceivedMessage message) => new(message, DeadLetterReason.BadSignature, "sig, key: expected a signature by the camera's enrolled key");
}

/// <summary>An enrolled camera with its key ready for use.</summary>
public sealed class CameraKey(EnrolledCamera camera) : IDisposable
{
    private readonly ECDsa _key = Import(camera.PublicKey);

    public EnrolledCamera Camera { get; } = camera;

    /// <summary>Whether the message bears the camera's own signature.</summary>
    public bool Signed(ReceivedMessage message)
    {
        if (message.KeyId != Camera.KeyId)
            return false;
        lock (_key)
            return Signing.Verify(_key, message.Payload, message.Signature);
    }

    public void Dispose() => _key.Dispose();

    private static ECDsa Import(byte[] subjectPublicKeyInfo)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return key;
    }
}
