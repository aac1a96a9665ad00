using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Contracts.Tests;

/// <summary>A golden message: <c>NAME.json</c> (or <c>.jpg</c>) holds the exact payload, <c>NAME.mqtt.json</c> what stands around it.</summary>
/// <param name="Name">Of its files.</param>
/// <param name="Kind">Its topic's last level.</param>
/// <param name="Payload">The bytes that our code writes for it.</param>
/// <param name="Rewritten">The bytes that our code writes after reading them.</param>
internal sealed record GoldenMessage(string Name, MessageKind Kind, byte[] Payload, Func<byte[], byte[]> Rewritten)
{
    internal string Extension => Kind == MessageKind.Evidence ? "jpg" : "json";

    internal string PayloadFile => Path.Combine(Golden.Folder, $"{Name}.{Extension}");

    internal string EnvelopeFile => Path.Combine(Golden.Folder, $"{Name}.mqtt.json");

    internal bool IsSigned => Kind != MessageKind.Status;

    internal bool IsRetained => Kind == MessageKind.Status;

    public override string ToString() => Name;
}

/// <summary>What is around a payload on the wire.</summary>
internal sealed record Envelope(string Topic, bool Retain, string Sha256, Dictionary<string, string> Properties);

/// <summary>The golden messages as code: what other programs may rely on.</summary>
internal static class Golden
{
    internal static readonly string Folder = Path.Combine(Repository.Root, "testdata", "messages", "golden");

    internal static readonly Topic Camera = new(SiteId.Parse("assen"), CameraId.Parse("brink-noord"), MessageKind.Passage);

    private static readonly Guid Chain = Guid.Parse("3f1c2a5e-7d84-4b0a-9c56-2f4de1a08b77");
    private static readonly Guid Lost = Guid.Parse("a4b1d0c2-5e6f-4a7b-8c9d-0e1f2a3b4c5d");
    private static readonly Guid Id = Guid.Parse("019cacfb-7d38-7a41-9d2e-6b1f0c3a5e72");
    private static readonly Instant Seen = Instant.FromUtc(2026, 3, 2, 6, 31, 4) + Duration.FromMilliseconds(120);
    private static readonly string Config = Signing.Hash("site: assen\n"u8);

    internal static JsonSerializerOptions EnvelopeJson { get; } = new(WireJson.Options) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static IReadOnlyList<GoldenMessage> All { get; } = Make();

    internal static byte[] Picture => File.ReadAllBytes(Path.Combine(Folder, "evidence-plate.jpg"));

    internal static ECDsa KeyOf(GoldenMessage message) => Key(message.Kind == MessageKind.Command ? "central" : "device");

    internal static Envelope MakeEnvelope(GoldenMessage message)
    {
        var properties = new Dictionary<string, string>();
        if (message.IsSigned)
        {
            using var key = KeyOf(message);
            properties[UserProperties.Signature] = Signing.Sign(key, message.Payload);
            properties[UserProperties.Key] = Signing.KeyId(key);
        }

        if (message.Kind == MessageKind.Evidence)
        {
            properties[UserProperties.Passage] = Id.ToString();
            properties[UserProperties.MediaType] = "image/jpeg";
            properties[UserProperties.Sha256] = Signing.Hash(message.Payload);
        }

        return new((Camera with { Kind = message.Kind }).ToString(), message.IsRetained, Signing.Hash(message.Payload), properties);
    }

