using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Matching;

/// <summary>What becomes known later reaches every open case, and changes nothing decided in silence.</summary>
public class LateTruthTests
{
    private static readonly Actor Boa = new(Guid.NewGuid(), "A. de Boer", "officer");
    private static readonly Instant Judged = Town.MondayMorning + Duration.FromMinutes(2);
    private static readonly Instant Granted = Town.MondayMorning + Duration.FromMinutes(30);

    private Town _town;
    private TestEdge _edge;

    [SetUp]
    public async Task AVanDrivesInBeforeTheWindow()
    {
        _town = await Town.Start();
        _edge = await _town.Edge();
        _town.Clock.Reset(Judged);
    }

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task An_exemption_granted_afterwards_for_that_day_ends_the_case_and_says_why()
    {
        var id = await Case(A.Van);
        await Grant();
        await Eventually.Become(async () => (await Row(id)).State == CaseState.Lapsed);
        await using var db = _town.Open();
        var late = await db.LateTruths.SingleAsync();
        Assert.That((late.Effect, late.Status, late.Before, late.After, late.Causes),
            Is.EqualTo((LateEffect.Lapses, LateStatus.Applied, "suspected outside-window pedestrian-zone", "allowed exemption", "exemption")));
        Assert.That(await db.Audit.AnyAsync(a => a.Action == "case.late-truth" && a.Actor == "late-truth"), Is.True);
        var stored = await Stored(db, id);
        Assert.That((stored.Verdict.Verdict, stored.Earlier.Single().Verdict), Is.EqualTo(("allowed", "suspected")), "the old verdict is kept");
    }

    [Test]
    public async Task Why_and_what_was_known_then_is_told_for_before_and_after_the_grant()
    {
        var id = await Case(A.Van);
        await Grant();
        await Eventually.Become(async () => (await Row(id)).State == CaseState.Lapsed);
        await using var scope = _town.Get<IServiceScopeFactory>().CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<CaseAccounts>();
        var before = await accounts.Of(id, Granted - Duration.FromSeconds(1), Granted, Boa, "test", default);
        var after = await accounts.Of(id, Granted, Granted, Boa, "test", default);
        Assert.That((before!.Then.Judged.Verdict.ToString(), before.Now.Judged.Verdict.ToString()), Is.EqualTo(("suspected/outside-window pedestrian-zone", "allowed/exemption")));
        Assert.That(before.Compared.Where(r => r.Differs).Select(r => r.Group).Distinct(), Is.EquivalentTo(new[] { "verdict", "rules", "exemptions" }));
        Assert.That(after!.Compared.Where(r => r.Differs), Is.Empty);
        Assert.That(before.ReplayIsTheSame, Is.True);
        await using var db = _town.Open();
        Assert.That(await db.Audit.CountAsync(a => a.Action == "case.look" && a.Actor == Boa.Name), Is.EqualTo(2), "each look is on record");
    }

    [Test]
    public async Task A_decision_that_was_not_sent_falls_and_waits_to_be_seen()
    {
        var id = await Case(A.Van);
        await using (var db = _town.Open())
        {
            var file = await CaseFile.Open(db, _town.Get<Vault>(), id, default);
            file!.Append(new CaseReady(Judged, Boa));
            file.Append(new CaseApproved(Judged, Boa, "123", "pedestrian-zone", null, new Finding(true, true, true, true), null));
            await db.SaveChangesAsync();
        }

        await Grant();
        await Eventually.Become(async () => (await Row(id)).State == CaseState.Lapsed);
        await using var scope = _town.Get<IServiceScopeFactory>().CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<LateTruthDesk>();
        var waiting = (await desk.Waiting(default)).Single();
        Assert.That((waiting.CaseState, waiting.Status), Is.EqualTo((CaseState.Approved, LateStatus.Applied)));
        Assert.That(await desk.See(waiting.Id, Boa, default), Is.True);
        Assert.That(await desk.CountWaiting(default), Is.Zero);
    }

