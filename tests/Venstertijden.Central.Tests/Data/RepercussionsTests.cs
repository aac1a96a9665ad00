using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Central.Tests.Features.Readiness;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using static Venstertijden.Central.Tests.Features.Readiness.CasesOnPapers;

namespace Venstertijden.Central.Tests.Data;

/// <summary>A withdrawal, or an inspection that finds a fault, reaches every case that was made under it, sent ones too, and no other.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.Postgresql)]
[TestFixture(DatabaseProvider.Sqlserver)]
public class RepercussionsTests(DatabaseProvider provider)
{
    private static readonly LocalDate SinceFebruary = new(2026, 2, 1);

    private CasesOnPapers _there;
    private Guid _ready, _approved, _sent, _elsewhere, _before;

    [SetUp]
    public async Task CasesInEveryState()
    {
        _there = await CasesOnPapers.Start(provider);
        _ready = (await _there.Case(A.Van))!.Value;
        _approved = (await _there.Case(A.Van, state: CaseState.Approved))!.Value;
        _sent = (await _there.Case(A.Van, state: CaseState.Accepted))!.Value;
        _elsewhere = (await _there.Case(A.Van, Marktstraat))!.Value;
        _before = (await _there.Case(A.Van, seen: Instant.FromUtc(2026, 1, 31, 5, 46)))!.Value;
    }

    [TearDown]
    public async Task StopEngine()
    {
        if (_there is not null)
            await _there.DisposeAsync();
    }

    [Test]
    public async Task A_withdrawn_approval_ends_what_was_not_sent_and_proposes_withdrawal_of_what_was()
    {
        await Withdraw();
        await _there.Repercussions.Run(Town.Assen, default);
        Assert.That((await _there.StateOf(_ready), await _there.StateOf(_approved), await _there.StateOf(_sent)), Is.EqualTo((CaseState.Lapsed, CaseState.Lapsed, CaseState.Accepted)));
        Assert.That((await _there.StateOf(_elsewhere), await _there.StateOf(_before)), Is.EqualTo((CaseState.Ready, CaseState.Ready)), "another camera, and the day before");
        var late = await _there.Late();
        Assert.That(late.ToDictionary(l => l.CaseId, l => (l.Effect, l.Status, l.After, l.Causes)), Is.EquivalentTo(new Dictionary<Guid, (LateEffect, LateStatus, string, string)>
        {
            [_ready] = (LateEffect.Lapses, LateStatus.Applied, "not-enforceable camera-not-ready pedestrian-zone", "papers"),
            [_approved] = (LateEffect.Lapses, LateStatus.Applied, "not-enforceable camera-not-ready pedestrian-zone", "papers"),
            [_sent] = (LateEffect.ProposesWithdrawal, LateStatus.Open, "not-enforceable camera-not-ready pedestrian-zone", "papers"),
        }));
        await using var db = _there.Open();
        var file = await CaseFile.Open(db, _there.Vault, _ready, default);
        Assert.That(((CaseLapsed)file!.Events[^1]).ReasonCode, Is.EqualTo("papers"));
        Assert.That(await db.Audit.CountAsync(a => a.Action == "case.late-truth"), Is.EqualTo(3));
        Assert.That(await AuditTrail.FirstFault(db, default), Is.Null);
    }

    [Test]
    public async Task The_preview_shows_the_list_and_only_that_list_can_be_confirmed()
    {
        var approval = await _there.Approval(Kerkstraat);
        await using var db = _there.Open();
        var desk = _there.Desk(db);
        var preview = await desk.Preview(approval.Id, SinceFebruary, default);
        Assert.That(preview!.Select(t => (t.Id, t.Effect)), Is.EquivalentTo(new[] { (_ready, LateEffect.Lapses), (_approved, LateEffect.Lapses), (_sent, LateEffect.ProposesWithdrawal) }));
        Assert.That(preview!.Select(t => t.Lacks.Code()), Is.All.EqualTo("approval-withdrawn"));
        await _there.Case(A.Van);
        var refused = await desk.Withdraw(approval.Id, SinceFebruary, "brief van het OM", TouchedCase.MarkOf(preview!), Noor, default);
        Assert.That((refused.Paper, refused.Faults.Single().Code, refused.Touched.Count), Is.EqualTo(((Paper?)null, "changed", 4)), "a case more since");
        Assert.That((await desk.Withdraw(approval.Id, SinceFebruary, "", TouchedCase.MarkOf(refused.Touched), Noor, default)).Faults.Single(), Is.EqualTo(new PaperFault("Why", "missing")));
        Assert.That((await desk.Withdraw(approval.Id, SinceFebruary, "brief van het OM", TouchedCase.MarkOf(refused.Touched), Noor, default)).Paper, Is.Not.Null);
        Assert.That((await desk.Withdraw(approval.Id, SinceFebruary, "nog eens", null, Noor, default)).Faults.Single().Code, Is.EqualTo("gone"));
    }

    [Test]
    public async Task What_one_withdrawal_took_the_ground_from_is_not_shown_as_touched_by_the_next()
    {
        await Withdraw();
        await _there.Repercussions.Run(Town.Assen, default);
        await using var db = _there.Open();
        var signs = await db.Papers.AsNoTracking().SingleAsync(p => p.Kind == PaperKind.SignSet && p.Camera == Kerkstraat && p.Regime == Regime.PedestrianZone);
        var touched = await _there.Desk(db).Preview(signs.Id, new LocalDate(2026, 1, 1), default);
        Assert.That(touched!.Select(t => t.Id), Is.EqualTo(new[] { _before }), "the sent one was proposed already");
    }

