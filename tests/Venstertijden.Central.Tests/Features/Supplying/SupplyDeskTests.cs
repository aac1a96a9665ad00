using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Privacy;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Supplying;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Supplying;

/// <summary>An official adds what an undecided passage lacks, over the broker and back.</summary>
public class SupplyDeskTests
{
    /// <summary>Of a form that exists, in no list.</summary>
    private const string Unlisted = "V99ZZZ";

    private static readonly Actor Boa = new(Guid.NewGuid(), "A. de Boer", "officer");
    private static readonly FactsEntry AVan = new() { Category = "N1", Fuels = ["Diesel"], EmissionClass = "6", FirstAdmission = "2019-05-01", Body = "gesloten opbouw", Source = "rdw-check", Note = "2 maart" };

    private Town _town;
    private TestEdge _edge;

    [SetUp]
    public async Task StartTown()
    {
        _town = await Town.Start();
        _edge = await _town.Edge();
    }

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task A_weak_read_is_read_from_its_picture_and_becomes_a_case_that_tells_who_read_it()
    {
        var weak = A.Passage("V56KVI", confidence: 0.3);
        await Hold(weak);
        Assert.That((await Look(weak.Id))!.Step, Is.EqualTo(SupplyStep.AwaitPicture));
        await Eventually.Become(() => _edge.Commands.OfType<SendEvidence>().Any(s => s.Passage == weak.Id));
        Assert.That(_edge.Commands.OfType<SendEvidence>().Single().Sha256, Is.EqualTo(new[] { Signing.Hash(A.PlatePicture) }), "no more than it takes to read the plate");
        await _edge.Send(_edge.Picture(weak.Id, A.PlatePicture));
        await Eventually.Become(async () => (await Look(weak.Id))!.Step == SupplyStep.ReadPlate);
        Assert.That((await Desk(d => d.Picture(weak.Id, Boa, default)))!.Value.Content, Is.EqualTo(A.PlatePicture));

        var settled = (await Desk(async d => await d.Read(weak.Id, (await Look(weak.Id))!.Version, Boa, "V-56-KVT", "NL", null, default))).Settled!;
        Assert.That((settled.Verdict, settled.CaseNumber), Is.EqualTo((VerdictCode.Suspected, "2026-000001")));
        await Eventually.Become(() => _edge.Commands.OfType<SendEvidence>().Any(s => s.Passage == weak.Id && s.Sha256.Count == 0));
        Assert.That(_edge.Commands.OfType<DiscardEvidence>(), Is.Empty, "the pictures are evidence now");
        await using var db = _town.Open();
        Assert.That((await db.Undecided.CountAsync(), await db.UndecidedPictures.CountAsync(), await db.SubjectKeys.CountAsync()), Is.EqualTo((0, 0, 1)));
        var file = (await CaseFile.Open(db, _town.Get<Vault>(), (await db.Cases.SingleAsync()).Id, default))!;
        var added = file.Events.OfType<FactsSupplied>().Single();
        Assert.That((file.Case.Plate, added.MachineRead, added.Read!.Plate, added.Read.By, added.Read.Source), Is.EqualTo((A.Van, "V56KVI", A.Van, Boa, SuppliedRead.Picture)));
        Assert.That(file.Case.ReadBy, Is.Empty, "who judges the case reads it himself, in the case");
        var account = await Account(file.Row.Id);
        Assert.That(account.ReplayIsTheSame, Is.True);
        Assert.That(account.Then.Rows.Single(r => r.Key == "supplied.0").Text, Does.Contain("V-56-KVT").And.Contain("A. de Boer"));
        Assert.That(account.Now.Judged.Plate!.Value.Text, Is.EqualTo(A.Van), "what is known now includes it");
        var actions = await db.Audit.Where(a => a.ActorId == Boa.UserId).Select(a => a.Action).ToListAsync();
        Assert.That(actions.Distinct(), Is.EquivalentTo(new[] { "undecided.look", "picture.look", "undecided.read", "undecided.settle", "case.look" }));
    }

    [Test]
    public async Task A_fact_recorded_with_its_source_makes_the_case_and_stands_in_its_account()
    {
        var passage = A.Passage(Unlisted);
        await Hold(passage);
        var open = (await Look(passage.Id))!;
        Assert.That((open.Step, open.Missing.Count), Is.EqualTo((SupplyStep.RecordFacts, 5)));
        var settled = (await Desk(d => d.Record(passage.Id, open.Version, Boa, AVan, default))).Settled!;
        Assert.That(settled.CaseNumber, Is.Not.Null);
        await using var db = _town.Open();
        var account = await Account((await db.Cases.SingleAsync()).Id);
        Assert.That(account.Then.Rows.Single(r => r.Key == "supplied.0").Text, Does.Contain("voertuigcategorie N1").And.Contain("RDW-kentekencheck (2 maart)").And.Contain("A. de Boer"));
        Assert.That((account.ReplayIsTheSame, account.Then.Judged.Vehicle!.Category, account.Now.Judged.Verdict.Code), Is.EqualTo((true, "N1", VerdictCode.Suspected)));
    }

    [Test]
    public async Task What_proves_allowed_leaves_an_anonymous_fact_and_nothing_else()
    {
        var passage = A.Passage(Unlisted);
        await Hold(passage);
        var settled = (await Desk(async d => await d.Record(passage.Id, (await Look(passage.Id))!.Version, Boa, new FactsEntry { Category = "O1", Source = "picture" }, default))).Settled!;
        Assert.That((settled.Verdict, settled.CaseNumber), Is.EqualTo((VerdictCode.Allowed, (string?)null)));
        await Eventually.Become(() => _edge.Commands.OfType<DiscardEvidence>().Any(d => d.Passages.Contains(passage.Id)));
        await using var db = _town.Open();
        Assert.That((await db.Undecided.CountAsync(), await db.Cases.CountAsync(), await db.SubjectKeys.CountAsync(), await db.AnonymousFacts.CountAsync()), Is.EqualTo((0, 0, 0, 1)));
    }

