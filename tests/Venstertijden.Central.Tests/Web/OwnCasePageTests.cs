using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.OwnCase;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Who has a letter sees the one case of it, and an officer sees what he wrote.</summary>
public class OwnCasePageTests
{
    private static readonly Actor Boa = new(Guid.NewGuid(), "Jan de Vries", "officer");
    private WebUnderTest _web;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync(services: s => s.AddSingleton<IHolderAddresses, OneAddress>());
        await _web.SeedAsync();
    }

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task A_warning_letter_opens_its_case_with_what_happened_the_pictures_and_what_to_do_instead_of_paying()
    {
        var id = await new CaseSeed { Warned = true }.AddTo(_web);
        string code = await WarningCode(id);
        using var person = await Entered(id, code);
        var page = await person.Page("/mijn-zaak/inzien");
        string text = page.QuerySelector("main")!.TextContent;
        Assert.That(page.QuerySelector("#stands")!.TextContent, Does.Contain("waarschuwing, geen boete"));
        Assert.That(text, Does.Contain("Brink").And.Contain("VG-VD-12").And.Contain("ma-za 7-12 uur").And.Contain("Mag ik naar binnen?"));
        Assert.That(text, Does.Not.Contain("CJIB").And.Not.Contain("Jan de Vries").And.Not.Contain("A-1001"));
        var pictures = page.QuerySelectorAll(".own__picture img").Select(i => i.GetAttribute("src")!).ToList();
        Assert.That(pictures, Has.Count.EqualTo(2));
        foreach (string address in pictures)
            Assert.That((await person.Get(address)).Content.Headers.ContentType!.MediaType, Is.EqualTo("image/jpeg"));
        var pdf = await person.Get("/mijn-zaak/uitleg.pdf");
        Assert.That(pdf.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/pdf"));
        Assert.That(page.QuerySelector(".bar__nav"), Is.Null, "no account is signed in");
        await _web.InScope(async services =>
        {
            var looks = await services.GetRequiredService<CentralDb>().Audit.AsNoTracking().Where(a => a.Role == OwnCaseSession.Actor.Role).Select(a => a.Action).ToListAsync();
            Assert.That(looks, Does.Contain("own-case.enter").And.Contain("case.look"));
            Assert.That(looks.Count(a => a == "picture.look"), Is.GreaterThanOrEqualTo(2));
        });
    }

    [Test]
    public async Task A_sent_case_tells_where_to_pay_and_until_when_to_appeal_by_the_day_it_was_sent_and_in_english_too()
    {
        var id = await Sent(CaseState.Accepted);
        using var person = await Entered(id, await NewCode(id));
        string text = (await person.Page("/mijn-zaak/inzien")).QuerySelector("main")!.TextContent;
        Assert.That(text, Does.Contain("U hebt een boete gekregen").And.Contain("niet aan de gemeente").And.Contain("€\u00a0120,00").And.Contain("CJIB-1"));
        // Sent on 2 March 2026: six weeks later.
        Assert.That(text, Does.Contain("tot en met ma 13 apr 2026").And.Contain("Een reactie is geen beroep."));
        Assert.That(text, Does.Not.Contain("Jan de Vries"));
        Assert.That((await person.Page("/mijn-zaak/inzien?taal=en")).QuerySelector("main")!.TextContent, Does.Contain("You got a fine").And.Contain("up to and including Mon 13 Apr 2026"));
    }

    [Test]
    public async Task After_the_prosecutor_the_way_leads_to_court_counted_from_his_decision()
    {
        var id = await Sent(CaseState.AppealProsecutor);
        await Change(id, file => file.Append(new AppealDecided(_web.Clock.GetCurrentInstant(), Boa, "prosecutor", "upheld", new LocalDate(2026, 5, 4), "")));
        using var person = await Entered(id, await NewCode(id));
        Assert.That((await person.Page("/mijn-zaak/inzien")).QuerySelector("main")!.TextContent, Does.Contain("Naar de rechter gaan kan tot en met ma 15 jun 2026"));
    }

    [Test]
    public async Task A_wrong_number_and_a_wrong_code_get_the_same_answer_and_too_many_tries_wait()
    {
        var id = await Sent(CaseState.Accepted);
        string number = await NumberOf(id), code = await NewCode(id);
        using var visitor = new Visitor(_web);
        string wrongCode = await Answer(visitor, number, "3333-3333-3333"), wrongNumber = await Answer(visitor, "2026-999999", code);
        Assert.That((wrongCode, wrongNumber), Is.EqualTo((wrongNumber, wrongCode)));
        Assert.That(wrongCode, Does.Contain("horen niet bij elkaar"));
        for (int i = 0; i < 4; i++)
            await Answer(visitor, number, "4444-4444-4444");
        Assert.That(await Answer(visitor, number, code), Does.Contain("Wacht een kwartier"), "even the right code waits");
        _web.Clock.AdvanceMinutes(16);
        Assert.That((await Submit(visitor, number, code)).Headers.Location!.OriginalString, Is.EqualTo("/mijn-zaak/inzien"));
    }

    [Test]
    public async Task A_new_code_ends_the_old_one_and_every_session_under_it()
    {
        var id = await Sent(CaseState.Accepted);
        string old = await NewCode(id);
        using var person = await Entered(id, old);
        string code = await NewCode(id);
        Assert.That((await person.Get("/mijn-zaak/inzien")).Headers.Location!.OriginalString, Does.StartWith("/mijn-zaak"));
        using var again = new Visitor(_web);
        Assert.That(await Answer(again, await NumberOf(id), old), Does.Contain("horen niet bij elkaar"));
        (await Entered(id, code)).Dispose();
    }

    [Test]
    public async Task A_session_opens_its_own_case_alone_and_no_page_of_an_account()
    {
        var (mine, other) = (await Sent(CaseState.Accepted), await Sent(CaseState.Accepted));
        using var person = await Entered(mine, await NewCode(mine));
        Guid picture = default;
        await _web.InScope(async services => picture = await services.GetRequiredService<CentralDb>().Pictures.Where(p => p.CaseId == other).Select(p => p.Id).FirstAsync());
        Assert.That((await person.Get($"/mijn-zaak/beeld/{picture}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        foreach (string address in (string[])["/", "/werkvoorraad", $"/zaak/{mine}", $"/zaak/{mine}/beeld/{picture}", "/mijn-voertuigen"])
            Assert.That((await person.Get(address)).Headers.Location?.AbsolutePath, Is.EqualTo(IdentityFeature.SignInPath), address);
    }

    [Test]
    public async Task A_comment_comes_into_the_case_is_seen_back_and_waits_until_an_officer_says_that_he_read_it()
    {
        var id = await Sent(CaseState.Accepted);
        using var person = await Entered(id, await NewCode(id));
        var empty = await Visitor.Read(await person.Submit("/mijn-zaak/inzien", "form:has(#Text)", new() { ["Text"] = "  " }));
        Assert.That(empty.QuerySelector("#Text-error")!.TextContent, Does.Contain("Schrijf eerst een reactie."));
        var tooLong = await Visitor.Read(await person.Submit("/mijn-zaak/inzien", "form:has(#Text)", new() { ["Text"] = new string('a', 2_001) }));
        Assert.That((tooLong.QuerySelector("#Text-error")!.TextContent, tooLong.QuerySelector("#Text")!.TextContent.Trim().Length), Is.EqualTo(("Uw reactie is te lang. Hoogstens 2000 tekens.", 2_001)), "nothing typed is lost");
        await person.Submit("/mijn-zaak/inzien", "form:has(#Text)", new() { ["Text"] = "Het was de bus van de <b>buurman</b>." });
        Assert.That((await person.Page("/mijn-zaak/inzien")).QuerySelector(".own__text")!.TextContent, Is.EqualTo("Het was de bus van de <b>buurman</b>."));

        using var officer = await Visitor.Of(_web, Role.Officer);
        Assert.That((await officer.Page("/")).QuerySelector("a[href='/reacties']"), Is.Not.Null);
        Assert.That((await officer.Page($"/zaak/{id}")).QuerySelector("main")!.TextContent, Does.Contain("ongelezen reactie"));
        string address = (await officer.Page("/reacties")).QuerySelectorAll(".list__link").Select(a => a.GetAttribute("href")!).Single(a => a.Contains(id.ToString(), StringComparison.Ordinal)).Split('#')[0];
        Assert.That((await officer.Page(address)).QuerySelector(".own__text")!.TextContent, Does.Contain("buurman"));
        await officer.Submit(address, "form:has([name=Seen])", []);
        Assert.That((await officer.Page("/reacties")).QuerySelectorAll(".list__link").Select(a => a.GetAttribute("href")!), Has.None.Contains(id.ToString()));
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            Assert.That(await CaseFile.FirstFault(db, id, default), Is.Null);
            Assert.That((await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default))!.Case.State, Is.EqualTo(CaseState.Accepted), "a comment changes nothing");
        });
    }

    [Test]
    public async Task A_case_that_was_taken_back_or_erased_says_so_kindly_and_shows_nothing_more()
    {
        var withdrawn = await Sent(CaseState.Accepted);
        string code = await NewCode(withdrawn);
        await Change(withdrawn, file =>
        {
            file.Append(new WithdrawalRequested(_web.Clock.GetCurrentInstant(), Boa, "bord weg", null));
            file.Append(new CaseWithdrawn(_web.Clock.GetCurrentInstant(), Boa, "OM-1"));
        });
        using var person = await Entered(withdrawn, code);
        var page = await person.Page("/mijn-zaak/inzien");
        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("Uw boete is ingetrokken").And.Contain("geld terug"));
        Assert.That(page.QuerySelectorAll("main img, main form:has(#Text)"), Is.Empty);
        await _web.InScope(services => services.GetRequiredService<CaseErasure>().Erase(withdrawn, Boa, "term", default));
        Assert.That((await person.Page("/mijn-zaak/inzien")).QuerySelector("main")!.TextContent, Does.Contain("gewist").And.Not.Contain("VG-VD-12"));
    }

    [Test]
    public async Task An_officer_gets_no_code_for_a_case_of_which_the_person_knows_nothing_yet()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        var page = await officer.Page($"/zaak/{id}/betrokkene");
        Assert.That(page.QuerySelector("form[action*=Code]"), Is.Null);
        await _web.InScope(async services => Assert.That(await services.GetRequiredService<OwnCaseDesk>().NewCode(id, Boa, default), Is.Null));
    }

    [Test]
    public async Task An_officer_sees_a_new_code_once_and_it_is_on_record()
    {
        var id = await Sent(CaseState.Accepted);
        using var officer = await Visitor.Of(_web, Role.Officer);
        await officer.Submit($"/zaak/{id}/betrokkene", "form[action*=Code]", []);
        string code = (await officer.Page($"/zaak/{id}/betrokkene")).QuerySelector(".own__code code")!.TextContent;
        Assert.That((await officer.Page($"/zaak/{id}/betrokkene")).QuerySelector(".own__code"), Is.Null);
        (await Entered(id, code)).Dispose();
        string number = await NumberOf(id);
        await _web.InScope(async services => Assert.That(
            await services.GetRequiredService<CentralDb>().Audit.AsNoTracking().Where(a => a.Action == "own-case.code" && a.Subject == $"case:{number}").Select(a => a.Actor).SingleAsync(), Is.EqualTo("Jan de Vries")));
    }

    private async Task<Guid> Sent(CaseState state)
    {
        var id = await new CaseSeed().AddTo(_web);
        await SentCases.Approve(_web, id);
        await SentCases.MarkSent(_web, id, state);
        return id;
    }

    private Task Change(Guid id, Action<CaseFile> change) => _web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        change((await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default))!);
        await db.SaveChangesAsync();
    });

    private async Task<string> NewCode(Guid id)
    {
        string code = "";
        await _web.InScope(async services => code = (await services.GetRequiredService<OwnCaseDesk>().NewCode(id, Boa, default))!);
        return code;
    }

    /// <summary>The code as it stands in a warning letter.</summary>
    private async Task<string> WarningCode(Guid id)
    {
        string code = "";
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var file = (await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default))!;
            var values = services.GetRequiredService<LetterValues>().Of(await services.GetRequiredService<CaseLibrary>().View(file, default), new HolderAddress("J. Voorbeeld", ["Voorbeeldstraat 1"]), _web.Clock.GetCurrentInstant());
            values["periode_tot"] = "31 maart 2026";
            var desk = services.GetRequiredService<LetterDesk>();
            await desk.Add(file, LetterKind.Warning, values, Guid.NewGuid(), null, Boa, default);
            await db.SaveChangesAsync();
            Assert.That(await db.OwnCaseKeys.CountAsync(k => k.CaseId == id), Is.EqualTo(1), "the shipped letter made a code");
            // A second letter, of which the text can be read before it is a PDF.
            var shipped = (await services.GetRequiredService<LetterTemplates>().Ready(LetterKind.Warning, default)).Template;
            var filled = await desk.WithCode(file, shipped, values, Boa, default);
            await db.SaveChangesAsync();
            code = filled[LetterFields.Code];
            Assert.That(shipped.Fill(filled, "").Parts.OfType<SheetText>().Select(t => t.Text), Has.Some.Contains($"code **{code}**"));
        });
        return code;
    }

    private async Task<string> NumberOf(Guid id)
    {
        string number = "";
        await _web.InScope(async services => number = await services.GetRequiredService<CentralDb>().Cases.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());
        return number;
    }

    private async Task<Visitor> Entered(Guid id, string code)
    {
        var visitor = new Visitor(_web);
        var answer = await Submit(visitor, await NumberOf(id), code);
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/mijn-zaak/inzien"), await answer.Content.ReadAsStringAsync());
        return visitor;
    }

    private static Task<HttpResponseMessage> Submit(Visitor visitor, string number, string code) =>
        visitor.Submit("/mijn-zaak", "form.sheet", new() { ["Number"] = number, ["Code"] = code });

    private static async Task<string> Answer(Visitor visitor, string number, string code) =>
        (await Visitor.Read(await Submit(visitor, number, code))).QuerySelector("[role=alert]")!.TextContent.Trim();

    private sealed class OneAddress : IHolderAddresses
    {
        public bool IsThere => true;

        public Task<HolderAddress?> Find(string plate, LocalDate on, CancellationToken ct) => Task.FromResult<HolderAddress?>(new HolderAddress("J. Voorbeeld", ["Voorbeeldstraat 1"]));
    }
}
