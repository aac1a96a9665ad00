using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Review;

/// <summary>The officer's way through a case that came over the broker, each step as a request of its own.</summary>
public class ReviewDeskTests
{
    private static readonly Officer Boa = new(new Actor(Guid.NewGuid(), "A. de Boer", "officer"), "123456");
    private static readonly Officer Colleague = new(new Actor(Guid.NewGuid(), "B. Smit", "officer"), "654321");
    private static readonly Finding Complete = new(true, true, true, true);

    private Town _town;
    private Guid _case;
    private PassageMessage _passage;

    [SetUp]
    public async Task MakeAReadyCase()
    {
        _town = await Town.Start();
        var edge = await _town.Edge();
        _passage = A.Passage(A.Van);
        await edge.Send(edge.Next(_passage));
        await Eventually.Become(() => edge.Commands.OfType<SendEvidence>().Any());
        await edge.Send(edge.Picture(_passage.Id, A.Overview), edge.Picture(_passage.Id, A.PlatePicture));
        await Eventually.Become(() => edge.Commands.OfType<DiscardEvidence>().Any());
        await using var db = _town.Open();
        _case = (await db.Cases.SingleAsync(c => c.State == CaseState.Ready)).Id;
    }

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task An_officer_takes_reads_approves_and_takes_back_and_the_audit_trail_tells()
    {
        var taken = await Desk(d => d.Take(_case, Boa, default));
        var wrong = await Desk(d => d.ReadBlind(_case, taken.Version, Boa, "V-56-KVI", default));
        var early = await Desk(d => d.Approve(_case, wrong.Version, Boa, new ApproveRequest("pedestrian-zone", Complete), default));
        Assert.That(early.Refusal, Is.TypeOf<PlateNotRead>(), "a read that differs is no read");
        var read = await Desk(d => d.ReadBlind(_case, wrong.Version, Boa, "V-56-KVT", default));
        var approved = await Desk(d => d.Approve(_case, read.Version, Boa, new ApproveRequest("pedestrian-zone", Complete), default));
        Assert.That((approved.Refusal, approved.State), Is.EqualTo(((Refusal?)null, (CaseState?)CaseState.Approved)));
        var undone = await Desk(d => d.Undo(_case, approved.Version, Boa, "Second thoughts.", default));
        Assert.That(undone.State, Is.EqualTo(CaseState.Ready));
        await using var db = _town.Open();
        var actions = await db.Audit.Where(e => e.ActorId == Boa.Actor.UserId).OrderBy(e => e.Number).Select(e => e.Action).ToListAsync();
        Assert.That(actions, Is.EqualTo(new[] { "case.read-blind", "case.read-blind", "case.approve", "case.undo" }));
        Assert.That(await AuditTrail.FirstFault(db, default), Is.Null);
        Assert.That(await CaseFile.FirstFault(db, _case, default), Is.Null);
    }

    [Test]
    public async Task Both_readers_are_counted_once_beside_the_plate_that_an_officer_confirmed()
    {
        var taken = await Desk(d => d.Take(_case, Boa, default));
        var read = await Desk(d => d.ReadBlind(_case, taken.Version, Boa, "V-56-KVT", default));
        Assert.That(await Truth(), Is.Null, "typing alone confirms nothing: it may be a slip of the hand");
        var approved = await Desk(d => d.Approve(_case, read.Version, Boa, new ApproveRequest("pedestrian-zone", Complete), default));
        var undone = await Desk(d => d.Undo(_case, approved.Version, Boa, "Second thoughts.", default));
        await Desk(d => d.Approve(_case, undone.Version, Boa, new ApproveRequest("pedestrian-zone", Complete), default));
        Assert.That(await Truth(), Is.EqualTo(new ReadTruth(Confirmed: 1, ReaderRight: 1, SecondTried: 1, SecondRight: 1, BothWrong: 0)));
    }

    [Test]
    public async Task A_corrected_plate_counts_against_the_readers_that_had_another()
    {
        var taken = await Desk(d => d.Take(_case, Boa, default));
        var resident = await ResidentPlate();
        await Desk(d => d.CorrectPlate(_case, taken.Version, Boa, resident, "The first letter is another.", default));
        Assert.That(await Truth(), Is.EqualTo(new ReadTruth(Confirmed: 1, ReaderRight: 0, SecondTried: 1, SecondRight: 0, BothWrong: 1)));
    }

    [Test]
    public async Task Two_officers_cannot_decide_the_same_case()
    {
        var taken = await Desk(d => d.Take(_case, Boa, default));
        Assert.That((await Desk(d => d.Take(_case, Colleague, default))).Refusal, Is.TypeOf<TakenByColleague>());
        Assert.That((await Desk(d => d.Reject(_case, taken.Version, Colleague, "carried", null, default))).Refusal, Is.TypeOf<TakenByColleague>());
        _town.Clock.Advance(Duration.FromMinutes(16));
        var late = await Desk(d => d.Take(_case, Colleague, default));
        Assert.That(late.Refusal, Is.Null, "a lock ends by itself");
        Assert.That((await Desk(d => d.Release(_case, Colleague, default))).Refusal, Is.Null);
        var rejected = await Desk(d => d.Reject(_case, taken.Version, Boa, "carried", null, default));
        Assert.That(rejected.Refusal, Is.TypeOf<ChangedMeanwhile>(), "his page is older than what happened since");
    }

