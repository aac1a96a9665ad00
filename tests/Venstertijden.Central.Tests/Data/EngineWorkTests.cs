using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Metrics;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Data;

/// <summary>A batch, every query of the pages and every round, on each engine that is there: what an engine cannot translate shows here.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.Postgresql)]
[TestFixture(DatabaseProvider.Sqlserver)]
public class EngineWorkTests(DatabaseProvider provider)
{
    private static readonly Actor Officer = new(Guid.NewGuid(), "A. de Boer", "officer");

    private readonly FakeClock _clock = new(Town.MondayMorning + Duration.FromMinutes(2));
    private readonly Vault _vault = new(new byte[32]);
    private readonly ReadTrust _trust = new();

    [Test]
    public async Task A_gap_that_was_declared_beyond_a_hole_is_read_and_the_hole_alone_is_asked_for()
    {
        await using var engine = await Engine.Start(provider);
        await using var db = engine.Databases.Open(Town.Assen);
        var (camera, chain) = (CameraId.Parse("kerkstraat"), Guid.NewGuid());
        var state = new ChainState { Camera = camera, Chain = chain, UpTo = 5, Highest = 10, OpenedAt = _clock.GetCurrentInstant() };
        db.Chains.Add(state);
        db.ChainLinks.Add(new ChainLink { Camera = camera, Chain = chain, Seq = 10, Hash = new string('a', 64), PreviousHash = new string('b', 64) });
        db.DeclaredGaps.Add(new DeclaredGap { Camera = camera, Chain = chain, Seq = 10, From = 8, To = 9, Reason = GapReason.DiskFull, NoticedAt = _clock.GetCurrentInstant() });
        await db.SaveChangesAsync();
        var held = await ChainLedger.HeldAbove(db, state, default);
        Assert.That(held.Holes(state.UpTo, state.Highest), Is.EqualTo(new[] { (6L, 7L) }));
    }

