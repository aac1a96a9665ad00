using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Annulments;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Features.Delivery;

/// <summary>What the fining body answers: taken in whole lines, once, and what contradicts is told.</summary>
public class AnswerTests
{
    private TownThatDelivers _town;
    private Guid _first;
    private Guid _second;
    private string _batch;
    private (string First, string Second) _numbers;

    [SetUp]
    public async Task SendTwoCases()
    {
        _town = await TownThatDelivers.Start();
        _first = await Approved.AddTo(_town.Web, new CaseSeed());
        _second = await Approved.AddTo(_town.Web, new CaseSeed { Plate = "VNSB91" });
        _batch = await _town.Make();
        _numbers = (await _town.NumberOf(_first), await _town.NumberOf(_second));
        await _town.Round(_town.Folder);
    }

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task Accepted_and_refused_reach_their_cases_and_the_totals_reconcile()
    {
        _town.Answer("return-1.xml", Return($"""{Accepted(_numbers.First)}<refused case="{_numbers.Second}" code="K04">kenteken geschorst</refused>"""));
        await _town.Round(_town.Folder);
        Assert.That((await _town.StateOf(_first), await _town.StateOf(_second)), Is.EqualTo((CaseState.Accepted, CaseState.Refused)));
        Assert.That((await _town.Ask(db => db.Cases.SingleAsync(c => c.Id == _first))).SentOn, Is.EqualTo(new LocalDate(2026, 3, 5)));
        var summary = await _town.Ask(db => new DeliveryList(db).Batch(_batch, default));
        Assert.That((summary!.Batch.State, summary.Accepted, summary.Refused, summary.Open), Is.EqualTo((BatchState.Answered, 1, 1, 0)));
        Assert.That(Directory.GetFiles(_town.Out), Is.Empty);
        Assert.That(Directory.GetFiles(Path.Combine(_town.Out, "taken-in")).Select(f => Path.GetFileName(f)), Is.EqualTo(new[] { "return-1.xml" }));
    }