    [Test]
    public async Task Stopped_half_way_it_goes_on_and_nothing_is_done_twice()
    {
        await Withdraw();
        await _there.Recheck.ByPapers(Town.Assen, _ready, default);
        var first = await _there.Late();
        Assert.That(first.Select(l => l.CaseId), Is.EqualTo(new[] { _ready }), "one was done when it stopped");
        await _there.Repercussions.Run(Town.Assen, default);
        _there.Clock.Advance(Duration.FromMinutes(5));
        await _there.Repercussions.Run(Town.Assen, default);
        await _there.Recheck.ByPapers(Town.Assen, _sent, default);
        Assert.That((await _there.Late()).Select(l => l.CaseId), Is.EquivalentTo(new[] { _ready, _approved, _sent }), "each once");
        await using var db = _there.Open();
        Assert.That(await db.PaperChanges.Select(c => c.FinishedAt).SingleAsync(), Is.Not.Null);
        Assert.That(await db.CaseEvents.CountAsync(e => e.CaseId == _ready && e.Kind == "case-lapsed"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_case_that_was_under_way_when_a_paper_was_withdrawn_is_found_by_the_second_look()
    {
        var known = _there.Facts.Latest(Town.Assen);
        await Withdraw();
        await _there.Repercussions.Run(Town.Assen, default);
        var late = (await _there.Case(A.Van, facts: known))!.Value;
        await _there.Repercussions.Run(Town.Assen, default);
        Assert.That(await _there.StateOf(late), Is.EqualTo(CaseState.Ready));
        _there.Clock.Advance(Duration.FromMinutes(5));
        await _there.Repercussions.Run(Town.Assen, default);
        Assert.That(await _there.StateOf(late), Is.EqualTo(CaseState.Lapsed));
    }

    [Test]
    public async Task What_the_lists_say_later_does_not_overtake_what_papers_took_away()
    {
        await Withdraw();
        await _there.Repercussions.Run(Town.Assen, default);
        await _there.Recheck.Run(Town.Assen, default);
        Assert.That((await _there.Late()).Single(l => l.CaseId == _sent).Status, Is.EqualTo(LateStatus.Open));
    }

    [Test]
    public async Task A_faulty_inspection_reopens_every_case_since_the_last_good_one()
    {
        await using var db = _there.Open();
        var desk = _there.Desk(db);
        var faulty = Request(PaperKind.SignInspection) with { DatedOn = new LocalDate(2026, 3, 2), Time = new LocalTime(6, 0), FoundFault = true, Fault = "G07z weg" };
        var touched = await desk.Preview(faulty, default);
        Assert.That(touched.Select(t => t.Id), Is.EquivalentTo(new[] { _ready, _approved, _sent }), "since 20 February");
        var asked = await desk.File(faulty, Pdf(), null, Noor, default);
        Assert.That((asked.Paper, asked.Faults.Single()), Is.EqualTo(((Paper?)null, new PaperFault("Seen", "confirm"))));
        Assert.That((await desk.File(faulty, Pdf(), TouchedCase.MarkOf(touched), Noor, default)).Paper, Is.Not.Null);
        await _there.Repercussions.Run(Town.Assen, default);
        Assert.That((await _there.StateOf(_ready), await _there.StateOf(_before), await _there.StateOf(_elsewhere)), Is.EqualTo((CaseState.Lapsed, CaseState.Ready, CaseState.Ready)));
    }

    [Test]
    public async Task From_the_moment_of_withdrawal_no_case_is_made_there_and_an_open_one_is_red()
    {
        await using var db = _there.Open();
        var library = new CaseLibrary(db, _there.Vault, AssenPolicies, _there.Clock);
        Assert.That((await library.Look(_ready, Noor, "test", default))!.Completeness.Missing, Has.None.StartsWith("paper."));
        await Withdraw();
        Assert.That(await _there.Case(A.Van), Is.Null);
        Assert.That(await _there.Case(A.Van, Marktstraat), Is.Not.Null);
        var view = await library.Look(_ready, Noor, "test", default);
        Assert.That(view!.Completeness.MissingFor("pedestrian-zone"), Is.SupersetOf(new[] { "paper.approval" }));
        Assert.That(view.Completeness.Lines.Single(l => l.Code == "paper.approval").Lacks, Is.EqualTo(new[] { "approval-withdrawn" }));
    }

    [Test]
    public async Task A_case_of_both_rules_keeps_the_one_whose_papers_stand()
    {
        var both = (await _there.Case(A.OldVan, state: CaseState.Settling))!.Value;
        await using (var db = _there.Open())
            Assert.That((await db.Cases.SingleAsync(c => c.Id == both)).Offence, Is.EqualTo("pedestrian-zone+zero-emission-zone"));
        await Withdraw();
        await _there.Repercussions.Run(Town.Assen, default);
        await using var after = _there.Open();
        var row = await after.Cases.SingleAsync(c => c.Id == both);
        Assert.That((row.Offence, row.State == CaseState.Lapsed), Is.EqualTo(("zero-emission-zone", false)));
    }

    private static Central.Features.Policies.LivePolicies AssenPolicies => Policy.Assen.AssenPolicies.All;

    private async Task Withdraw()
    {
        var approval = await _there.Approval(Kerkstraat);
        await using var db = _there.Open();
        var desk = _there.Desk(db);
        var touched = await desk.Preview(approval.Id, SinceFebruary, default);
        Assert.That((await desk.Withdraw(approval.Id, SinceFebruary, "brief van het OM", TouchedCase.MarkOf(touched!), Noor, default)).Paper, Is.Not.Null);
    }
}
