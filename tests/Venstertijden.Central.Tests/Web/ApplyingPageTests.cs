using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Applying;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>An exemption from the question which one fits to the moment it ends. Monday 2 March 2026, 13.04.</summary>
public class ApplyingPageTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\nbewijs");

    // An electric van: allowed in the evening with an exemption for emission-free carriers.
    private const string Van = "V-KKK-07";
    private static readonly Instant Evening = Instant.FromUtc(2026, 3, 2, 18, 30);

    private WebUnderTest _web;
    private Visitor _firm;
    private Visitor _official;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        _firm = await Visitor.Of(_web, Role.FirmOwner);
        _official = await Visitor.Of(_web, Role.PolicyStaff);
    }

    [TearDown]
    public async Task StopWeb()
    {
        _firm.Dispose();
        _official.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Two_questions_lead_to_the_form_and_the_zero_emission_zone_leads_to_the_national_desk()
    {
        Assert.That((await _firm.Page("/ontheffingen/nieuw")).QuerySelectorAll(".choices__one"), Has.Length.EqualTo(6));
        var kinds = await _firm.Page("/ontheffingen/nieuw?voor=zaak");
        Assert.That(kinds.QuerySelectorAll(".choices__one"), Has.Length.EqualTo(2));
        var form = await _firm.Page(kinds.QuerySelectorAll(".choices__one")[1].GetAttribute("href")!);
        Assert.That(form.QuerySelector(".gist")!.TextContent, Does.Contain("€ 60,00".Replace(' ', '\u00a0')).And.Contain("voorbeeld").And.Contain("uiterlijk ma 27 apr 2026").And.Contain("bewijs van uw parkeerplaats"));
        Assert.That((await _firm.Page("/ontheffingen/nieuw?voor=kaart")).QuerySelector("form"), Is.Not.Null, "one kind: nothing more to ask");
        var national = await _firm.Page("/ontheffingen/nieuw?voor=schoon");
        Assert.That(national.QuerySelector("main form"), Is.Null);
        Assert.That(national.QuerySelector("a[href='https://www.rdw.nl']"), Is.Not.Null);
    }

    [Test]
    public async Task A_decided_exemption_is_in_force_at_once_and_its_letter_says_how_to_object()
    {
        Assert.That(Verdict(Van), Is.Not.EqualTo(VerdictCode.Allowed));
        string address = await Applied(Van);
        var list = await _official.Page("/ontheffingen-beoordelen");
        Assert.That((list.QuerySelector("h1")!.TextContent, list.QuerySelector(".status")!.TextContent.Trim()), Is.EqualTo(("Eén aanvraag wacht op een besluit", "nog 56 dagen")));
        Assert.That((await _official.Page("/")).Body!.TextContent, Does.Contain("aanvraag voor een ontheffing wacht op een besluit"));
        string desk = list.QuerySelector(".rows__what")!.GetAttribute("href")!;
        var page = await _official.Page(desk);
        Assert.That(page.QuerySelectorAll(".checklist .status").Select(s => s.TextContent.Trim()), Is.EqualTo(new[] { "klopt", "klopt", "klopt" }));
        var paper = await _official.Get(page.QuerySelector("a[download]")!.GetAttribute("href")!);
        Assert.That(await paper.Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf));
        Assert.That(paper.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));

        var seen = await Visitor.Read(await _official.Submit(desk, ".decide__form", Term("2026-03-02", "2027-03-01", "Uw bus rijdt op stroom."), "button[value=grant]"));
        Assert.That(seen.QuerySelector(".letter")!.TextContent, Does.Contain("U krijgt de ontheffing").And.Contain("VK-KK-07").And.Contain("1 maart 2027").And.Contain("Uw bus rijdt op stroom.").And.Contain("13 april 2026"));
        Assert.That(Verdict(Van), Is.Not.EqualTo(VerdictCode.Allowed), "nothing happened yet");
        await _official.Submit(desk, ".decide__form", new(Term("2026-03-02", "2027-03-01", "Uw bus rijdt op stroom.")) { ["Choice"] = "grant-seen" });
        Assert.That(Verdict(Van), Is.EqualTo(VerdictCode.Allowed));
        var mine = await _firm.Page(address);
        Assert.That(mine.QuerySelector("h1")!.TextContent, Does.StartWith("U hebt de ontheffing"));
        var letter = await _firm.Get(mine.QuerySelectorAll("a[download]").Single(a => a.TextContent == "Besluit (PDF)").GetAttribute("href")!);
        Assert.That((await letter.Content.ReadAsByteArrayAsync())[..5], Is.EqualTo("%PDF-"u8.ToArray()));
        Assert.That((await _firm.Page("/ontheffingen")).QuerySelector("h1")!.TextContent, Is.EqualTo("U hebt één ontheffing"));
    }

    [Test]
    public async Task Another_vehicle_takes_the_exemption_over_at_once_and_the_old_one_stays_covered_until_then()
    {
        string address = await Granted(Van);
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 3, 5, 55));
        Assert.That(await (await _firm.Submit(address, "form[action*=Swap]", new() { ["NewPlate"] = "nee" })).Content.ReadAsStringAsync(), Does.Contain("Vul een Nederlands kenteken in"));
        await Register("VABC12", "N1", "Elektriciteit", "Z");
        await _firm.Submit(address, "form[action*=Swap]", new() { ["NewPlate"] = "v-abc-12" });
        var tonight = Instant.FromUtc(2026, 3, 3, 18, 30);
        Assert.That((Verdict("VABC12", tonight), Verdict(Van, tonight), Verdict(Van)), Is.EqualTo((VerdictCode.Allowed, VerdictCode.Suspected, VerdictCode.Allowed)));
        Assert.That((await _firm.Page(address)).QuerySelector(".whose")!.TextContent, Does.Contain("VA-BC-12"));
        await _firm.Submit(address, "form[action*=End]", []);
        Assert.That(Verdict("VABC12", tonight), Is.EqualTo(VerdictCode.Suspected));
        Assert.That((await _firm.Page(address)).Body!.TextContent, Does.Contain("Deze ontheffing geldt niet meer.").And.Contain("Beëindigd"));
    }

    [Test]
    public async Task Another_central_takes_a_granted_exemption_up_when_it_looks_and_not_twice()
    {
        var other = new FactsLoader(_web.Services.GetRequiredService<CentralDbs>(), _web.Services.GetRequiredService<Central.Features.Cases.Vault>());
        await other.ReloadExemptions(WebUnderTest.Site, default);
        Assert.That(other.Latest(WebUnderTest.Site).Exemptions("VKKK07"), Is.Empty);
        await Granted(Van);
        await other.ReloadExemptions(WebUnderTest.Site, default);
        var facts = other.Latest(WebUnderTest.Site);
        Assert.That(facts.Exemptions("VKKK07"), Has.Length.EqualTo(1));
        await other.ReloadExemptions(WebUnderTest.Site, default);
        Assert.That(other.Latest(WebUnderTest.Site), Is.SameAs(facts));
    }

    [Test]
    public async Task A_question_stops_the_time_to_decide_until_it_is_answered()
    {
        string address = await Applied(Van);
        string desk = "/ontheffingen-beoordelen" + address["/ontheffingen".Length..];
        Assert.That(await (await _official.Submit(desk, ".decide__form", Term("2026-03-02", "2027-03-01", ""), at: desk + "?handler=Ask")).Content.ReadAsStringAsync(), Does.Contain("Schrijf er iets bij."));
        await _official.Submit(desk, ".decide__form", Term("2026-03-02", "2027-03-01", "Is de bus van u?"), at: desk + "?handler=Ask");
        Assert.That((await _firm.Page("/")).Body!.TextContent, Does.Contain("aanvraag waarbij de gemeente een vraag heeft"));
        _web.Clock.Advance(Duration.FromDays(10));
        Assert.That((await _firm.Page(address)).QuerySelector("form[action*=Answer]")!.TextContent, Does.Contain("Is de bus van u?"));
        await _firm.Upload(address, "form[action*=Answer]", new() { ["Text"] = "Ja, zie het bewijs." }, "bewijs.pdf", Pdf);
        var row = await Row();
        Assert.That((row.State, row.DecideBy), Is.EqualTo((ApplicationState.Submitted, new LocalDate(2026, 5, 7))));
        Assert.That((await _official.Page(desk)).QuerySelectorAll("a[download]"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_refusal_needs_a_reason_and_nothing_comes_into_force()
    {
        string address = await Applied(Van);
        string desk = "/ontheffingen-beoordelen" + address["/ontheffingen".Length..];
        Assert.That(await (await _official.Submit(desk, ".decide__form", new(Term("2026-03-02", "2027-03-01", "")) { ["Choice"] = "refuse-seen" })).Content.ReadAsStringAsync(), Does.Contain("Schrijf er iets bij."));
        await _official.Submit(desk, ".decide__form", new(Term("2026-03-02", "2027-03-01", "U bezorgt hier niet.")) { ["Choice"] = "refuse-seen" });
        Assert.That(((await Row()).State, Verdict(Van)), Is.EqualTo((ApplicationState.Refused, VerdictCode.Suspected)));
        Assert.That((await _firm.Page(address)).Body!.TextContent, Does.Contain("U bezorgt hier niet."));
    }

    [Test]
    public async Task What_a_register_contradicts_is_said_at_once_and_goes_on_only_on_purpose()
    {
        var doubtful = await Visitor.Read(await Hand("VGVD12", "carrier-zero-emission"));
        Assert.That(doubtful.QuerySelector(".checks")!.TextContent, Does.Contain("klopt niet").And.Contain("Het voertuig is emissievrij").And.Contain("Diesel 5"));
        Assert.That(await Count(), Is.Zero);
        Assert.That((await Hand("VGVD12", "carrier-zero-emission", new() { ["Anyway"] = "true" })).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [TestCase("nee", "2026-03-02", "", "Omdat.", "kenteken-error", "Vul een Nederlands kenteken in")]
    [TestCase("VKKK07", "2026-03-01", "", "Omdat.", "From-error", "Kies een eerste dag vanaf vandaag")]
    [TestCase("VKKK07", "2026-03-02", "2028-01-01", "Omdat.", "LastDay-error", "langer dan deze ontheffing kan gelden")]
    [TestCase("VKKK07", "2026-03-02", "2026-03-01", "Omdat.", "LastDay-error", "op of na de eerste")]
    [TestCase("VKKK07", "2026-03-02", "", "", "Why-error", "waarvoor u de ontheffing nodig hebt")]
    public async Task What_is_mistyped_is_told_at_its_field(string plate, string from, string last, string why, string at, string says)
    {
        var page = await Visitor.Read(await Hand(plate, "carrier-zero-emission", new() { ["From"] = from, ["LastDay"] = last, ["Why"] = why }));
        Assert.That(page.QuerySelector("#" + at)!.TextContent, Does.Contain(says));
        Assert.That(await Count(), Is.Zero);
    }

    [Test]
    public async Task A_file_that_is_no_paper_is_refused_whatever_its_name_says()
    {
        var page = await Visitor.Read(await _firm.Upload("/ontheffingen/nieuw?soort=carrier-zero-emission", "form.sheet", Fields("VKKK07"), "bewijs.pdf", Encoding.UTF8.GetBytes("<html>")));
        Assert.That(page.QuerySelector("#Uploads-error")!.TextContent, Does.Contain("geen PDF of foto"));
    }

    [Test]
    public async Task Another_firm_finds_nothing_of_it_and_a_firm_decides_nothing()
    {
        string address = await Applied(Van);
        string file = (await _firm.Page(address)).QuerySelector("a[download]")!.GetAttribute("href")!;
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var other = new Firm { Id = Guid.CreateVersion7(), Name = "Ander Vervoer", KvkNumber = "87654321", CreatedAt = WebUnderTest.Start };
            db.Firms.Add(other);
            (await db.Users.SingleAsync(u => u.UserName == TestPeople.UserNameOf(Role.FirmOwner))).FirmId = other.Id;
            await db.SaveChangesAsync();
        });
        using var stranger = await Visitor.Of(_web, Role.FirmOwner);
        foreach (string each in new[] { address, file })
            Assert.That((await stranger.Get(each)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), each);
        Assert.That((await stranger.Page("/ontheffingen")).Body!.TextContent, Does.Not.Contain("VK-KK-07"));
        foreach (string handler in new[] { "TakeBack", "Swap", "End", "Answer" })
            Assert.That((await stranger.Submit("/ontheffingen/nieuw?soort=event", "form.sheet", new() { ["NewPlate"] = "VABC12", ["Text"] = "x" }, at: $"{address}?handler={handler}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), handler);
        Assert.That((await stranger.Get("/ontheffingen-beoordelen")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Several_exemptions_are_renewed_in_one_go_and_not_twice()
    {
        await Granted(Van);
        _web.Clock.Reset(Instant.FromUtc(2027, 2, 1, 9, 0));
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        string chosen = (await firm.Page("/ontheffingen")).QuerySelector("input[name=Chosen]")!.GetAttribute("value")!;
        await firm.Submit("/ontheffingen", "form[action*=Renew]", new() { ["Chosen"] = chosen });
        await firm.Submit("/ontheffingen", "form[action*=Renew]", new() { ["Chosen"] = chosen });
        await _web.InScope(async services =>
        {
            var next = await services.GetRequiredService<CentralDb>().Applications.SingleAsync(a => a.State == ApplicationState.Submitted);
            Assert.That((next.From, next.LastDay), Is.EqualTo((new LocalDate(2027, 3, 2), new LocalDate(2028, 3, 1))));
        });
    }

    [Test]
    public async Task A_year_after_its_end_nothing_of_an_application_is_left_but_the_proof_that_it_was_erased()
    {
        string address = await Applied(Van);
        await _firm.Submit(address, "form[action*=TakeBack]", []);
        var id = (await Row()).Id;
        await Forget(Duration.FromDays(364));
        Assert.That(await Count(), Is.EqualTo(1));
        await Forget(Duration.FromDays(2));
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            Assert.That((await db.Applications.CountAsync(), await db.ApplicationEvents.CountAsync(), await db.ApplicationFiles.CountAsync(), await db.SubjectKeys.CountAsync(k => k.Subject == id)), Is.EqualTo((0, 0, 0, 0)));
            Assert.That((await db.Erasures.SingleAsync()).Kind, Is.EqualTo(Erasure.Application));
        });
    }

    private async Task Forget(Duration later)
    {
        _web.Clock.Advance(later);
        await _web.Services.GetRequiredService<Forget>().Run(WebUnderTest.Site, default);
    }

    private static Dictionary<string, string> Term(string from, string last, string text) => new() { ["From"] = from, ["LastDay"] = last, ["Text"] = text };

    private static Dictionary<string, string> Fields(string plate) => new() { ["kenteken"] = plate, ["From"] = "2026-03-02", ["LastDay"] = "2027-03-01", ["Why"] = "Bezorgen in de avond." };

    private Task<HttpResponseMessage> Hand(string plate, string kind, Dictionary<string, string>? more = null)
    {
        var fields = Fields(plate);
        foreach (var (name, value) in more ?? [])
            fields[name] = value;
        return _firm.Upload($"/ontheffingen/nieuw?soort={kind}", "form.sheet", fields, "bewijs.pdf", Pdf);
    }

    private async Task<string> Applied(string plate)
    {
        var answer = await Hand(plate, "carrier-zero-emission");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<string> Granted(string plate)
    {
        string address = await Applied(plate);
        await _official.Submit("/ontheffingen-beoordelen" + address["/ontheffingen".Length..], ".decide__form", new(Term("2026-03-02", "2027-03-01", "")) { ["Choice"] = "grant-seen" });
        Assert.That(Verdict(plate), Is.EqualTo(VerdictCode.Allowed));
        return address;
    }

    private VerdictCode Verdict(string plate, Instant? at = null)
    {
        Assert.That(PlateText.TryParse(plate, CountryCode.Netherlands, out var read), Is.True);
        return _web.Services.GetRequiredService<Judge>().Vehicle(read, ZoneId.Parse("assen-kernwinkelgebied"), at ?? Evening, _web.Services.GetRequiredService<FactsLoader>().Latest(WebUnderTest.Site)).Verdict.Code;
    }

    private Task Register(string plate, string category, string fuels, string emissionClass) => _web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        await Central.Features.Register.RegisterBook.Record(db, new() { Plate = plate, Category = category, Fuels = fuels, EmissionClass = emissionClass, FirstAdmission = new LocalDate(2024, 1, 1), RecordedAt = WebUnderTest.Start }, default);
        await db.SaveChangesAsync();
    });

    private async Task<ExemptionApplication> Row()
    {
        ExemptionApplication row = null!;
        await _web.InScope(async services => row = await services.GetRequiredService<CentralDb>().Applications.AsNoTracking().SingleAsync());
        return row;
    }

    private async Task<int> Count()
    {
        int count = 0;
        await _web.InScope(async services => count = await services.GetRequiredService<CentralDb>().Applications.CountAsync());
        return count;
    }
}
