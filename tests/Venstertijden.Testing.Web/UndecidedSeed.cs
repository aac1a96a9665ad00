using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Supplying;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;
using Venstertijden.Street;

namespace Venstertijden.Testing.Web;

/// <summary>A passage that the rules could not decide, held as ingest would have.</summary>
public sealed record UndecidedSeed
{
    /// <summary>As it stands on the vehicle, and as the machine read it.</summary>
    public string Plate { get; init; } = "VGVD12";

    /// <summary>0.99 leaves the register to be the reason.</summary>
    public double Confidence { get; init; } = 0.41;

    public Duration Ago { get; init; } = Duration.FromMinutes(34);

    /// <summary>The picture of the plate was asked for and came.</summary>
    public bool PictureCame { get; init; } = true;

    public bool WithPictures { get; init; } = true;

    public async Task<Guid> AddTo(WebUnderTest web)
    {
        var id = Guid.CreateVersion7();
        await web.InScope(async services =>
        {
            var (db, vault) = (services.GetRequiredService<CentralDb>(), services.GetRequiredService<Vault>());
            var facts = services.GetRequiredService<FactsLoader>().Latest(WebUnderTest.Site);
            var camera = await db.Cameras.SingleAsync(c => c.Camera == CameraId.Parse(TownAtWork.Brink));
            var now = web.Clock.GetCurrentInstant();
            var seen = now - Ago;
            var (_, picture) = StreetPictures.Of(StreetScene.Brink, DutchTime.Local(seen), new StreetVehicle(Plate, "NL", VehicleShape.Van, VehicleColour.White));
            string sha256 = Convert.ToHexStringLower(SHA256.HashData(picture));
            var message = Message(id, seen, sha256, picture.Length);
            var judged = services.GetRequiredService<Judge>().Passage(message, camera, facts, now);
            if (judged.Verdict.Code != VerdictCode.Undecided) throw new InvalidOperationException($"{Plate} is decided: {judged.Verdict}.");
            var cipher = vault.Create(db, id, now);
            var record = VerdictRecords.Of(judged, VerdictRecords.GroundsOf(camera, judged), facts, now);
            db.Undecided.Add(new UndecidedPassage
            {
                Id = id, Camera = camera.Camera, Chain = message.Chain, Seq = 1, Zone = camera.Zone, SeenFrom = seen, Reason = record.Reason, EraseAt = now + UndecidedPassage.KeptFor - Ago,
                Sealed = cipher.Seal(StoredJson.Write(VerdictRecords.Keep(WireJson.Write(message), "", camera.KeyId, record)), $"undecided:{id}"),
            });
            await db.SaveChangesAsync();
            if (!WithPictures || !PictureCame) return;
            db.UndecidedPictures.Add(new UndecidedPicture { PassageId = id, Sha256 = sha256, Kind = EvidenceKind.Plate, MediaType = "image/jpeg", RequestedAt = now });
            await db.SaveChangesAsync();
            await UndecidedPicture.Take(db, vault, id, sha256, picture, now, CancellationToken.None);
            await db.SaveChangesAsync();
        });
        return id;
    }

    private PassageMessage Message(Guid id, Instant at, string sha256, int bytes) => new()
    {
        Schema = 1, Id = id, Kind = PassageKind.Read, Site = WebUnderTest.Site.Value, Camera = TownAtWork.Brink, Chain = Guid.CreateVersion7(), Seq = 1, PreviousHash = Signing.NoPrevious,
        SeenFrom = at, SeenTo = at + Duration.FromSeconds(2), Direction = Direction.In,
        Plate = new Contracts.PlateRead { Text = Plate, Country = "NL", Confidence = Confidence, Characters = [.. Plate.Select(_ => Confidence)], Agreeing = 4, SecondReader = Plate },
        Vehicle = new VehicleHint { Class = "van", Colour = "white", Confidence = 0.7 },
        Evidence = WithPictures ? [new EvidenceItem(EvidenceKind.Plate, sha256, "image/jpeg", bytes)] : [],
        Clock = new ClockState(2, "ntp", true, "2026a"), Software = "0.1.0", Models = new ModelVersions("detector-1", "reader-1"), Config = new string('a', 64),
    };
}