    [Test]
    public async Task A_day_of_work_is_done_on_the_engine()
    {
        await using var engine = await Engine.Start(provider);
        var databases = engine.Databases;
        var (policies, facts, cameras) = (AssenPolicies.All, new FactsLoader(databases, _vault), new CameraDirectory(databases, TimeProvider.System));
        var (judge, rejudging, anonymous) = (new Judge(policies, _trust), new Rejudging(policies, _trust), new AnonymousFacts(policies));
        await new LocalLists(databases, new SampleRegister(), new SampleExemptions(), facts, _clock).Refresh(Town.Assen, always: true, default);
        await using var edge = new TestEdge(Town.Assen, CameraId.Parse("kerkstraat"), _clock);
        await using (var db = databases.Open(Town.Assen))
        {
            var request = new EnrolRequest(edge.Camera, edge.PublicKey) { Zone = "assen-kernwinkelgebied", PedestrianMode = EnforcementMode.Fine, ZeroEmissionMode = EnforcementMode.Fine };
            await CameraEnrolment.Enrol(db, request, Actor.System("test"), _clock.GetCurrentInstant(), default);
            await ExamplePapers.Add(db, _vault, policies, "assen-kernwinkelgebied", edge.Camera, (new LocalDate(2025, 12, 1), new LocalDate(2026, 3, 1)), _clock.GetCurrentInstant(), default);
            await db.SaveChangesAsync();
            await facts.ReloadPapers(Town.Assen, default);
        }

        var writer = new BatchWriter(databases, cameras, _vault, judge, anonymous, facts, _clock, Town.Assen);
        var suspected = A.Passage(A.Van);
        Sent[] messages =
        [
            edge.Next(suspected), edge.Next(A.Passage("V41LPF", confidence: 0.1)), edge.NextGap(1, 1), edge.Sign(MessageKind.Passage, "no"u8.ToArray()),
            edge.Sign(MessageKind.Status, WireJson.Write(new StatusMessage(LinkStatus.Online, Town.MondayMorning, Guid.NewGuid()))),
        ];
        edge.Seq++;
        var afterHole = edge.Next(A.Passage("V52KKK"));
        await Write(writer, [.. messages, afterHole]);
        var outgoing = await Write(writer, [messages[0], edge.Picture(suspected.Id, A.Overview), edge.Picture(suspected.Id, A.PlatePicture)]);
        Assert.That(outgoing.Select(o => o.Command), Has.Some.InstanceOf<DiscardEvidence>().And.Some.EqualTo(new Acknowledge(edge.Chain, 3)));

        await using (var db = databases.Open(Town.Assen))
        {
            var queue = new CaseQueue(db, _clock);
            var item = (await queue.List(new QueueFilter(TakenBy: null, Reason: "outside-window", Camera: edge.Camera), default)).Single();
            Assert.That((item.State, await queue.Count(new QueueFilter(TakenBy: Officer.UserId), default), await queue.Next(Officer.UserId!.Value, null, default)), Is.EqualTo((CaseState.Ready, 0, (Guid?)item.Id)));
            Assert.That((await queue.CountOpen(default))[CaseState.AwaitingEvidence], Is.EqualTo(1));
            var library = new CaseLibrary(db, _vault, policies, _clock);
            Assert.That((await library.Look(item.Id, Officer, "test", default))!.Completeness.Missing, Is.Empty);
            Assert.That(await library.OfPlate(A.Van, Officer, "test", default), Has.Count.EqualTo(1));
            var tile = (await new CameraOverview(db, _clock).List(default)).Single();
            Assert.That((tile.Link, tile.Missing, tile.PassagesToday), Is.EqualTo((LinkStatus.Online, 1L, 2)));
            Assert.That(await new CameraOverview(db, _clock).Gaps(edge.Camera, default), Has.Count.EqualTo(1));
            Assert.That(await new DeadLetterList(db).List(DeadLetterReason.BadJson, 10, default), Has.Count.EqualTo(1));
            Assert.That((await new DeadLetterList(db).CountByReason(default))[DeadLetterReason.BadJson], Is.EqualTo(1));
            Assert.That(await Metrics.Render(db, null, default, default), Does.Contain("vth_passages_stored_total 3\n").And.Contain("vth_duplicates_total 1\n").And.Contain("vth_passages_missing 1\n"));
            await Fleet(db, judge, facts, policies);
        }

        await Letters(databases, writer);
        Assert.That(await new EvidenceWatch(databases, TimeProvider.System).Run(Town.Assen, default), Is.Empty, "a first look only notes");
        Assert.That((await new HoleWatch(databases, cameras, new CentralOptions { HttpUrl = "http://127.0.0.1", Broker = new BrokerOptions(), Data = "" }, TimeProvider.System).Open(default)).Single().Command, Is.EqualTo(new Resend(edge.Chain, 4, 4)));
        Assert.That(await new Settling(databases, _vault, rejudging, anonymous, facts, _clock).Run(Town.Assen, default), Is.Empty);
        _clock.Advance(Duration.FromHours(73));
        Assert.That(await new Forget(databases, _vault, rejudging, anonymous, Venstertijden.Policy.Assen.AssenPolicies.All, _clock).Run(Town.Assen, default), Has.Count.EqualTo(1));
        await using (var db = databases.Open(Town.Assen))
        {
            var id = (await db.Cases.FirstAsync(c => c.State == CaseState.Ready)).Id;
            Assert.That(await new CaseErasure(db, _clock).Erase(id, Officer, "test", default), Is.True);
            Assert.That(await AuditTrail.FirstFault(db, default), Is.Null);
        }
    }

