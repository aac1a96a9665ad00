using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;
using Venstertijden.Street;

namespace Venstertijden.Testing.Web;

/// <summary>One case to put before an officer: a valid default, only what matters is named.</summary>
public sealed record CaseSeed
{
    /// <summary>As the machine read it.</summary>
    public string Plate { get; init; } = "VGVD12";

    /// <summary>As it stands on the vehicle in the picture.</summary>
    public string? PlateInPicture { get; init; }

    public string Camera { get; init; } = TownAtWork.Brink;

    /// <summary>How long before now the vehicle was seen.</summary>
    public Duration Ago { get; init; } = Duration.FromMinutes(34);

    public bool PicturesArrived { get; init; } = true;
    public bool OverviewMissing { get; init; }
    /// <summary>An officer decided that a warning letter follows.</summary>
    public bool Warned { get; init; }

    public double LeastSureCharacter { get; init; } = 0.991;
    public VehicleShape Shape { get; init; } = VehicleShape.Van;
    public VehicleColour Colour { get; init; } = VehicleColour.White;

    /// <summary>What the camera took the vehicle for; null as the picture shows.</summary>
    public VehicleHint? Hint { get; init; }

    private static readonly Actor Part = Actor.System("matching");

    /// <summary>Puts the case into the town as ingest and matching would have.</summary>
    /// <returns>The id of the case.</returns>
    public async Task<Guid> AddTo(WebUnderTest web)
    {
        var id = Guid.CreateVersion7();
        await web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var vault = services.GetRequiredService<Vault>();
            var facts = services.GetRequiredService<FactsLoader>().Latest(WebUnderTest.Site);
            var camera = await db.Cameras.SingleAsync(c => c.Camera == CameraId.Parse(Camera));
            var now = web.Clock.GetCurrentInstant();
            var (message, pictures) = Seen(now - Ago);
            var judged = services.GetRequiredService<Judge>().Passage(message, camera, facts, now);
            if (judged.Verdict.Code is not (VerdictCode.Suspected or VerdictCode.Warning))
                throw new InvalidOperationException($"{Plate} at {Camera} breaks no rule then: {judged.Verdict}.");

            var file = await Open(db, vault, id, message, judged, now);
            var record = VerdictRecords.Of(judged, VerdictRecords.GroundsOf(camera, judged), facts, now);
            db.CasePassages.Add(new CasePassage
            {
                Id = message.Id, CaseId = id, Camera = camera.Camera, Chain = message.Chain, Seq = message.Seq, SeenFrom = message.SeenFrom,
                Sealed = file.Cipher.Seal(StoredJson.Write(VerdictRecords.Keep(WireJson.Write(message), "", camera.KeyId, record)), CaseLibrary.PassagePlace(message.Id)),
            });
            file.Append(new EvidenceRequested(now, Part, pictures.Count));
            Keep(db, file, message, pictures, now);
            if (PicturesArrived) file.Append(new CaseReady(now, Part));
            if (Warned) file.Append(new WarningDecided(now, new Actor(Guid.NewGuid(), "Jan de Vries", "officer"), "A-1001", new Finding(true, true, true, true)));
            await db.SaveChangesAsync();
        });
        return id;
    }

    private async Task<CaseFile> Open(CentralDb db, Vault vault, Guid id, PassageMessage message, Judgement judged, Instant now)
    {
        var deadlines = Deadlines.Of(message.SeenFrom, judged.Document!);
        bool warning = judged.Verdict.Code == VerdictCode.Warning;
        var row = new CaseRow
        {
            Id = id, Number = await CaseFile.NextNumber(db, deadlines.ActDate.Year, CancellationToken.None), Zone = judged.Facts.Zone.Text, Camera = CameraId.Parse(Camera), State = CaseState.New,
            Offence = judged.Verdict.OffenceCode, Reason = judged.Verdict.Reason.Code(), WarningOnly = warning, PlateIndex = vault.PlateIndex(WebUnderTest.Site, Plate),
            FirstSeen = message.SeenFrom, LastSeen = message.SeenTo, ActDate = deadlines.ActDate, LegalLastDay = deadlines.LegalLastDay, InternalLastDay = deadlines.InternalLastDay,
            ReviewBy = message.SeenFrom + judged.Document!.ReviewTarget.Value,
        };
        var file = CaseFile.Begin(db, vault, row, new CaseOpened(now, Part, row.Zone, Plate, "NL", row.Offence, row.Reason, warning, null));
        file.Append(new PassageJoined(now, Part, message.Id, Camera, message.SeenFrom, judged.Verdict.Code.Code(), row.Reason));
        return file;
    }

    private void Keep(CentralDb db, CaseFile file, PassageMessage message, List<(EvidenceKind Kind, byte[] Content)> pictures, Instant now)
    {
        foreach (var ((kind, content), item) in pictures.Zip(message.Evidence))
        {
            var picture = new EvidencePicture
            {
                Id = Guid.CreateVersion7(), CaseId = file.Row.Id, PassageId = message.Id, Kind = kind, Sha256 = item.Sha256, MediaType = item.MediaType, Bytes = item.Bytes, RequestedAt = now,
            };
            db.Pictures.Add(picture);
            if (!PicturesArrived || (OverviewMissing && kind == EvidenceKind.Overview)) continue;
            EvidenceStore.Keep(db, file.Cipher, picture, content, now);
            file.Append(new EvidenceReceived(now, Part, picture.Id, message.Id, Kebab.Name(kind), item.Sha256));
        }
    }

    private (PassageMessage Message, List<(EvidenceKind, byte[])> Pictures) Seen(Instant at)
    {
        var scene = Camera == TownAtWork.Brink ? StreetScene.Brink : StreetScene.CoreArea;
        var vehicle = new StreetVehicle(PlateInPicture ?? Plate, "NL", Shape, Colour);
        var (overview, plate) = StreetPictures.Of(scene, DutchTime.Local(at), vehicle);
        List<(EvidenceKind Kind, byte[] Content)> pictures = [(EvidenceKind.Overview, overview), (EvidenceKind.Plate, plate)];
        double[] sure = [.. Enumerable.Repeat(0.998, Plate.Length - 1), LeastSureCharacter];
        return (new PassageMessage
        {
            Schema = 1, Id = Guid.CreateVersion7(), Kind = PassageKind.Read, Site = WebUnderTest.Site.Value, Camera = Camera, Chain = Guid.CreateVersion7(), Seq = 1, PreviousHash = new string('0', 64),
            SeenFrom = at, SeenTo = at + Duration.FromSeconds(2), Direction = Direction.In,
            Plate = new Contracts.PlateRead { Text = Plate, Country = "NL", Confidence = sure.Min(), Characters = sure, Agreeing = 7, SecondReader = Plate },
            Vehicle = Hint ?? new VehicleHint { Class = Shape == VehicleShape.PassengerCar ? "car" : "van", Colour = Colour.ToString().ToLowerInvariant(), Confidence = 0.85 },
            Evidence = [.. pictures.Select(p => new EvidenceItem(p.Kind, Convert.ToHexStringLower(SHA256.HashData(p.Content)), "image/jpeg", p.Content.Length))],
            Clock = new ClockState(2, "ntp", true, "2026a"), Software = "0.1.0", Models = new ModelVersions("detector-1", "reader-1"), Config = new string('a', 64),
        }, pictures);
    }
}
