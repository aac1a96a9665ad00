using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

public class QueuePageTests
{
    private WebUnderTest _web;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
    }

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task An_empty_queue_says_that_one_is_up_to_date()
    {
        using var officer = await Visitor.Of(_web, Role.Officer);
        var page = await officer.Page("/werkvoorraad");
        Assert.That((page.QuerySelector("h1")?.TextContent, page.QuerySelector(".empty__title")?.TextContent), Is.EqualTo(("Geen zaak wacht op uw oordeel", "U bent bij")));
    }

    [Test]
    public async Task The_oldest_target_stands_on_top_with_counts_per_tab_and_no_plate()
    {
        await new CaseSeed { Ago = Duration.FromMinutes(20) }.AddTo(_web);
        var oldest = await new CaseSeed { Plate = "VNSB91", Ago = Duration.FromMinutes(60) }.AddTo(_web);
        await new CaseSeed { Ago = Duration.FromMinutes(25), PicturesArrived = false }.AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        var page = await officer.Page("/werkvoorraad");
        Assert.That(page.QuerySelector("h1")?.TextContent, Is.EqualTo("2 zaken wachten op uw oordeel"));
        Assert.That(page.QuerySelectorAll(".tabs__count").Select(c => c.TextContent), Is.EqualTo(new[] { "2", "1", "0", "0" }));
        Assert.That(page.QuerySelector(".list__link")?.GetAttribute("href"), Is.EqualTo($"/zaak/{oldest}"));
        Assert.That(page.DocumentElement.OuterHtml, Does.Not.Contain("VGVD12").And.Not.Contain("VNSB91").And.Not.Contain("VG-VD-12"));
    }

    [Test]
    public async Task A_search_by_plate_finds_its_cases_and_never_puts_the_plate_into_an_address()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        var answer = await officer.Submit("/werkvoorraad", "form[role=search]", new() { ["Sought"] = "VG-VD-12" });
        Assert.That(answer.RequestMessage!.RequestUri!.ToString(), Does.Not.Contain("VD"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"href=\"/zaak/{id}\"").And.Contain("vastgelegd met uw naam"));
    }

    [Test]
    public async Task A_search_by_number_opens_the_case()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        var answer = await officer.Submit("/werkvoorraad", "form[role=search]", new() { ["Sought"] = "2026-000001" });
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo($"/zaak/{id}"));
    }

    [Test]
    public async Task What_is_neither_number_nor_plate_gets_told_what_was_expected()
    {
        using var officer = await Visitor.Of(_web, Role.Officer);
        string body = await (await officer.Submit("/werkvoorraad", "form[role=search]", new() { ["Sought"] = "zomaar" })).Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("geen zaaknummer").And.Contain("value=\"zomaar\""));
    }
}