    [Test]
    public async Task A_case_corrected_to_a_plate_with_an_exemption_lapses()
    {
        var resident = await ResidentPlate();
        var read = await Desk(d => d.Take(_case, Boa, default));
        var corrected = await Desk(d => d.CorrectPlate(_case, read.Version, Boa, resident, "The first letter is another.", default));
        Assert.That(corrected.State, Is.EqualTo(CaseState.Lapsed));
    }

    [Test]
    public async Task The_case_in_clear_shows_its_grounds_and_every_look_is_recorded_with_its_purpose()
    {
        await using var scope = Scope();
        var view = await scope.ServiceProvider.GetRequiredService<CaseLibrary>().Look(_case, Boa.Actor, "review", default);
        Assert.That(view!.Case.MachinePlate, Is.EqualTo(A.Van));
        Assert.That(view.Act.Message.Id, Is.EqualTo(_passage.Id));
        Assert.That((view.Act.Verdict.Vehicle!.Brand, view.Act.Verdict.PolicyVersion), Is.EqualTo(("FORD", view.Document!.Version.ToString())));
        Assert.That(view.Completeness.Missing, Is.Empty);
        var picture = await scope.ServiceProvider.GetRequiredService<EvidenceStore>().Open(view.Pictures[0].Id, default);
        Assert.That(picture!.Content, Is.EqualTo(A.Overview));
        await using var db = _town.Open();
        Assert.That((await db.Audit.OrderBy(e => e.Number).LastAsync()), Has.Property("Action").EqualTo("case.look").And.Property("Reason").EqualTo("review"));
    }

    [Test]
    public async Task An_erased_case_is_unreadable_and_its_bytes_hold_no_plate()
    {
        await using (var scope = Scope())
            Assert.That(await scope.ServiceProvider.GetRequiredService<CaseErasure>().Erase(_case, Boa.Actor, "five years", default), Is.True);
        await using (var scope = Scope())
        {
            Assert.That(await scope.ServiceProvider.GetRequiredService<CaseLibrary>().Look(_case, Boa.Actor, "review", default), Is.Null);
            Assert.That(await scope.ServiceProvider.GetRequiredService<CaseLibrary>().OfPlate(A.Van, Boa.Actor, "review", default), Is.Empty);
            Assert.That((await Desk(d => d.Take(_case, Boa, default))).Refusal, Is.Null);
            Assert.That((await Desk(d => d.ReadBlind(_case, 0, Boa, "V-56-KVT", default))).Refusal, Is.TypeOf<CaseNotFound>());
        }

        await using var db = _town.Open();
        Assert.That(await db.PictureContents.AnyAsync(), Is.False);
        Assert.That(await CaseFile.FirstFault(db, _case, default), Is.Null, "the chain covers the ciphertext and stays whole");
        // Everything but the register's own copy of the list.
        var texts = await db.CaseEvents.Select(e => e.Sealed).ToListAsync();
        texts.AddRange(await db.CasePassages.Select(p => p.Sealed).ToListAsync());
        Assert.That(texts.Where(t => System.Text.Encoding.Latin1.GetString(t).Contains(A.Van, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_changed_event_is_found()
    {
        await using var db = _town.Open();
        byte[] other = [1, 2, 3];
        await db.CaseEvents.Where(e => e.CaseId == _case && e.Number == 2).ExecuteUpdateAsync(e => e.SetProperty(x => x.Sealed, other));
        Assert.That(await CaseFile.FirstFault(db, _case, default), Is.EqualTo(2));
    }

    [Test]
    public async Task A_judged_passage_judged_again_with_what_was_known_then_gives_the_same()
    {
        await using var db = _town.Open();
        var file = await CaseFile.Open(db, _town.Get<Vault>(), _case, default);
        var row = await db.CasePassages.SingleAsync();
        var stored = StoredJson.Read<Central.Features.Matching.JudgedPassage>(file!.Cipher.Open(row.Sealed, $"passage:{row.Id}"));
        await db.Exemptions.ExecuteDeleteAsync();
        await db.Register.ExecuteDeleteAsync();
        await _town.Get<Central.Features.Matching.FactsLoader>().Reload(Town.Assen, default);
        var again = _town.Get<Central.Features.Matching.Rejudging>().AsKnownThen(stored, Town.Assen);
        Assert.That(again.Verdict.ToString(), Is.EqualTo($"{stored.Verdict.Verdict}/{stored.Verdict.Reason} {stored.Verdict.Offence}"));
        Assert.That(again.Verdict.Policy.ToString(), Is.EqualTo(stored.Verdict.PolicyVersion));
        Assert.That(again.Vehicle!.Brand, Is.EqualTo("FORD"));
    }

    private async Task<ReadTruth?> Truth()
    {
        await using var db = _town.Open();
        return (await ReadTruth.ByCamera(db, default)).Values.SingleOrDefault();
    }

    private AsyncServiceScope Scope() => _town.Get<IServiceScopeFactory>().CreateAsyncScope();

    private async Task<ReviewOutcome> Desk(Func<ReviewDesk, Task<ReviewOutcome>> act)
    {
        await using var scope = Scope();
        return await act(scope.ServiceProvider.GetRequiredService<ReviewDesk>());
    }

    private async Task<string> ResidentPlate()
    {
        await using var db = _town.Open();
        return await db.Exemptions.Where(e => e.Kind == "resident-own-parking").Select(e => e.Plate).FirstAsync();
    }
}
