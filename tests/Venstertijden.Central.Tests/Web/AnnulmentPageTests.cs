using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Annulments;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Taking cases back: one officer proposes, another confirms what he saw, then each case has its turn.</summary>
public class AnnulmentPageTests
{
    private const string Period = "/intrekken/nieuw?van=2026-03-02&tot=2026-03-02";
    private static readonly Actor Boa = new(Guid.NewGuid(), "Jan de Vries", "officer");

    private WebUnderTest _web = null!;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
    }

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task Two_officers_take_back_a_days_cases_unsent_ones_lapse_and_sent_ones_ask_for_withdrawal()
    {
        var unsent = await new CaseSeed().AddTo(_web);
        var sent = await Sent("VNSB91", CaseState.Accepted);
        var other = await Sent("AE123B", CaseState.Exported, TownAtWork.Kerkstraat);
        using var first = await Visitor.Of(_web, Role.Officer);
        using var second = await Visitor.Of(_web, TestPeople.ColleagueUserName);
        var preview = await first.Page(Period + "&camera=brink-noord");
        Assert.That(preview.QuerySelector("#found")!.TextContent, Is.EqualTo("2 zaken"));
        Assert.That(preview.QuerySelector("[aria-labelledby=found]")!.TextContent, Does.Contain("1 zijn nog niet verstuurd en vervallen. Voor 1 vraagt de gemeente om intrekking."));
        var proposed = await first.Submit(Period + "&camera=brink-noord", "main form[method=post]", new() { ["Why"] = "Het bord was weg." });
        Assert.That(proposed.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await proposed.Content.ReadAsStringAsync());
        string address = proposed.Headers.Location!.OriginalString;
        Assert.That((await first.Page(address)).QuerySelector("form[action*='handler=Confirm']"), Is.Null, "not alone");
        Assert.That((await second.Page("/")).Body!.TextContent, Does.Contain("voorstel tot intrekking wacht op een tweede boa"));
        await second.Submit(address, "form[action*='handler=Confirm']", []);
        Assert.That(await StateOf(sent), Is.EqualTo(CaseState.Accepted), "the round does it");
        await Round();
        Assert.That((await StateOf(unsent), await StateOf(sent), await StateOf(other)), Is.EqualTo((CaseState.Lapsed, CaseState.WithdrawalRequested, CaseState.Exported)));
        var page = await second.Page(address);
        Assert.That(page.QuerySelector("#became")!.ParentElement!.TextContent, Does.Contain("1 vervallen").And.Contain("1 intrekking gevraagd, nog geen antwoord"));
        Assert.That((await second.Page($"/zaak/{unsent}/uitleg")).Body!.TextContent, Does.Contain("Het bord was weg."));
    }

    [Test]
    public async Task A_list_that_changed_since_it_was_shown_must_be_seen_again()
    {
        var one = await new CaseSeed().AddTo(_web);
        var id = await Propose();
        await new CaseSeed { Plate = "VNSB91" }.AddTo(_web);
        using var second = await Visitor.Of(_web, TestPeople.ColleagueUserName);
        await second.Submit($"/intrekken/{id}", "form[action*='handler=Confirm']", []);
        var again = await second.Page($"/intrekken/{id}");
        Assert.That(again.QuerySelector("#told")!.TextContent, Does.Contain("De lijst is ondertussen veranderd."));
        Assert.That(again.QuerySelector("#found")!.TextContent, Is.EqualTo("2 zaken"));
        await Round();
        Assert.That(await StateOf(one), Is.EqualTo(CaseState.Ready), "nothing was confirmed");
        await second.Submit($"/intrekken/{id}", "form[action*='handler=Confirm']", []);
        await Round();
        Assert.That(await StateOf(one), Is.EqualTo(CaseState.Lapsed));
    }

    [Test]
    public async Task Who_proposed_cannot_confirm_himself_whatever_he_sends()
    {
        await new CaseSeed().AddTo(_web);
        var id = await Propose();
        await _web.InScope(async services =>
        {
            var desk = services.GetRequiredService<AnnulmentDesk>();
            string seen = (await desk.Find(id, default))!.Mark;
            Assert.That(await desk.Confirm(id, seen, Boa, default), Is.EqualTo(AnnulmentStep.NotAlone));
            Assert.That(await desk.Confirm(id, "another list", new Actor(Guid.NewGuid(), "B", "officer"), default), Is.EqualTo(AnnulmentStep.Changed));
        });
    }

    [Test]
    public async Task Stopped_half_way_it_goes_on_where_it_was_and_no_case_is_done_twice()
    {
        var (one, two) = (await Sent("VGVD12", CaseState.Accepted), await Sent("VNSB91", CaseState.Accepted));
        var id = await Confirmed();
        await _web.InScope(async services =>
        {
            // As a central leaves it that dies after the first case.
            var db = services.GetRequiredService<CentralDb>();
            var file = (await CaseFile.Open(db, services.GetRequiredService<Vault>(), one, default))!;
            file.Append(new WithdrawalRequested(_web.Clock.GetCurrentInstant(), Boa, "why", id));
            (await db.AnnulmentCases.FirstAsync(c => c.CaseId == one)).Outcome = AnnulmentOutcome.Requested;
            await db.SaveChangesAsync();
        });
        await Round();
        await Round();
        foreach (var each in new[] { one, two })
            Assert.That((await EventsOf(each)).Count(e => e is WithdrawalRequested), Is.EqualTo(1));
        await _web.InScope(async services => Assert.That((await services.GetRequiredService<AnnulmentDesk>().Find(id, default))!.FinishedAt, Is.Not.Null));
    }

    [Test]
    public async Task A_warning_that_was_closed_by_its_letter_is_nothing_to_take_back()
    {
        var warned = await new CaseSeed { Plate = "VNSB91" }.AddTo(_web);
        await Change(warned, (file, now) =>
        {
            file.Append(new WarningDecided(now, Boa, "A-1001", new Finding(true, true, true, true)));
            file.Append(new WarningCovered(now, Boa, "2026-000009"));
        });
        await _web.InScope(async services =>
        {
            var found = await services.GetRequiredService<AnnulmentFinder>().Find(Day, default);
            Assert.That(found, Is.Empty);
        });
    }

    [Test]
    public async Task The_refund_list_has_case_code_amount_and_day_and_each_answer_is_read_back()
    {
        var sent = await Sent("VGVD12", CaseState.Accepted);
        var id = await Confirmed();
        await Round();
        using var officer = await Visitor.Of(_web, Role.Officer);
        string[] csv = (await (await officer.Get($"/intrekken/{id}/terugbetalen.csv")).Content.ReadAsStringAsync()).Split('\n');
        Assert.That(csv[0], Is.EqualTo("case,fact_code,amount_euro,example,date_sent,state"));
        Assert.That(csv[1], Does.Match(@"^2026-000001,R315a,\d+\.\d\d,(true|false),(2026-03-02)?,requested$"));
        Assert.That((await officer.Page("/intrekken")).QuerySelector("h1")!.TextContent, Is.EqualTo("Eén verzoek om intrekking wacht op antwoord"));
        Assert.That((await officer.Page($"/intrekken/{id}")).QuerySelector("#letters")!.ParentElement!.TextContent, Does.Contain("1 brieven wachten"));
        var without = await Visitor.Read(await officer.Submit($"/intrekken/{id}", "form.answers", new() { ["Answered"] = sent.ToString() }));
        Assert.That(without.QuerySelector("#Note-error")!.TextContent, Is.EqualTo("Vul het kenmerk of de reden in."));
        await officer.Submit($"/intrekken/{id}", "form.answers", new() { ["Answered"] = sent.ToString(), ["Note"] = "OM-2026-17" });
        Assert.That(((CaseWithdrawn)(await EventsOf(sent))[^1]).Reference, Is.EqualTo("OM-2026-17"));
        Assert.That((await officer.Page("/intrekken")).QuerySelector("h1")!.TextContent, Is.EqualTo("Op elk verzoek om intrekking is een antwoord"));
    }

    [Test]
    public async Task Without_a_period_a_paper_or_a_case_nothing_is_looked_for()
    {
        using var officer = await Visitor.Of(_web, Role.Officer);
        Assert.That((await officer.Page("/intrekken/nieuw?camera=brink-noord")).QuerySelector("[role=alert]")!.TextContent, Does.Contain("Kies een eerste en een laatste dag"));
        Assert.That((await officer.Page("/intrekken/nieuw?van=2026-03-05&tot=2026-03-01")).QuerySelector("#tot-error")!.TextContent, Is.EqualTo("De laatste dag ligt voor de eerste."));
    }

    private static AnnulmentGround Day => new(null, null, null, null, null, new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 2));

    private async Task<Guid> Propose()
    {
        Guid id = default;
        await _web.InScope(async services =>
        {
            var found = await services.GetRequiredService<AnnulmentFinder>().Find(Day, default);
            (_, id) = await services.GetRequiredService<AnnulmentDesk>().Propose(Day, "Het bord was weg.", FoundCase.MarkOf(found), Boa, default);
        });
        return id;
    }

    private async Task<Guid> Confirmed()
    {
        var id = await Propose();
        await _web.InScope(async services =>
        {
            var desk = services.GetRequiredService<AnnulmentDesk>();
            Assert.That(await desk.Confirm(id, (await desk.Find(id, default))!.Mark, new Actor(Guid.NewGuid(), "Fatima Bakker", "officer"), default), Is.EqualTo(AnnulmentStep.Done));
        });
        return id;
    }

    private async Task Round() => await _web.Services.GetRequiredService<AnnulmentRound>().Run(WebUnderTest.Site, default);

    /// <summary>A case that was approved and left the house.</summary>
    private async Task<Guid> Sent(string plate, CaseState state, string camera = TownAtWork.Brink)
    {
        var id = await new CaseSeed { Plate = plate, Camera = camera }.AddTo(_web);
        await SentCases.Approve(_web, id);
        await SentCases.MarkSent(_web, id, state);
        return id;
    }

    private async Task Change(Guid id, Action<CaseFile, Instant> change) => await _web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        change((await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default))!, _web.Clock.GetCurrentInstant());
        await db.SaveChangesAsync();
    });

    private async Task<CaseState> StateOf(Guid id)
    {
        CaseState state = default;
        await _web.InScope(async services => state = (await services.GetRequiredService<CentralDb>().Cases.AsNoTracking().FirstAsync(c => c.Id == id)).State);
        return state;
    }

    private async Task<IReadOnlyList<CaseEvent>> EventsOf(Guid id)
    {
        IReadOnlyList<CaseEvent> events = [];
        await _web.InScope(async services => events = (await CaseFile.Open(services.GetRequiredService<CentralDb>(), services.GetRequiredService<Vault>(), id, default))!.Events);
        return events;
    }
}
