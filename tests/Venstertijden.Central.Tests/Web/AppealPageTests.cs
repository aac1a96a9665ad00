using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Appeals;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Requests of prosecutor and judges, from receipt to outcome.</summary>
public class AppealPageTests
{
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
    public async Task A_request_moves_the_case_is_answered_in_the_officers_name_and_its_outcome_stands_with_the_case()
    {
        var id = await Sent();
        using var officer = await Visitor.Of(_web, TestPeople.ColleagueUserName);
        string address = await Entered(officer, "prosecutor");
        Assert.That((await EventsOf(id))[^1], Is.InstanceOf<AppealFiled>());
        var page = await officer.Page(address);
        string draft = page.QuerySelector(".letter")!.TextContent;
        Assert.That(draft, Does.Contain("OM-2026-4711").And.Contain("2026-000001").And.Contain("Feitcode R315a").And.Contain("27 februari 2026: alle borden aanwezig en leesbaar"));
        Assert.That(draft, Does.Contain("beoordeeld door mijn collega Jan de Vries").And.Contain("nummer A-1001").And.Contain("Ik, Fatima Bakker, buitengewoon opsporingsambtenaar met nummer A-1002"));
        var signed = await officer.Submit(address, "form:has(#Addition)", new() { ["Addition"] = "Op de foto staat niemand bij de achterdeur." }, at: address + "?handler=Sign");
        Assert.That(signed.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await signed.Content.ReadAsStringAsync());
        var letter = (LetterMade)(await EventsOf(id))[^1];
        var pdf = await officer.Get($"/brieven/brief/{letter.Letter}.pdf");
        Assert.That((letter.LetterKind, Signing.Hash(await pdf.Content.ReadAsByteArrayAsync())), Is.EqualTo(("statement", letter.Sha256)));
        await officer.Submit(address, "form[action*='handler=Decide']", new() { ["Outcome"] = "annulled", ["DecidedOn"] = "2026-03-02", ["Note"] = "bord niet te zien" });
        Assert.That((AppealDecided)(await EventsOf(id))[^1], Is.EqualTo(new AppealDecided(_web.Clock.GetCurrentInstant(), (await EventsOf(id))[^1].By, "prosecutor", "annulled", new LocalDate(2026, 3, 2), "bord niet te zien")));
        Assert.That(await StateOf(id), Is.EqualTo(CaseState.Annulled));
        var list = await officer.Page("/verzoeken");
        Assert.That(list.QuerySelector("h1")!.TextContent, Is.EqualTo("Op elk verzoek is geantwoord"));
        Assert.That(list.QuerySelector("[aria-labelledby=figures] tbody tr")!.TextContent, Does.Contain("officier van justitie"));
    }

    [TestCase("annulled", true, 1)]
    [TestCase("annulled", false, 0)]
    [TestCase("upheld", true, 0)]
    public async Task A_sanction_annulled_for_a_misread_plate_teaches_that_the_plate_is_mistaken_for_another(string outcome, bool misread, int pairs)
    {
        await Sent();
        using var officer = await Visitor.Of(_web, Role.Officer);
        string address = await Entered(officer, "prosecutor");
        Dictionary<string, string> fields = new() { ["Outcome"] = outcome, ["DecidedOn"] = "2026-03-02", ["Note"] = "het was een ander" };
        if (misread) fields["Misread"] = "true";
        await officer.Submit(address, "form[action*='handler=Decide']", fields);
        await _web.InScope(services =>
        {
            Assert.That(services.GetRequiredService<CentralDb>().LookAlikePairs.Count(), Is.EqualTo(pairs));
            return Task.CompletedTask;
        });
    }

    [Test]
    public async Task The_officer_who_decided_says_that_he_saw_it_himself()
    {
        await Sent(await IdOf("boa"));
        using var officer = await Visitor.Of(_web, Role.Officer);
        var page = await officer.Page(await Entered(officer, "prosecutor"));
        Assert.That(page.QuerySelector(".letter")!.TextContent, Does.Contain("Ik heb deze zaak zelf beoordeeld op 2 maart 2026."));
    }

    [Test]
    public async Task A_case_that_is_not_there_or_not_sent_is_refused_at_its_field_and_nothing_typed_is_lost()
    {
        await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        var unsent = await Visitor.Read(await Enter(officer, "2026-000001", "prosecutor"));
        Assert.That(unsent.QuerySelector("#zaak-error")!.TextContent, Does.StartWith("Deze zaak staat niet waar dit kan volgen."));
        Assert.That(unsent.QuerySelector("#Reference")!.GetAttribute("value"), Is.EqualTo("OM-2026-4711"));
        var unknown = await Visitor.Read(await Enter(officer, "2026-999999", "court"));
        Assert.That(unknown.QuerySelector("#zaak-error")!.TextContent, Does.StartWith("Er is geen zaak met dit nummer"));
        var empty = await Visitor.Read(await officer.Submit("/verzoeken/nieuw", "main form", new() { ["zaak"] = "2026-000001", ["DueOn"] = "gisteren" }));
        Assert.That((empty.QuerySelector("#Stage-error")!.TextContent, empty.QuerySelector("#DueOn-error")!.TextContent), Is.EqualTo(("Vul dit in.", "Vul een datum in.")));
    }