    [Test]
    public async Task A_plate_that_was_read_and_is_in_no_register_asks_for_the_facts_next_and_can_be_found_by_the_person_concerned()
    {
        var weak = A.Passage("V99ZZI", confidence: 0.3, pictures: false);
        await Hold(weak);
        var open = (await Look(weak.Id))!;
        var unsaid = await Desk(d => d.Read(weak.Id, open.Version, Boa, Unlisted, "NL", " ", default));
        Assert.That(unsaid.Problems.Keys, Is.EqualTo(new[] { "ReadFrom" }), "without a picture he says how he knows");
        var settled = (await Desk(d => d.Read(weak.Id, open.Version, Boa, Unlisted, "NL", "Zelf gezien op de Brink", default))).Settled!;
        Assert.That((settled.Verdict, settled.Reason), Is.EqualTo((VerdictCode.Undecided, ReasonCode.RegisterUnknown)));
        var next = (await Look(weak.Id))!;
        Assert.That((next.Step, next.Judged.Plate!.Value.Text), Is.EqualTo((SupplyStep.RecordFacts, Unlisted)));
        await _town.Get<Recheck>().Run(Town.Assen, default);
        Assert.That((await Look(weak.Id))!.Judged.Plate!.Value.Text, Is.EqualTo(Unlisted), "a look with fresh lists keeps what he read");
        await using var scope = Scope();
        var about = await ActivatorUtilities.CreateInstance<PlateRecords>(scope.ServiceProvider).Find(Unlisted, Boa, _town.Clock.GetCurrentInstant(), default);
        Assert.That(about.Select(a => a.Kind), Does.Contain("undecided-passages"));
    }

    [Test]
    public async Task Who_saves_second_and_who_types_no_plate_are_told_and_change_nothing()
    {
        var weak = A.Passage(A.Van, confidence: 0.3, pictures: false);
        await Hold(weak);
        var open = (await Look(weak.Id))!;
        Assert.That((await Desk(d => d.Read(weak.Id, open.Version, Boa, "niets", "NL", "x", default))).Problems, Is.EqualTo(new Dictionary<string, string> { ["Typed"] = "bad.plate" }));
        Assert.That((await Desk(d => d.Read(weak.Id, open.Version + 1, Boa, A.Van, "NL", "x", default))).Problems[""], Is.EqualTo("changed"));
        Assert.That((await Desk(d => d.Read(Guid.NewGuid(), 1, Boa, A.Van, "NL", "x", default))).Problems[""], Is.EqualTo("gone"));
        Assert.That((await Look(weak.Id))!.Step, Is.EqualTo(SupplyStep.ReadPlate));
    }

    [Test]
    public async Task What_cannot_be_read_leaves_the_work_and_comes_back_when_taken_back()
    {
        var (first, second) = (A.Passage(A.Van, confidence: 0.3), A.Passage(A.OldVan, confidence: 0.3));
        await Hold(first);
        _town.Clock.Advance(Duration.FromMinutes(1));
        await Hold(second, 2);
        Assert.That(await Desk(d => d.Next(first.Id, default)), Is.EqualTo(second.Id));
        await Desk(d => d.GiveUp(second.Id, Boa, back: false, default));
        Assert.That((await Desk(d => d.Next(first.Id, default)), await Desk(d => d.CountToHelp(default))), Is.EqualTo(((Guid?)null, 1)));
        await Desk(d => d.GiveUp(second.Id, Boa, back: true, default));
        Assert.That(await Desk(d => d.CountToHelp(default)), Is.EqualTo(2));
        _town.Clock.Advance(Duration.FromHours(72));
        Assert.That(await Desk(d => d.List(default)), Is.Empty, "not a second longer than 72 hours, whether or not the round has been");
    }

    [Test]
    public void What_the_register_learns_later_counts_over_what_was_recorded()
    {
        var supplied = new Supplied { Facts = [new SuppliedFacts(Unlisted, "N1", "Diesel", "5", null, "", "rdw-check", "", Boa, Town.MondayMorning)] };
        var listed = new RegisterVehicle { Plate = Unlisted, Brand = "FORD", EmissionClass = "6", RecordedAt = Town.MondayMorning };
        var both = supplied.Over(listed, Unlisted)!;
        Assert.That((both.Brand, both.Category, both.Fuels, both.EmissionClass), Is.EqualTo(("FORD", "N1", "Diesel", "6")));
        Assert.That(supplied.Over(null, A.Van), Is.Null, "of another plate it says nothing");
    }

    private async Task Hold(PassageMessage passage, int rows = 1)
    {
        await _edge.Send(_edge.Next(passage));
        await Eventually.Become(async () =>
        {
            await using var db = _town.Open();
            return await db.Undecided.CountAsync() == rows;
        });
    }

    private Task<UndecidedOnScreen?> Look(Guid id) => Desk(d => d.Look(id, Boa, english: false, default));

    private async Task<CaseAccount> Account(Guid id)
    {
        await using var scope = Scope();
        return (await scope.ServiceProvider.GetRequiredService<CaseAccounts>().Of(id, null, _town.Clock.GetCurrentInstant(), Boa, "test", default))!;
    }

    private AsyncServiceScope Scope() => _town.Get<IServiceScopeFactory>().CreateAsyncScope();

    private async Task<T> Desk<T>(Func<SupplyDesk, Task<T>> act)
    {
        await using var scope = Scope();
        return await act(scope.ServiceProvider.GetRequiredService<SupplyDesk>());
    }
}