    private static ECDsa Key(string owner)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(Folder, owner + ".test-key.pem")));
        return key;
    }

    private static List<GoldenMessage> Make()
    {
        // A chain of six, each with the hash of the one before.
        var chain = new List<GoldenMessage>();
        string Previous() => chain.Count == 0 ? Signing.NoPrevious : Signing.Hash(chain[^1].Payload);
        chain.Add(Gap("gap-file-lost", 1, Previous(), 0, 0, GapReason.FileLost, Lost));
        chain.Add(Passage("passage-read", Read(2, Previous())));
        chain.Add(Passage("passage-unread", Read(3, Previous()) with { Kind = PassageKind.Unread, Plate = null, Direction = Direction.Unknown }));
        chain.Add(Passage("passage-no-plate", Read(4, Previous()) with { Kind = PassageKind.NoPlate, Plate = null, Vehicle = null, Evidence = [] }));
        chain.Add(Gap("gap-disk-full", 8, Previous(), 5, 7, GapReason.DiskFull, null));
        chain.Add(Gap("gap-pruned", 9, Previous(), 2, 3, GapReason.Pruned, null));
        return
        [
            .. chain,
            Other("health", MessageKind.Health, Health(), p => MessageReader.ReadHealth(p).Message),
            Other("status-online", MessageKind.Status, new StatusMessage(LinkStatus.Online, Seen, Id), p => MessageReader.ReadStatus(p).Message),
            Other("status-offline", MessageKind.Status, new StatusMessage(LinkStatus.Offline, Seen, Id), p => MessageReader.ReadStatus(p).Message),
            new("evidence-plate", MessageKind.Evidence, Picture, p => p),
            Command("command-acknowledge", new Acknowledge(Chain, 4)),
            Command("command-resend", new Resend(Chain, 2, 3)),
            Command("command-send-evidence", new SendEvidence(Id, [Signing.Hash(Picture)])),
            Command("command-discard-evidence", new DiscardEvidence([Id])),
            Command("command-apply-config", new ApplyConfig(7)),
        ];
    }

    private static GoldenMessage Passage(string name, PassageMessage message) => Other(name, MessageKind.Passage, message, p => MessageReader.ReadPassage(p).Message);

    private static GoldenMessage Command(string name, CommandMessage message) => Other(name, MessageKind.Command, message, p => MessageReader.ReadCommand(p).Message);

    private static GoldenMessage Gap(string name, long seq, string previous, long from, long to, GapReason reason, Guid? lost) => Other(
        name,
        MessageKind.Gap,
        new GapMessage { Schema = 1, Site = "assen", Camera = "brink-noord", Chain = Chain, Seq = seq, PreviousHash = previous, From = from, To = to, Reason = reason, NoticedAt = Seen, PreviousChain = lost },
        p => MessageReader.ReadGap(p).Message);

    private static GoldenMessage Other<T>(string name, MessageKind kind, T message, Func<byte[], T?> read)
        where T : class => new(name, kind, WireJson.Write(message), p => read(p) is { } m ? WireJson.Write(m) : []);

    private static PassageMessage Read(long seq, string previous) => new()
    {
        Schema = PassageMessage.CurrentSchema,
        Id = Id,
        Kind = PassageKind.Read,
        Site = "assen",
        Camera = "brink-noord",
        Chain = Chain,
        Seq = seq,
        PreviousHash = previous,
        SeenFrom = Seen,
        SeenTo = Seen + Duration.FromMilliseconds(1880),
        Direction = Direction.In,
        Plate = new PlateRead
        {
            Text = "AE123B",
            Country = "NL",
            Confidence = 0.987,
            Characters = [0.99, 0.998, 0.999, 0.987, 0.999, 0.991],
            Alternatives = [new("AE128B", 0.01)],
            Agreeing = 7,
            SecondReader = "AE123B",
        },
        Vehicle = new VehicleHint { Class = "van", Colour = "white", Confidence = 0.8 },
        Evidence = [new(EvidenceKind.Plate, Signing.Hash(Picture), "image/jpeg", Picture.LongLength)],
        Clock = new ClockState(3, "ntp", Synchronised: true, "2026a"),
        Software = "1.2.0",
        Models = new ModelVersions("detector-7", "reader-12"),
        Config = Config,
    };

    private static HealthMessage Health() => new()
    {
        Schema = 1,
        Site = "assen",
        Camera = "brink-noord",
        At = Seen,
        FramesPerSecond = 12.5,
        FramesDropped = 4,
        Sharpness = 312.5,
        Exposure = 118,
        PlatesSeen = 5120,
        UsableReads = 311,
        MeanConfidence = 0.973,
        Clock = new ClockState(3, "ntp", Synchronised: true, "2026a"),
        Cpu = 0.41,
        MemoryBytes = 301_989_888,
        DiskFreeBytes = 48_318_382_080,
        Temperature = null,
        OutboxDepth = 2,
        OldestUnsent = Seen,
        Software = "1.2.0",
        Models = new ModelVersions("detector-7", "reader-12"),
        Config = Config,
    };
}
