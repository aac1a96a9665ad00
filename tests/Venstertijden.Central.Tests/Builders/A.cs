using System.Text;
using NodaTime;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Builders;

/// <summary>Valid defaults; a test names only what matters to it.</summary>
internal static class A
{
    /// <summary>A class 6 van of the sample register, without exemptions.</summary>
    public const string Van = "V56KVT";

    /// <summary>A class 4 van: welcome in no zero-emission zone.</summary>
    public const string OldVan = "V21KKK";

    public static readonly byte[] Overview = Encoding.ASCII.GetBytes("overview picture");
    public static readonly byte[] PlatePicture = Encoding.ASCII.GetBytes("plate picture");

    /// <summary>A sure read at 06:46 in Assen, outside the window, with two pictures.</summary>
    public static PassageMessage Passage(string plate, Instant? at = null, double confidence = 0.99, Direction direction = Direction.In, bool pictures = true)
    {
        var seen = at ?? Town.MondayMorning + Duration.FromMinutes(1);
        return new PassageMessage
        {
            Schema = 1,
            Id = Guid.CreateVersion7(),
            Kind = PassageKind.Read,
            Site = "assen",
            Camera = "kerkstraat",
            Chain = Guid.NewGuid(),
            Seq = 1,
            PreviousHash = Signing.NoPrevious,
            SeenFrom = seen,
            SeenTo = seen + Duration.FromSeconds(2),
            Direction = direction,
            Plate = new PlateRead { Text = plate, Country = "NL", Confidence = confidence, Agreeing = 5, SecondReader = plate, Characters = [.. plate.Select(_ => confidence)] },
            Evidence = pictures ? [Item(EvidenceKind.Overview, Overview), Item(EvidenceKind.Plate, PlatePicture)] : [],
            Clock = new ClockState(3, "ntp", true, "2026a"),
            Software = "1.0.0",
            Models = new ModelVersions("d1", "r1"),
            Config = "c1",
        };
    }

    private static EvidenceItem Item(EvidenceKind kind, byte[] content) => new(kind, Signing.Hash(content), "image/jpeg", content.Length);
}
