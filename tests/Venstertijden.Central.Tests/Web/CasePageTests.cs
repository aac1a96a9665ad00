using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The case page through its door, without scripts: what an officer sees in which step, and what he is told.</summary>
public class CasePageTests
{
    private const string Plate = "VGVD12";
    private static readonly Dictionary<string, string> WholeFinding = new() { ["PlateReadByMe"] = "true", ["SignSeen"] = "true", ["Driving"] = "true", ["NoLoadingSeen"] = "true" };

    private WebUnderTest _web;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
    }

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task Before_the_officer_has_read_the_plate_the_page_names_it_nowhere()
    {
        string page = await TextOf(await new CaseSeed().AddTo(_web));
        Assert.That(page, Does.Contain("Wat leest u?"));
        Assert.That(page, Does.Not.Contain(Plate).And.Not.Contain("VG-VD-12").And.Not.Contain("TRANSPORTER"));
    }

    [Test]
    public async Task After_reading_the_same_plate_he_sees_the_sentence_and_may_approve()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        await Read(officer, id, "vg-vd-12");
        var page = await officer.Page($"/zaak/{id}");
        Assert.That(page.QuerySelector(".sentence")?.TextContent, Does.Contain("VG-VD-12").And.Contain("buiten de venstertijd"));
        Assert.That(page.QuerySelector("form[action*='handler=Approve']"), Is.Not.Null);
    }

    [Test]
    public async Task Approving_goes_to_the_next_case_and_offers_to_undo()
    {
        var first = await new CaseSeed { Ago = Duration.FromMinutes(60) }.AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        await Read(officer, first, Plate);
        var answer = await officer.Submit($"/zaak/{first}", "form[action*='handler=Approve']", WholeFinding);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await StateOf(first), Is.EqualTo(CaseState.Approved));

        string next = answer.Headers.Location!.OriginalString;
        Assert.That(next, Does.Not.Contain(first.ToString()));
        await officer.Submit(next, "#told form", []);
        Assert.That(await StateOf(first), Is.EqualTo(CaseState.Ready));
    }

    [Test]
    public async Task A_finding_that_is_not_affirmed_in_full_is_refused_and_says_which_line()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        await Read(officer, id, Plate);
        string body = await (await officer.Submit($"/zaak/{id}", "form[action*='handler=Approve']", new() { ["PlateReadByMe"] = "true", ["Driving"] = "true" })).Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("Vink nog aan").And.Contain("ik heb het bord op het beeld gezien"));
        Assert.That(await StateOf(id), Is.EqualTo(CaseState.Ready));
    }

    [Test]
    public async Task While_a_line_of_the_evidence_is_red_there_is_no_way_to_approve_and_the_page_says_why()
    {
        var id = await new CaseSeed { OverviewMissing = true }.AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        await Read(officer, id, Plate);
        var page = await officer.Page($"/zaak/{id}");
        Assert.That(page.QuerySelector("form[action*='handler=Approve']"), Is.Null);
        Assert.That(page.QuerySelector(".why-not")?.TextContent, Does.Contain("Overzichtsbeeld met bord"));
    }

    [Test]
    public async Task Who_reads_another_plate_cannot_approve_but_can_reject()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        await Read(officer, id, "VGVD13");
        var page = await officer.Page($"/zaak/{id}");
        Assert.That(page.QuerySelector("form[action*='handler=Approve']"), Is.Null);
        Assert.That(page.QuerySelector(".reading__agree")?.TextContent, Does.Contain("U las iets anders"));
        await officer.Submit($"/zaak/{id}", "form[action*='handler=Reject']", [], "button[value='plate-misread']");
        Assert.That(await StateOf(id), Is.EqualTo(CaseState.Rejected));
    }

    [Test]
    public async Task What_is_no_plate_is_said_at_the_field_and_kept_in_it()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        string body = await (await Read(officer, id, "VGVD1")).Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("id=\"Typed-error\"").And.Contain("Dit is geen kenteken").And.Contain("value=\"VGVD1\""));
    }

    [Test]
    public async Task A_colleague_who_has_the_case_open_is_named()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var first = await Visitor.Of(_web, Role.Officer);
        await first.Page($"/zaak/{id}");
        using var colleague = await Visitor.Of(_web, TestPeople.ColleagueUserName);
        string text = (await colleague.Page($"/zaak/{id}")).QuerySelector("main")!.TextContent;
        Assert.That(text, Does.Contain("Jan de Vries heeft deze zaak open"));
    }

    [Test]
    public async Task Who_decides_with_an_old_page_is_told_and_overwrites_nothing()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        await Read(officer, id, Plate);
        var answer = await officer.Submit($"/zaak/{id}", "form[action*='handler=Approve']", WholeFinding.Append(KeyValuePair.Create("Version", "1")).ToDictionary(), replace: true);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("intussen gewijzigd"));
        Assert.That(await StateOf(id), Is.EqualTo(CaseState.Ready));
    }

    [Test]
    public async Task A_picture_is_shown_to_an_officer_kept_by_no_cache_and_on_record()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        string address = (await officer.Page($"/zaak/{id}")).QuerySelector("img.blind__img")!.GetAttribute("src")!;
        var answer = await officer.Get(address);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/jpeg"));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        string picture = address[(address.LastIndexOf('/') + 1)..];
        await _web.InScope(async services =>
        {
            var looks = await services.GetRequiredService<CentralDb>().Audit.Where(a => a.Subject == $"picture:{picture}").ToListAsync();
            Assert.That(looks.Select(l => (l.Action, l.Actor)), Is.EqualTo(new[] { ("picture.look", "Jan de Vries") }));
        });
    }

    [Test]
    public async Task A_picture_under_another_case_is_not_found()
    {
        var id = await new CaseSeed().AddTo(_web);
        var other = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        string address = (await officer.Page($"/zaak/{id}")).QuerySelector("img.blind__img")!.GetAttribute("src")!;
        Assert.That((await officer.Get(address.Replace(id.ToString(), other.ToString(), StringComparison.Ordinal))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<string> TextOf(Guid id)
    {
        using var officer = await Visitor.Of(_web, Role.Officer);
        return (await officer.Page($"/zaak/{id}")).DocumentElement.OuterHtml;
    }

    private static Task<HttpResponseMessage> Read(Visitor officer, Guid id, string plate) => officer.Submit($"/zaak/{id}", "form[action*='handler=Read']", new() { ["Typed"] = plate });

    private async Task<CaseState> StateOf(Guid id)
    {
        var state = CaseState.New;
        await _web.InScope(async services => state = (await services.GetRequiredService<CentralDb>().Cases.AsNoTracking().SingleAsync(c => c.Id == id)).State);
        return state;
    }
}