    [Test]
    public async Task The_same_file_twice_and_the_same_answer_in_another_file_change_nothing()
    {
        string xml = Return(Accepted(_numbers.First));
        await _town.Take(xml);
        await _town.Take(xml);
        var other = await _town.Take(Return(Accepted(_numbers.First), "R-2"));
        Assert.That((other.IsTakenIn, other.Applied, other.Problems), Is.EqualTo((true, 0, "")));
        Assert.That(await _town.Ask(db => db.CaseEvents.CountAsync(e => e.CaseId == _first && e.Kind == "case-accepted")), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_answer_later_is_told_and_changes_nothing()
    {
        await _town.Take(Return(Accepted(_numbers.First)));
        var other = await _town.Take(Return($"""<refused case="{_numbers.First}" code="K04"/>""", "R-2"));
        Assert.That(other.Problems, Is.EqualTo($"{_numbers.First}: answered before as accepted"));
        Assert.That(await _town.StateOf(_first), Is.EqualTo(CaseState.Accepted));
        var sameId = await _town.Take(Return(Accepted(_numbers.Second)));
        Assert.That((sameId.IsTakenIn, sameId.Problems), Is.EqualTo((false, "a file with id R-1 and other content was taken in before")));
    }

    [Test]
    public async Task A_line_about_a_stranger_is_told_and_the_others_are_taken_in()
    {
        var answer = await _town.Take(Return(Accepted("2026-999999") + Accepted(_numbers.Second)));
        Assert.That((answer.Applied, answer.Problems), Is.EqualTo((1, $"2026-999999: not in batch {_batch}")));
    }

    [TestCase("", "line")]
    [TestCase("<return", "line 1")]
    [TestCase("<other/>", "line 1, column 2")]
    [TestCase("""<return xmlns="urn:venstertijden:case-return:1" id="R" batch="B" at="2026-03-05T08:00:00Z"/>""", "batch")]
    [TestCase("""<!DOCTYPE x [<!ENTITY a "aaaa">]><return xmlns="urn:venstertijden:case-return:1">&a;</return>""", "DTD")]
    [TestCase("""<return xmlns="urn:venstertijden:case-return:1" id="R" batch="2026-000001" at="2026-03-05T08:00:00Z"><accepted case="2026-000001" number="1" sentOn="5 maart"/></return>""", "sentOn")]
    [TestCase("""<return xmlns="urn:venstertijden:case-return:1" id="R" batch="2026-777777" at="2026-03-05T08:00:00Z"><accepted case="2026-000001" number="1" sentOn="2026-03-05"/></return>""", "there is no batch 2026-777777")]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_line_and_changes_nothing(string xml, string says)
    {
        _town.Answer("bad.xml", xml);
        await _town.Round(_town.Folder);
        var answer = await _town.Ask(db => db.DeliveryAnswers.SingleAsync());
        Assert.That((answer.IsTakenIn, answer.Applied), Is.EqualTo((false, 0)));
        Assert.That(answer.Problems, Does.Contain(says));
        Assert.That(File.Exists(Path.Combine(_town.Out, "refused", "bad.xml")), Is.True);
        Assert.That(await _town.StateOf(_first), Is.EqualTo(CaseState.Exported));
    }

    [Test]
    public async Task Read_back_tells_what_the_fining_body_holds_otherwise_picture_by_picture()
    {
        var told = await _town.Ask(async db =>
        {
            var exported = await CaseFile.Open(db, _town.Web.Services.GetService(typeof(Vault)) as Vault ?? throw new InvalidOperationException(), _first, default);
            return CaseContent.Read(exported!.Events.OfType<CaseExported>().Single().Content);
        });
        string first = Held(_numbers.First, told, told.Pictures);
        var same = await _town.Take($"""<holding xmlns="urn:venstertijden:case-return:1" id="H-1" batch="{_batch}" at="2026-03-05T08:00:00Z">{first}</holding>""");
        Assert.That((same.Applied, same.Problems), Is.EqualTo((1, "")));
        string other = Held(_numbers.First, told with { Town = "Smilde", AmountCents = told.AmountCents + 900 }, [told.Pictures.First(), new string('0', 64)]);
        var differs = await _town.Take($"""<holding xmlns="urn:venstertijden:case-return:1" id="H-2" batch="{_batch}" at="2026-03-05T08:00:00Z">{other}</holding>""");
        Assert.That(differs.Problems, Is.EqualTo($"{_numbers.First}: held otherwise: amount;town;picture-missing;picture-strange"));
        Assert.That((await _town.Ask(db => new DeliveryList(db).Batch(_batch, default)))!.Differing, Is.EqualTo(1));
    }

    [Test]
    public async Task A_paid_case_is_closed_and_one_never_accepted_is_not()
    {
        await _town.Take(Return(Accepted(_numbers.First)));
        var answer = await _town.Take(Return($"""<final case="{_numbers.First}" outcome="paid"/><final case="{_numbers.Second}" outcome="final"/>""", "R-2"));
        Assert.That(answer.Problems, Is.EqualTo($"{_numbers.Second}: final, but the case is exported"));
        Assert.That((await _town.StateOf(_first), await _town.StateOf(_second)), Is.EqualTo((CaseState.Closed, CaseState.Exported)));
    }

    [Test]
    public async Task What_is_refused_while_it_is_asked_back_is_closed_and_the_request_needs_no_answer()
    {
        Guid annulment = Guid.CreateVersion7();
        await _town.Web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var now = _town.Web.Clock.GetCurrentInstant();
            db.Annulments.Add(new Annulment { Id = annulment, CaseNumber = _numbers.First, Why = "Het bord was weg.", Mark = "", ProposedAt = now, ProposedById = Guid.NewGuid(), ProposedBy = "Jan de Vries", ConfirmedAt = now, FinishedAt = now });
            db.AnnulmentCases.Add(new AnnulmentCase
            {
                AnnulmentId = annulment, CaseId = _first, CaseNumber = _numbers.First, FirstSeen = now, StateBefore = CaseState.Exported, Effect = AnnulmentEffect.AsksWithdrawal, Outcome = AnnulmentOutcome.Requested,
            });
            (await CaseFile.Open(db, services.GetRequiredService<Vault>(), _first, default))!.Append(new WithdrawalRequested(now, Actor.System("test"), "Het bord was weg.", annulment));
            await db.SaveChangesAsync();
        });
        await _town.Take(Return($"""<refused case="{_numbers.First}" code="K04"/>"""));
        var asked = await _town.Ask(db => db.AnnulmentCases.SingleAsync());
        Assert.That((await _town.StateOf(_first), asked.Outcome, asked.Note), Is.EqualTo((CaseState.Closed, AnnulmentOutcome.Lapsed, "K04")));
    }

    [Test]
    public async Task A_decision_sent_after_the_legal_last_day_is_told()
    {
        var answer = await _town.Take(Return($"""<accepted case="{_numbers.First}" number="1" sentOn="2026-07-03"/>"""));
        Assert.That(answer.Problems, Is.EqualTo($"{_numbers.First}: sent on 2026-07-03, after the legal last day"));
    }

    private static string Accepted(string number) => $"""<accepted case="{number}" number="1000 0000 0000 0001" sentOn="2026-03-05"/>""";

    private string Return(string lines, string id = "R-1") => TownThatDelivers.Return(_batch, lines, id);

    private static string Held(string number, ToldOfCase told, IEnumerable<string> pictures) => FormattableString.Invariant(
        $"""<case number="{number}" factCode="{told.FactCode}" amountEuro="{told.AmountCents / 100m:0.00}" plate="{told.Plate}" actLocal="{told.ActLocal}" street="{told.Street}" town="{told.Town}">{string.Concat(pictures.Select(p => $"<picture sha256=\"{p}\"/>"))}</case>""");
}
