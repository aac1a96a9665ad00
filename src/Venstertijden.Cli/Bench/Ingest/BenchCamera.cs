using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using Venstertijden.Contracts;

namespace Venstertijden.Cli.Bench.Ingest;

/// <summary>A message as an edge publishes it.</summary>
internal sealed record BenchMessage(string Topic, long Seq, byte[] Payload, string Signature);

/// <summary>What passes in front of the cameras.</summary>
internal enum CameraTraffic
{
    /// <summary>A morning: nearly all have access, one in a hundred comes outside the hours, one in a hundred is not read well.</summary>
    Morning,

    /// <summary>Nothing but passages that wait for an official's answer: the dearest to store.</summary>
    Undecided,
}

/// <summary>One of the cameras that fill the backlog: numbers, chains and signs as an edge does.</summary>
/// <param name="number">Which camera.</param>
/// <param name="traffic">What passes.</param>
/// <param name="morning">When the first may be seen; all are within three hours.</param>
/// <param name="pictures">What its evidence shows; left out it names pictures that nobody has.</param>
internal sealed class BenchCamera(int number, CameraTraffic traffic, Instant morning, IReadOnlyList<(EvidenceKind Kind, byte[] Content)>? pictures = null) : IDisposable
{
    private static readonly SiteId Assen = SiteId.Parse("assen");
    private static readonly string[] Plates = ["V56KVT", "V46TBS", "B15VVD", "NE522X", "VE217R", "3PVV55", "BA247S", "14GVD3"];

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Guid _chain = Guid.NewGuid();
    private readonly Random _random = new(number);
    private string _previous = Signing.NoPrevious;

    public CameraId Camera { get; } = CameraId.Parse(string.Create(CultureInfo.InvariantCulture, $"bench-{number:00}"));

    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    public string KeyId => Signing.KeyId(_key);

    public long Last { get; private set; }

    public List<BenchMessage> Make(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>The passage of the last message.</summary>
    public Guid LastPassage { get; private set; }

    public string Sign(byte[] payload) => Signing.Sign(_key, payload);

    /// <param name="plate">Who passes; somebody when left out.</param>
    public BenchMessage Next(string? plate = null)
    {
        var passage = Passage(plate);
        LastPassage = passage.Id;
        byte[] payload = WireJson.Write(passage);
        _previous = Signing.Hash(payload);
        return new BenchMessage(new Topic(Assen, Camera, MessageKind.Passage).ToString(), Last, payload, Signing.Sign(_key, payload));
    }

    public void Dispose() => _key.Dispose();

    private PassageMessage Passage(string? named)
    {
        int chance = traffic == CameraTraffic.Undecided ? 0 : named is null ? _random.Next(100) : 2;
        // Within the hours, but for one in a hundred, which comes an hour after their end.
        var seen = morning + Duration.FromMilliseconds(_random.Next(3 * 3600 * 1000)) + (chance == 1 ? Duration.FromHours(4) : Duration.Zero);
        double confidence = chance == 0 ? 0.4 : 0.99;
        string plate = named ?? Plates[_random.Next(Plates.Length)];
        return new PassageMessage
        {
            Schema = PassageMessage.CurrentSchema,
            Id = Guid.CreateVersion7(seen.ToDateTimeOffset()),
            Kind = PassageKind.Read,
            Site = Assen.Value,
            Camera = Camera.Value,
            Chain = _chain,
            Seq = ++Last,
            PreviousHash = _previous,
            SeenFrom = seen,
            SeenTo = seen + Duration.FromSeconds(2),
            Direction = Direction.In,
            Plate = new PlateRead
            {
                Text = plate, Country = "NL", Confidence = confidence, Agreeing = 7, SecondReader = plate,
                Characters = [.. plate.Select(_ => confidence)], Alternatives = [new PlateAlternative(plate[..^1] + "8", 0.01)],
            },
            Vehicle = new VehicleHint { Class = "van", Colour = "white", Confidence = 0.6 },
            Evidence = pictures is { } shown ? [.. shown.Select(p => new EvidenceItem(p.Kind, Signing.Hash(p.Content), "image/jpeg", p.Content.Length))] : [Picture(EvidenceKind.Overview, 212_345), Picture(EvidenceKind.Plate, 18_123), Picture(EvidenceKind.Context, 180_111)],
            Clock = new ClockState(3, "chrony", true, "2026a"),
            Software = "1.0.0",
            Models = new ModelVersions("detector-1", "reader-1"),
            Config = Signing.NoPrevious,
        };
    }

    private EvidenceItem Picture(EvidenceKind kind, long bytes)
    {
        Span<byte> hash = stackalloc byte[32];
        _random.NextBytes(hash);
        return new EvidenceItem(kind, Convert.ToHexStringLower(hash), "image/jpeg", bytes);
    }
}
