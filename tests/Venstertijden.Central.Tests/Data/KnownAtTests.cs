using CsCheck;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Central.Tests.Features.Matching;
using Venstertijden.Policy.Assen;

namespace Venstertijden.Central.Tests.Data;

/// <summary>What was known at a moment can be asked for ever after, on each engine.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.Postgresql)]
[TestFixture(DatabaseProvider.Sqlserver)]
public class KnownAtTests(DatabaseProvider provider)
{
    private static readonly Vault Vault = new(new byte[32]);
    private static readonly string[] Plates = RandomHistories.Plates;

    private readonly PCG _seeded = new(1, 20260302);

    [Test]
    public async Task Facts_of_a_moment_asked_later_judge_as_the_facts_in_memory_did_then()
    {
        await using var engine = await Engine.Start(provider);
        var random = new Random(20260302);
        var (loader, history) = (new FactsLoader(engine.Databases, Vault), new FactsHistory(Vault));
        var judge = new Judge(AssenPolicies.All, new ReadTrust());
        var (camera, passages) = (Fining(), Sample(RandomHistories.Passage.List[12]));
        var remembered = new List<(Instant At, string[] Verdicts)>();
        var now = Town.MondayMorning;
        for (int step = 0; step < 40; step++)
        {
            now += Duration.FromMinutes(1);
            await using (var db = engine.Databases.Open(Town.Assen))
            {
                await Change(db, random, now);
                await db.SaveChangesAsync();
            }

            remembered.Add((now, Verdicts(judge, camera, passages, await loader.Reload(Town.Assen, default), now)));
        }

        await using var later = engine.Databases.Open(Town.Assen);
        foreach (var (at, verdicts) in remembered)
            Assert.That(Verdicts(judge, camera, passages, await history.At(later, Plates, at, null, [], default), at), Is.EqualTo(verdicts), $"as known at {at}");
        Assert.That(remembered.Select(r => string.Join(' ', r.Verdicts)).Distinct().Count(), Is.GreaterThan(5), "the history must matter");
    }

    [Test]
    public async Task A_version_is_closed_and_never_changed_and_the_same_content_makes_none()
    {
        await using var engine = await Engine.Start(provider);
        await using var db = engine.Databases.Open(Town.Assen);
        var id = Guid.NewGuid();
        foreach (var (minute, kind) in ((int, string)[])[(0, "works"), (1, "works"), (2, "market")])
        {
            await ExemptionBook.Record(db, new Exemption { Id = id, Plate = A.Van, Kind = kind, RecordedAt = Town.MondayMorning + Duration.FromMinutes(minute) }, default);
            await RegisterBook.Record(db, new RegisterVehicle { Plate = A.Van, Brand = kind, RecordedAt = Town.MondayMorning + Duration.FromMinutes(minute) }, default);
            await db.SaveChangesAsync();
        }

        Assert.That(await ExemptionBook.Withdraw(db, id, Town.MondayMorning + Duration.FromMinutes(3), default), Is.True);
        await db.SaveChangesAsync();
        Assert.That(await ExemptionBook.Withdraw(db, id, Town.MondayMorning + Duration.FromMinutes(4), default), Is.False);
        var versions = await db.Exemptions.AsNoTracking().OrderBy(e => e.Revision).Select(e => new { e.Revision, e.Kind, e.ReplacedAt }).ToListAsync();
        Assert.That(versions.Select(v => (v.Revision, v.Kind, (v.ReplacedAt - Town.MondayMorning)?.TotalMinutes)), Is.EqualTo(new[] { (1, "works", (double?)2), (2, "market", 3) }));
        var facts = await db.Register.AsNoTracking().OrderBy(v => v.Revision).ToListAsync();
        Assert.That(facts.Select(v => (v.Revision, v.Brand, v.ReplacedAt is null)), Is.EqualTo(new[] { (1, "works", false), (2, "market", true) }));
    }

    private async Task Change(CentralDb db, Random random, Instant now)
    {
        switch (random.Next(6))
        {
            case 0 or 1:
                await RegisterBook.Record(db, At(Sample(RandomHistories.Vehicle), now), default);
                break;
            case 2 or 3:
                await ExemptionBook.Record(db, At(Sample(RandomHistories.Granted), now), default);
                break;
            case 4:
                await ExemptionBook.Withdraw(db, new Guid(random.Next(1, 5), 0, 0, new byte[8]), now, default);
                break;
            default:
                db.PlateMarks.Add(new PlateMark { Id = Guid.NewGuid(), PlateIndex = Vault.PlateIndex(Town.Assen, Plates[random.Next(Plates.Length)]), Kind = PlateMark.Cloned, Reason = "", RecordedAt = now, RecordedBy = "A. de Boer" });
                break;
        }

        long number = await db.Lists.CountAsync() + 1;
        db.Lists.Add(new ListVersion { List = ListVersion.ExemptionList, Number = number, ListVersionName = $"e{number}", RetrievedAt = now, Rows = 1 });
    }

    private static string[] Verdicts(Judge judge, Central.Features.Cameras.EnrolledCamera camera, IEnumerable<Contracts.PassageMessage> passages, Facts facts, Instant now) =>
        [.. passages.Select(p => judge.Passage(p, camera, facts.Under(ReadinessFile.Complete), now).Verdict).Select(v => $"{v} {v.Cautions}")];

    private T Sample<T>(Gen<T> gen) => gen.Generate(_seeded, null, out _);

    private static Central.Features.Cameras.EnrolledCamera Fining() => new()
    {
        Camera = Contracts.CameraId.Parse("kerkstraat"), DisplayName = "", Place = "", Street = "", Zone = "assen-kernwinkelgebied", PublicKey = [], KeyId = "",
        EnforcedDirection = Contracts.Direction.Unknown, PedestrianMode = Policy.Documents.EnforcementMode.Fine, ZeroEmissionMode = Policy.Documents.EnforcementMode.Fine,
    };

    private static Exemption At(Exemption e, Instant now) => new() { Id = e.Id, Plate = e.Plate, Kind = e.Kind, From = e.From, Until = e.Until, WholeDays = e.WholeDays, Zone = e.Zone, RecordedAt = now };

    private static RegisterVehicle At(RegisterVehicle v, Instant now) => new()
    {
        Plate = v.Plate, Category = v.Category, Fuels = v.Fuels, EmissionClass = v.EmissionClass, FirstAdmission = v.FirstAdmission, Body = v.Body, ValidFrom = v.ValidFrom, RecordedAt = now,
    };
}