    /// <summary>A refused message is looked at, offered again and at last dropped for being one too many.</summary>
    private async Task Letters(CentralDbs databases, BatchWriter writer)
    {
        using var key = new CentralKeyFolder();
        await using var link = new CentralLink(key.Key, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<CentralLink>.Instance);
        var desk = new DeadLetterDesk(databases, new SiteScope(Town.Assen), writer, _vault, new Speaker(link), _clock);
        Guid id;
        await using (var db = databases.Open(Town.Assen))
            id = (await db.DeadLetters.SingleAsync(d => d.Reason == DeadLetterReason.BadJson)).Id;
        Assert.That((await desk.Look(id, Officer, default))!.Content, Is.EqualTo("xx"));
        Assert.That(await desk.OfferAll(DeadLetterReason.BadJson, Officer, default), Has.Count.EqualTo(1).And.All.InstanceOf<RefusedAgain>());
        await Write(writer, [.. Enumerable.Range(0, 3).Select(_ => new Sent("venstertijden/v1/assen/kerkstraat/passage", "[]"u8.ToArray(), null, null))]);
        var options = new CentralOptions { HttpUrl = "http://127.0.0.1", Broker = new BrokerOptions(), Data = "", DeadLetters = new DeadLetterOptions { MostKept = 2 } };
        Assert.That(await new DeadLetterLimit(databases, options, _clock).Run(Town.Assen, default), Is.EqualTo(2));
        await using var after = databases.Open(Town.Assen);
        Assert.That((await after.DeadLetters.CountAsync(), await after.Erasures.Where(e => e.Kind == Erasure.DeadLettersOver).SumAsync(e => e.Count)), Is.EqualTo((2, 2)));
        var erasures = new ErasureList(after);
        var newest = (await erasures.List(null, null, 1, default)).Single();
        Assert.That((newest.Proof, await erasures.List(Erasure.DeadLettersOver, (newest.Erasure.At, newest.Erasure.Id), 10, default)), Is.EqualTo((ErasureProof.Proven, Array.Empty<ErasureItem>())));
        Assert.That((await erasures.Totals(default))[Erasure.DeadLettersOver], Is.EqualTo(2));
        await KnownKeys.Check(after, key.Key, "", _clock.GetCurrentInstant(), default);
        Assert.That(await KnownKeys.SigningKeys(after, default), Has.Count.EqualTo(1));
    }

    private sealed class CentralKeyFolder : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("vth-key-").FullName;

        public CentralKeyFolder()
        {
            // The vault of this test.
            File.WriteAllBytes(Path.Combine(_folder, CentralKey.MasterFile), new byte[32]);
            Key = CentralKey.LoadOrCreate(_folder);
        }

        public CentralKey Key { get; }

        public void Dispose()
        {
            Key.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task Fleet(CentralDb db, Judge judge, FactsLoader facts, PolicySet policies)
    {
        var firm = new Firm { Id = Guid.NewGuid(), Name = "Vervoer BV", KvkNumber = "12345678", CreatedAt = Town.MondayMorning };
        db.Firms.Add(firm);
        await db.SaveChangesAsync();
        var fleet = new FirmFleet(db, judge, facts, policies, _clock);
        Assert.That(await fleet.Add(firm.Id, "V-56-KVT", "bus 1", Officer, default), Is.EqualTo(AddVehicleOutcome.Added));
        Assert.That(await fleet.Add(firm.Id, "v56kvt", null, Officer, default), Is.EqualTo(AddVehicleOutcome.AlreadyThere));
        Assert.That(await fleet.Add(firm.Id, "V-5", null, Officer, default), Is.EqualTo(AddVehicleOutcome.NotAPlate));
        var vehicle = (await fleet.List(firm.Id, default)).Single();
        Assert.That(vehicle.Zones.Select(z => z.Access.MayEnter), Is.All.False, "before seven nobody may");
        Assert.That(await fleet.Find(Guid.NewGuid(), vehicle.Row.Id, default), Is.Null, "another firm's vehicle is not found");
        var (removed, at) = await fleet.Remove(firm.Id, [vehicle.Row.Id], Officer, default);
        Assert.That(removed, Has.Count.EqualTo(1));
        Assert.That(await fleet.List(firm.Id, default), Is.Empty);
        Assert.That(await fleet.Restore(firm.Id, at, Officer, default), Is.EqualTo(1));
    }

    private static Task<IReadOnlyList<Outgoing>> Write(BatchWriter writer, IEnumerable<Sent> messages) => writer.Write([.. messages.Select(m => m.Received())], default);
}