    [Test]
    public async Task What_was_sent_is_not_touched_but_proposed_for_withdrawal()
    {
        var id = await Case(A.Van);
        await using (var db = _town.Open())
            await db.Cases.Where(c => c.Id == id).ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CaseState.Accepted));
        int events = await Events(id);
        await Grant();
        await Eventually.Become(async () => (await Rows()).Count == 1);
        var late = (await Rows()).Single();
        Assert.That((late.Effect, late.Status), Is.EqualTo((LateEffect.ProposesWithdrawal, LateStatus.Open)));
        Assert.That(((await Row(id)).State, await Events(id)), Is.EqualTo((CaseState.Accepted, events)));
    }

    [Test]
    public async Task A_truth_that_is_taken_back_before_anybody_acted_is_overtaken()
    {
        var id = await Case(A.Van);
        await using (var db = _town.Open())
            await db.Cases.Where(c => c.Id == id).ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CaseState.Accepted));
        var exemption = await Grant();
        await Eventually.Become(async () => (await Rows()).Count == 1);
        await Change(async db => await ExemptionBook.Withdraw(db, exemption, Granted + Duration.FromMinutes(1), default));
        await Eventually.Become(async () => (await Rows()).Single().Status == LateStatus.Overtaken);
    }

    [Test]
    public async Task A_fact_that_the_register_lacked_decides_an_undecided_passage_when_it_comes()
    {
        const string unknown = "V99KVT";
        await _edge.Send(_edge.Next(A.Passage(unknown)));
        await Eventually.Become(async () => await Undecided() == "register-unknown");
        await Change(db => RegisterBook.Record(db, new RegisterVehicle
        {
            Plate = unknown, Category = "N1", Fuels = "Diesel", EmissionClass = "6", FirstAdmission = new LocalDate(2018, 5, 1), Body = "gesloten opbouw", RecordedAt = Granted,
        }, default));
        await Eventually.Become(async () => await Undecided() is null);
        await using var check = _town.Open();
        Assert.That((await check.Cases.SingleAsync()).Reason, Is.EqualTo("outside-window"));
        Assert.That((await check.AnonymousFacts.SingleAsync()).Verdict, Is.EqualTo("suspected"));
        await Eventually.Become(() => _edge.Commands.OfType<SendEvidence>().Any());
    }

    [Test]
    public async Task A_passage_left_open_by_a_stale_list_is_judged_when_a_list_comes()
    {
        await using (var db = _town.Open())
            await db.Lists.ExecuteUpdateAsync(l => l.SetProperty(x => x.RetrievedAt, Judged - Duration.FromHours(25)));
        await _town.Get<FactsLoader>().Reload(Town.Assen, default);
        var judged = _town.Get<Judge>().Passage(A.Passage(A.Van), await Camera(), _town.Get<FactsLoader>().Latest(Town.Assen), Judged);
        Assert.That(judged.Verdict.ToString(), Is.EqualTo("undecided/list-stale"));
        await Hold(A.Passage(A.Van), judged);
        await _town.MoveTo(Judged + Duration.FromMinutes(1));
        await Eventually.Become(async () => await Undecided() is null);
        await using var check = _town.Open();
        Assert.That((await check.Cases.SingleAsync()).Reason, Is.EqualTo("outside-window"));
    }

    [Test]
    public async Task A_corrected_document_that_would_end_very_many_cases_waits_for_an_officer()
    {
        var vans = SampleRegister.Vehicles.Where(v => v.Category == "N1").Take(30).ToList();
        await _edge.Send([.. vans.Select(v => _edge.Next(A.Passage(v.Plate, pictures: false)))]);
        await Eventually.Become(() => _edge.AcknowledgedUpTo == vans.Count);
        _town.Clock.Reset(LaterDocument.Recorded);
        _town.Get<LivePolicies>().Replace(LaterDocument.Over(LaterDocument.Of("assen-kernwinkelgebied-2026-01-01", ("Mo-Sa 07:00-12:00", "Mo-Sa 06:00-12:00"))));
        await Eventually.Become(async () => (await Rows()).Count > new RecheckOptions().AlwaysApplied);
        var held = (await Rows()).Where(l => l.Effect == LateEffect.Lapses).ToList();
        Assert.That(held.Select(l => l.Status), Is.Not.Empty.And.All.EqualTo(LateStatus.Held));
        Assert.That(held.Select(l => l.Causes), Is.All.EqualTo("policy"));
        Assert.That((await Row(held[0].CaseId)).State, Is.Not.EqualTo(CaseState.Lapsed), "nothing is done yet");
        var (done, _) = await _town.Get<Recheck>().Apply(Town.Assen, held[0].Id, Boa, default);
        Assert.That((done, (await Row(held[0].CaseId)).State), Is.EqualTo((true, CaseState.Lapsed)));
        Assert.That((await Rows()).Single(l => l.Status == LateStatus.Applied).SettledBy, Is.EqualTo(Boa.Name));
    }

    [Test]
    public async Task The_first_visit_after_an_exemption_ended_is_warned_and_the_next_is_not()
    {
        _town.Get<LivePolicies>().Replace(LaterDocument.Over(LaterDocument.Of(
            "assen-kernwinkelgebied-2026-01-01", ("  visitSpan: { value: 60 min, example: true }\n", "  visitSpan: { value: 60 min, example: true }\n  expiryGrace: { value: 336 h, example: true }\n"))));
        await Change(db => ExemptionBook.Record(db, new Exemption
        {
            Id = Guid.NewGuid(), Plate = A.Van, Kind = "works", From = new LocalDateTime(2026, 1, 1, 0, 0), Until = new LocalDateTime(2026, 3, 1, 0, 0), RecordedAt = Judged,
        }, default));
        await _edge.Send(_edge.Next(A.Passage(A.Van)), _edge.Next(A.Passage(A.Van, Judged + Duration.FromMinutes(5))));
        var nextDay = Judged + Duration.FromDays(1);
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 2);
        await _town.MoveTo(nextDay);
        await _edge.Send(_edge.Next(A.Passage(A.Van, nextDay)));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 3);
        await using var db = _town.Open();
        var cases = await db.Cases.OrderBy(c => c.FirstSeen).ToListAsync();
        Assert.That(cases.Select(c => c.WarningOnly), Is.EqualTo(new[] { true, false }));
        var (first, second) = (await Stored(db, cases[0].Id), await Stored(db, cases[1].Id));
        Assert.That((first.Verdict.Verdict, first.Verdict.Cautions, second.Verdict.Verdict), Is.EqualTo(("warning", new[] { "expired-exemption" }, "suspected")));
        Assert.That(_town.Get<Rejudging>().AsKnownThen(first, Town.Assen).Verdict.Code, Is.EqualTo(Policy.Verdicts.VerdictCode.Warning));
    }

    [Test]
    public async Task A_plate_marked_as_cloned_raises_the_caution_on_open_cases_too()
    {
        var id = await Case(A.Van);
        await using (var scope = _town.Get<IServiceScopeFactory>().CreateAsyncScope())
        {
            _ = Policy.Plates.PlateText.TryParse(A.Van, Policy.Plates.CountryCode.Netherlands, out var plate);
            var desk = scope.ServiceProvider.GetRequiredService<PlateMarkDesk>();
            Assert.That(await desk.Add(plate, PlateMark.Cloned, "aangifte", Boa, default), Is.True);
            Assert.That(await desk.Add(plate, PlateMark.Cloned, "aangifte", Boa, default), Is.False);
        }

        await Eventually.Become(async () => (await Rows()).Count == 1);
        await using var db = _town.Open();
        Assert.That((await Stored(db, id)).Verdict.Cautions, Is.EqualTo(new[] { "clone" }));
        Assert.That((await Row(id)).State, Is.EqualTo(CaseState.AwaitingEvidence), "a caution ends no case");
    }

    [Test]
    public async Task A_list_with_fewer_rows_than_announced_is_told_once_a_day()
    {
        await using var town = await Town.Start(b => b.Services.AddSingleton<IExemptionSource>(new ShortList()));
        await Eventually.Become(async () =>
        {
            await using var db = town.Open();
            return await db.ListCounts.CountAsync() == 2;
        });
        await town.Get<LocalLists>().Reconcile(Town.Assen, default);
        await using var scope = town.Get<IServiceScopeFactory>().CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<LateTruthDesk>();
        Assert.That((await desk.Counts(default)).Select(c => (c.List, c.Difference)), Is.EqualTo(new[] { (ListVersion.ExemptionList, -3), (ListVersion.RegisterList, 0) }));
        Assert.That(await desk.CountDifferences(default), Is.EqualTo(1));
    }

    /// <summary>A list that lost three rows on its way.</summary>
    private sealed class ShortList : IExemptionSource
    {
        public Task<SourceList<SourceExemption>> Fetch(CancellationToken ct) =>
            Task.FromResult(new SourceList<SourceExemption>("v1", [new SourceExemption(A.Van, "market", null, null, true, null)], Announced: 4));
    }

    private async Task<Guid> Case(string plate)
    {
        await _edge.Send(_edge.Next(A.Passage(plate)));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
        await using var db = _town.Open();
        return (await db.Cases.SingleAsync()).Id;
    }

    private async Task<Guid> Grant()
    {
        var id = Guid.NewGuid();
        var day = new LocalDateTime(2026, 3, 2, 0, 0);
        _town.Clock.Reset(Granted);
        await Change(db => ExemptionBook.Record(db, new Exemption { Id = id, Plate = A.Van, Kind = "works", From = day, Until = day.PlusDays(1), RecordedAt = Granted }, default));
        return id;
    }

    private async Task Change(Func<CentralDb, Task> change)
    {
        await using (var db = _town.Open())
        {
            await change(db);
            await db.SaveChangesAsync();
        }

        await _town.Get<FactsLoader>().Reload(Town.Assen, default);
    }

    private async Task Hold(PassageMessage message, Judgement judged)
    {
        await using var db = _town.Open();
        var numbered = message with { Chain = _edge.Chain };
        var record = VerdictRecords.Of(judged, VerdictRecords.GroundsOf(await Camera(), judged), _town.Get<FactsLoader>().Latest(Town.Assen), Judged);
        db.Undecided.Add(new UndecidedPassage
        {
            Id = message.Id, Camera = _edge.Camera, Chain = _edge.Chain, Seq = 1, Zone = "assen-kernwinkelgebied", SeenFrom = message.SeenFrom, Reason = record.Reason, EraseAt = Judged + Duration.FromHours(72),
            Sealed = _town.Get<Vault>().Create(db, message.Id, Judged).Seal(StoredJson.Write(VerdictRecords.Keep(WireJson.Write(numbered), "", "", record)), UndecidedPassage.Place(message.Id)),
        });
        await db.SaveChangesAsync();
    }

    private async Task<Central.Features.Cameras.EnrolledCamera> Camera()
    {
        await using var db = _town.Open();
        return await db.Cameras.AsNoTracking().SingleAsync();
    }

    private async Task<string?> Undecided()
    {
        await using var db = _town.Open();
        return await db.Undecided.Select(u => u.Reason).SingleOrDefaultAsync();
    }

    private async Task<JudgedPassage> Stored(CentralDb db, Guid id)
    {
        var file = await CaseFile.Open(db, _town.Get<Vault>(), id, default);
        var row = await db.CasePassages.AsNoTracking().Where(p => p.CaseId == id).OrderBy(p => p.SeenFrom).FirstAsync();
        return StoredJson.Read<JudgedPassage>(file!.Cipher.Open(row.Sealed, $"passage:{row.Id}"));
    }

    private async Task<CaseRow> Row(Guid id)
    {
        await using var db = _town.Open();
        return await db.Cases.SingleAsync(c => c.Id == id);
    }

    private async Task<List<LateTruth>> Rows()
    {
        await using var db = _town.Open();
        return await db.LateTruths.ToListAsync();
    }

    private async Task<int> Events(Guid id)
    {
        await using var db = _town.Open();
        return await db.CaseEvents.CountAsync(e => e.CaseId == id);
    }
}