    [Test]
    public async Task What_is_late_stands_on_top_and_a_day_of_hearings_is_printed_as_one()
    {
        await Sent();
        using var officer = await Visitor.Of(_web, Role.Officer);
        string address = await Entered(officer, "prosecutor", hearing: "2026-04-20");
        Assert.That((await officer.Page("/")).Body!.TextContent, Does.Contain("verzoek wacht op uw antwoord"));
        _web.Clock.Reset(Instant.FromUtc(2026, 4, 1, 10, 0));
        var page = await officer.Page("/verzoeken");
        Assert.That(page.QuerySelector(".notice")!.TextContent, Does.Contain("Van één verzoek is de termijn voorbij."));
        Assert.That(page.QuerySelector("[aria-labelledby=hearings]")!.TextContent, Does.Contain("1 zonder proces-verbaal"));
        await officer.Submit(address, "form:has(#Addition)", new() { ["Addition"] = "" }, at: address + "?handler=Sign");
        var print = await officer.Get("/verzoeken/zitting/2026-04-20.pdf");
        using var read = PdfSharp.Pdf.IO.PdfReader.Open(new MemoryStream(await print.Content.ReadAsByteArrayAsync()), PdfSharp.Pdf.IO.PdfDocumentOpenMode.Import);
        Assert.That(read.PageCount, Is.GreaterThanOrEqualTo(2), "a list in front, then the statements");
        Assert.That((await officer.Get("/verzoeken/zitting/2026-04-21.pdf")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        string csv = await (await officer.Get("/verzoeken/lijst.csv")).Content.ReadAsStringAsync();
        Assert.That(csv.Split('\n')[1], Is.EqualTo("2026-000001,prosecutor,OM-2026-4711,2026-03-02,2026-03-16,2026-04-20,Jan de Vries,,"));
    }

    [Test]
    public void A_case_goes_from_prosecutor_to_court_to_high_court_and_no_other_way()
    {
        Assert.That(AppealMoves.MayEnter(CaseState.Accepted, AppealStage.Prosecutor), Is.True);
        Assert.That(AppealMoves.MayEnter(CaseState.Accepted, AppealStage.Court), Is.False);
        Assert.That(AppealMoves.MayEnter(CaseState.Upheld, AppealStage.Court), Is.True);
        Assert.That(AppealMoves.MayEnter(CaseState.AppealCourt, AppealStage.HighCourt), Is.True);
        Assert.That(AppealMoves.MayEnter(CaseState.Annulled, AppealStage.Court), Is.False);
    }

    private static async Task<string> Entered(Visitor officer, string stage, string hearing = "")
    {
        var answer = await Enter(officer, "2026-000001", stage, hearing);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    private static Task<HttpResponseMessage> Enter(Visitor officer, string number, string stage, string hearing = "") => officer.Submit(
        "/verzoeken/nieuw", "main form", new() { ["zaak"] = number, ["Stage"] = stage, ["Reference"] = "OM-2026-4711", ["ReceivedOn"] = "2026-03-02", ["DueOn"] = "2026-03-16", ["HearingOn"] = hearing });

    private async Task<Guid> Sent(Guid? officer = null)
    {
        var id = await new CaseSeed().AddTo(_web);
        await SentCases.Approve(_web, id, officer);
        await SentCases.MarkSent(_web, id, CaseState.Accepted);
        return id;
    }

    private async Task<Guid> IdOf(string userName)
    {
        Guid id = default;
        await _web.InScope(services =>
        {
            id = services.GetRequiredService<CentralDb>().Users.Single(u => u.UserName == userName).Id;
            return Task.CompletedTask;
        });
        return id;
    }

    private async Task<CaseState> StateOf(Guid id)
    {
        CaseState state = default;
        await _web.InScope(services =>
        {
            state = services.GetRequiredService<CentralDb>().Cases.Single(c => c.Id == id).State;
            return Task.CompletedTask;
        });
        return state;
    }

    private async Task<IReadOnlyList<CaseEvent>> EventsOf(Guid id)
    {
        IReadOnlyList<CaseEvent> events = [];
        await _web.InScope(async services => events = (await CaseFile.Open(services.GetRequiredService<CentralDb>(), services.GetRequiredService<Vault>(), id, default))!.Events);
        return events;
    }
}
