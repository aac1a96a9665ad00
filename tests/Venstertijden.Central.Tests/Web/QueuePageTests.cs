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

    [Test]
    public async Task Ticked_cases_are_rejected_for_one_reason_what_changed_meanwhile_is_left_and_all_come_back_together()
    {
        Guid[] ids = [await new CaseSeed { Ago = Duration.FromMinutes(60) }.AddTo(_web), await new CaseSeed { Ago = Duration.FromMinutes(50) }.AddTo(_web), await new CaseSeed { Ago = Duration.FromMinutes(40) }.AddTo(_web)];
        using var officer = await Visitor.Of(_web, Role.Officer);
        var ticks = (await officer.Page("/werkvoorraad")).QuerySelectorAll("input[name=Chosen]").Select(t => KeyValuePair.Create("Chosen", t.GetAttribute("value")!)).ToList();
        using var colleague = await Visitor.Of(_web, TestPeople.ColleagueUserName);
        await colleague.Page($"/zaak/{ids[2]}");
        var none = await Visitor.Read(await officer.Submit("/werkvoorraad", "#bulk", new() { ["RejectFor"] = "emergency" }));
        Assert.That(none.QuerySelector("#bulk [role=alert]")!.TextContent, Does.Contain("Vink eerst een of meer zaken aan."));
        var noReason = await Visitor.Read(await officer.Submit("/werkvoorraad", "#bulk", [], more: ticks));
        Assert.That((noReason.QuerySelector("#bulk [role=alert]")!.TextContent, noReason.QuerySelectorAll("input[name=Chosen][checked]").Length), Is.EqualTo(("Kies een reden voor het afwijzen.", 3)));

        await officer.Submit("/werkvoorraad", "#bulk", new() { ["RejectFor"] = "works-or-detour" }, more: ticks);
        var after = await officer.Page("/werkvoorraad?toon=afgehandeld");
        Assert.That(after.QuerySelector("#told")!.TextContent, Does.Contain("2 zaken zijn afgewezen.").And.Contain("1 zaak niet: Fatima Bakker"));
        Assert.That(after.QuerySelectorAll(".list__row").Length, Is.EqualTo(2));
        await officer.Submit("/werkvoorraad", "#bulk", new() { ["RejectFor"] = "other", ["Note"] = "" }, more: [ticks[2]]);
        await officer.Submit($"/zaak/{ids[0]}", "form[action*=Undo]", []);
        Assert.That((await officer.Page("/werkvoorraad")).QuerySelectorAll(".list__row").Length, Is.EqualTo(2));
    }

    [Test]
    public async Task A_rejection_of_many_is_taken_back_by_one_button()
    {
        await new CaseSeed { Ago = Duration.FromMinutes(60) }.AddTo(_web);
        await new CaseSeed { Ago = Duration.FromMinutes(50) }.AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        var ticks = (await officer.Page("/werkvoorraad")).QuerySelectorAll("input[name=Chosen]").Select(t => KeyValuePair.Create("Chosen", t.GetAttribute("value")!)).ToList();
        await officer.Submit("/werkvoorraad", "#bulk", new() { ["RejectFor"] = "emergency" }, more: ticks);
        await officer.Submit("/werkvoorraad", "#told form", []);
        var page = await officer.Page("/werkvoorraad");
        Assert.That((page.QuerySelector("#told")!.TextContent.Trim(), page.QuerySelectorAll(".list__row").Length), Is.EqualTo(("2 zaken zijn teruggedraaid.", 2)));
    }

    [Test]
    public async Task Filters_stand_in_the_address_and_who_has_a_case_open_is_told()
    {
        var first = await new CaseSeed { Ago = Duration.FromMinutes(60) }.AddTo(_web);
        var second = await new CaseSeed { Plate = "VNSB91", Camera = TownAtWork.Kerkstraat, Ago = Duration.FromMinutes(50) }.AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        using var colleague = await Visitor.Of(_web, TestPeople.ColleagueUserName);
        await colleague.Submit($"/zaak/{first}", "form[action*=Read]", new() { ["Typed"] = "VGVD12" });
        await colleague.Submit($"/zaak/{first}", "form[action*=Second]", new() { ["Why"] = "Twijfel over het bord" });
        await colleague.Page($"/zaak/{second}");
        Assert.That((await officer.Page("/werkvoorraad?soort=tweede-oordeel")).QuerySelectorAll(".list__link").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { $"/zaak/{first}" }));
        var page = await officer.Page("/werkvoorraad");
        Assert.That(page.QuerySelectorAll(".list__row")[1].TextContent, Does.Contain("bij Fatima Bakker"));
        Assert.That((await colleague.Page("/werkvoorraad")).QuerySelector(".list__row")!.TextContent, Does.Contain("Voor een collega"));
        Assert.That((await officer.Page("/werkvoorraad?camera=kerkstraat")).QuerySelectorAll(".list__row").Length, Is.EqualTo(1));
        Assert.That((await officer.Page("/werkvoorraad?soort=waarschuwing")).QuerySelector(".empty__title")!.TextContent, Is.EqualTo("Geen zaak past bij deze filters"));
        Assert.That((await colleague.Page("/werkvoorraad?van=mij")).QuerySelectorAll(".list__row").Length, Is.EqualTo(1));
    }
}
