using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Testing;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

public class PolicyPageTests
{
    private static readonly ZoneId Core = ZoneId.Parse("assen-kernwinkelgebied");
    private WebUnderTest _web;
    private Visitor _writer;
    private Visitor _second;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        _writer = await Visitor.Of(_web, Role.PolicyStaff);
        _second = await Visitor.Of(_web, TestPeople.SecondPolicyUserName);
    }

    [TearDown]
    public async Task StopWeb()
    {
        _writer.Dispose();
        _second.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task The_rules_of_now_and_of_another_day_are_told_and_what_was_recorded_later_does_not_count()
    {
        var now = await _writer.Page("/regels");
        Assert.That(now.QuerySelector("#z-assen-kernwinkelgebied")!.ParentElement!.TextContent, Does.Contain("ma-za 7-12 uur").And.Contain("geldt nu"));
        Assert.That(now.QuerySelector("#rehearsal")!.ParentElement!.TextContent, Does.Contain("Zomertijd begint op zo 29 mrt 2026").And.Contain("geslaagd").And.Not.Contain("mislukt"));
        var then = await _writer.Page("/regels?op=2024-06-03");
        Assert.That(then.QuerySelector("h1")!.TextContent, Is.EqualTo("Dit gold op ma 3 jun 2024"));
        Assert.That(RowOf(then, "assen-kernwinkelgebied-2023-01-01/1"), Does.Contain("gold toen"));
        var known = await _writer.Page("/regels?op=2026-03-02&bekend=2025-11-30T12:00");
        Assert.That(RowOf(known, "assen-kernwinkelgebied-2026-01-01/1"), Does.Contain("toen nog niet bekend"));
    }

    [Test]
    public async Task An_officer_reads_the_rules_in_words_and_cannot_draft()
    {
        using var officer = await Visitor.Of(_web, Role.Officer);
        var version = await officer.Page("/regels/versie/assen-kernwinkelgebied-2026-01-01/1");
        Assert.That(version.Body!.TextContent, Does.Contain("personenauto (M1)").And.Contain("Verkeersbesluit zero-emissiezone Binnenstad Assen").And.Contain("€\u00a0190,00").And.Contain("voorbeeld").And.Contain("toegang tot vr 1 jan 2027"));
        Assert.That((await officer.Page("/regels")).QuerySelector("form[action*=Start]"), Is.Null);
        Assert.That((await officer.Get("/wat-als")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Two_versions_are_compared_in_words_and_line_by_line()
    {
        var page = await _writer.Page("/regels/verschil?van=assen-kernwinkelgebied-2023-01-01/1&naar=assen-kernwinkelgebied-2025-01-01/1");
        Assert.That(page.QuerySelectorAll(".changes__line--added"), Is.Not.Empty);
        Assert.That(page.QuerySelectorAll(".diff__line--removed"), Is.Not.Empty);
    }

    [Test]
    public async Task A_draft_with_mistakes_is_kept_as_typed_and_each_mistake_leads_to_its_line()
    {
        string address = await Start();
        string yaml = (await YamlOf(address)).Replace("mode: { value: fine", "mode: { value: boete");
        await Save(address, yaml);
        var page = await _writer.Page(address);
        var first = page.QuerySelector("#errors a")!;
        Assert.That(page.QuerySelector("#errors")!.TextContent, Does.Contain("2 fouten").And.Contain("verwacht off, count, warn of fine, gevonden 'boete'"));
        Assert.That(page.QuerySelector(first.GetAttribute("href")!)!.TextContent, Does.Contain("boete"));
        Assert.That(await YamlOf(address), Is.EqualTo(yaml));
    }

    [Test]
    public async Task Two_who_write_at_once_lose_nothing()
    {
        string address = await Start();
        var seen = (await _writer.Page(address)).QuerySelector("input[name=Seen]")!.GetAttribute("value")!;
        string yaml = await YamlOf(address);
        await Save(address, yaml + "# van de een\n", by: _second);
        var answer = await _writer.Submit(address, "form.draft", new() { ["Title"] = "Plan", ["Yaml"] = yaml + "# van de ander\n", ["Seen"] = seen }, replace: true, at: address + "?handler=Save");
        string body = await answer.Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("heeft intussen iets anders bewaard").And.Contain("# van de ander").And.Contain("# van de een"));
        Assert.That(await YamlOf(address), Does.EndWith("# van de een\n"), "nothing was written over unseen");
    }

    [Test]
    public async Task A_rule_goes_live_on_its_day_when_two_people_agree_and_each_step_is_on_record()
    {
        string address = await Start();
        await Save(address, (await YamlOf(address)).Replace("valid: { from: 2026-01-01 }", "valid: { from: 2026-04-01 }").Replace("Mo-Sa 07:00-12:00", "Mo-Sa 07:00-11:00"));
        Assert.That(await Asked(address, "ja maar"), Does.Contain("noemt dit verkeersbesluit niet"));
        await Asked(address, "25890-2024");
        Assert.That((await _writer.Page(address + "/beslissen")).QuerySelector("form[action*=Approve]"), Is.Null, "who asked cannot decide");
        var own = await _writer.Submit(address + "/beslissen", "main form", [], at: address + "/beslissen?handler=Approve&HasRead=true");
        Assert.That(await own.Content.ReadAsStringAsync(), Does.Contain("U vroeg dit zelf"));
        var decide = await _second.Page(address + "/beslissen");
        Assert.That(decide.QuerySelectorAll(".changes__line").Select(l => l.TextContent.Trim()), Has.Some.Contains("ma-za 7-11 uur"));
        await _second.Submit(address + "/beslissen", "form[action*=Approve]", new() { ["HasRead"] = "true" });

        var live = _web.Services.GetRequiredService<LivePolicies>();
        var published = live.Current.On(Core, new LocalDate(2026, 4, 1))!;
        Assert.That((published.Version.Number, published.RecordedAt), Is.EqualTo((2, WebUnderTest.Start)));
        Assert.That(live.Current.On(Core, new LocalDate(2026, 3, 31))!.Version.Number, Is.EqualTo(1), "the day before the old rules hold");
        Assert.That(RowOf(await _writer.Page("/regels"), "assen-kernwinkelgebied-2026-01-01/2"), Does.Contain("gaat in op wo 1 apr 2026").And.Contain("gevraagd door Noor van Dijk, goedgekeurd door Sem Visser"));
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            Assert.That(await db.Audit.Where(a => a.Action.StartsWith("policy.") && a.Action != "policy.store").OrderBy(a => a.Number).Select(a => a.Action).ToListAsync(), Is.EqualTo(new[] { "policy.draft", "policy.draft-save", "policy.ask", "policy.publish" }));
            Assert.That(await AuditTrail.FirstFault(db, default), Is.Null);
        });
    }

    [Test]
    public async Task The_second_person_refuses_with_a_reason_which_the_writer_reads()
    {
        string address = await Start();
        await Asked(address, "25890-2024");
        var empty = await _second.Submit(address + "/beslissen", "form[action*=Refuse]", new() { ["Reason"] = " " });
        Assert.That(await empty.Content.ReadAsStringAsync(), Does.Contain("Schrijf op waarom"));
        await _second.Submit(address + "/beslissen", "form[action*=Refuse]", new() { ["Reason"] = "De raad beslist eerst." });
        Assert.That((await _writer.Page(address)).QuerySelector(".notice--warning")!.TextContent, Does.Contain("Sem Visser").And.Contain("De raad beslist eerst."));
    }

    [Test]
    public async Task Who_asked_takes_it_back_and_a_withdrawn_draft_can_be_put_back()
    {
        string address = await Start();
        await Asked(address, "25890-2024");
        await _writer.Submit(address + "/beslissen", "form[action*=TakeBack]", []);
        await _writer.Submit(address, "form.draft", new() { ["Title"] = "Plan", ["Yaml"] = await YamlOf(address) }, at: address + "?handler=Withdraw");
        var page = await _writer.Page("/regels");
        Assert.That(page.QuerySelector("#told")!.TextContent, Does.Contain("ingetrokken"));
        Assert.That(page.QuerySelectorAll(".drafts__item"), Is.Empty);
        await _writer.Submit(address, "form[action*=Restore]", []);
        Assert.That((await _writer.Page("/regels")).QuerySelectorAll(".drafts__item"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_what_if_tells_what_would_have_gone_otherwise_and_hides_counts_under_five()
    {
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            // Vans of class 6 inside the window: the shipped draft lets them in one year longer.
            for (int i = 0; i < 12; i++) db.AnonymousFacts.Add(Van(new LocalDate(2028, 3, 2), i < 3 ? "kerkstraat" : "marktstraat"));
            await db.SaveChangesAsync();
        });
        var begun = await _writer.Submit("/wat-als", "form.whatif-ask", new() { ["concept"] = "assen-kernwinkelgebied-2026-01-01-class-6-vans-to-2029.yaml", ["van"] = "2028-03-01", ["tot"] = "2028-03-31" });
        string address = begun.Headers.Location!.OriginalString;
        await Eventually.Become(async () => (await _writer.Page(address)).QuerySelector(".gist") is not null);
        var page = await _writer.Page(address);
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("12 van 12 passages zouden anders zijn beoordeeld"));
        Assert.That(page.QuerySelector(".gist__item--milder")!.TextContent, Does.Contain("12"));
        Assert.That(page.QuerySelector("[aria-labelledby=by-camera]")!.TextContent, Does.Contain("Kerkstraat< 5").And.Contain("Marktstraat9"));
        string csv = await (await _writer.Get(address + "/uitkomst.csv")).Content.ReadAsStringAsync();
        Assert.That(csv, Does.StartWith("by,value,verdict,reason,draft_verdict,draft_reason,count\nday,2028-03-02,suspected,zero-emission,allowed,inside-window,12\n").And.Contain("camera,kerkstraat,suspected,zero-emission,allowed,inside-window,<5\n"));
    }

    [Test]
    public async Task A_what_if_without_draft_or_with_a_broken_one_says_what_is_missing()
    {
        var answer = await _writer.Submit("/wat-als", "form.whatif-ask", new() { ["concept"] = "", ["van"] = "2026-03-02", ["tot"] = "2026-03-01" });
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Kies een concept of upload documenten.").And.Contain("de laatste niet vóór de eerste"));
    }

    private static AnonymousFact Van(LocalDate date, string camera) => new()
    {
        Zone = "assen-kernwinkelgebied", Camera = CameraId.Parse(camera), LocalQuarter = date.At(new LocalTime(9, 15)), Direction = Direction.In, CountryGroup = "NL", Category = "N1", BodyGroup = "rigid",
        EmissionClass = "6", AdmissionBand = "2020-01-01..2025-01-01", Statutory = "", ExemptionGroup = "", Verdict = "suspected", Reason = "zero-emission",
    };

    private static string RowOf(AngleSharp.Dom.IDocument page, string version) =>
        page.QuerySelectorAll(".versions tbody tr").Single(r => r.QuerySelector("th")!.TextContent.Trim() == version).TextContent;

    /// <summary>A draft that begins as the core area's rules of 2026.</summary>
    private async Task<string> Start() =>
        (await _writer.Submit("/regels", "form[action*=Start]", new() { ["document"] = "assen-kernwinkelgebied-2026-01-01", ["number"] = "1" }, replace: true)).Headers.Location!.OriginalString;

    private async Task<string> YamlOf(string address)
    {
        string yaml = "";
        await _web.InScope(async services => yaml = (await services.GetRequiredService<CentralDb>().PolicyDrafts.SingleAsync(d => d.Id == Guid.Parse(address.Split('/', StringSplitOptions.RemoveEmptyEntries).Last()))).Yaml);
        return yaml;
    }

    private Task<HttpResponseMessage> Save(string address, string yaml, Visitor? by = null) =>
        (by ?? _writer).Submit(address, "form.draft", new() { ["Title"] = "Plan", ["Yaml"] = yaml.Replace("\n", "\r\n") }, at: address + "?handler=Save");

    private async Task<string> Asked(string address, string order) =>
        await (await _writer.Submit(address, "form.draft", new() { ["Title"] = "Plan", ["Yaml"] = await YamlOf(address), ["TrafficOrder"] = order }, at: address + "?handler=Ask")).Content.ReadAsStringAsync();
}
