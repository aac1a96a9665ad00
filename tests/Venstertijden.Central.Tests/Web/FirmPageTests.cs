using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

public class FirmPageTests
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

    [TestCase(9, 0, "Mag nu naar binnen, tot 12.00 uur")]
    [TestCase(12, 0, "Vandaag niet meer; weer vanaf di 7.00 uur")]
    [TestCase(6, 59, "Mag vanaf 7.00 uur")]
    public async Task Each_vehicle_says_what_it_may_do_at_this_hour(int hour, int minute, string expected)
    {
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 2, hour - 1, minute));
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        var row = (await firm.Page("/mijn-voertuigen")).QuerySelectorAll(".fleet tbody tr").Single(r => r.TextContent.Contains("VG-VD-12", StringComparison.Ordinal));
        Assert.That(row.TextContent, Does.Contain(expected));
    }

    [Test]
    public async Task The_day_on_which_access_ends_is_that_of_the_transition_table()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        var rows = (await firm.Page("/mijn-voertuigen")).QuerySelectorAll(".fleet tbody tr").ToDictionary(r => r.QuerySelector(".plate__text")!.TextContent, r => r.QuerySelectorAll("td")[3].QuerySelector("span")!.TextContent.Trim());
        Assert.That((rows["VG-VD-12"], rows["VK-KK-07"]), Is.EqualTo(("vr 1 jan 2027", "geen einde bekend")));
    }

    [Test]
    public async Task A_pasted_list_adds_the_plates_and_keeps_the_wrong_lines_to_be_mended()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        _web.Clock.AdvanceMinutes(1);
        var answer = await firm.Submit("/mijn-voertuigen", "form[action*='handler=Add']", new() { ["Plates"] = "AE-123-B\nfout123456\nVNSB91, geen" });
        string body = await answer.Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("2 regels zijn geen Nederlands kenteken").And.Contain("Regel 2: fout123456").And.Contain("Regel 3: geen").And.Contain("AE-123-B").And.Contain("VN-SB-91"));
        Assert.That(body, Does.Contain(">fout123456&#xA;geen</textarea>"));
    }

    [Test]
    public async Task What_was_added_is_taken_back_in_one_press_and_nothing_else()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        _web.Clock.AdvanceMinutes(1);
        await firm.Submit("/mijn-voertuigen", "form[action*='handler=Add']", new() { ["Plates"] = "AE123B\nVNSB91" });
        await firm.Submit("/mijn-voertuigen", "#told form", []);
        Assert.That((await firm.Page("/mijn-voertuigen")).QuerySelector("#told")!.TextContent, Does.Contain("2 voertuigen zijn weer van uw lijst gehaald"));
        Assert.That(await Plates(firm), Is.EquivalentTo(new[] { "BIE-45-K", "VG-VD-12", "VK-KK-07", "VP-VV-44" }));
    }

    [Test]
    public async Task A_removed_vehicle_comes_back_with_its_name()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        await firm.Submit("/mijn-voertuigen", ".fleet tbody tr:first-child form", []);
        await firm.Submit("/mijn-voertuigen", "#told form", []);
        var row = (await firm.Page("/mijn-voertuigen")).QuerySelector(".fleet tbody tr")!;
        Assert.That(row.TextContent, Does.Contain("Bus 2"));
    }

    [Test]
    public async Task Another_firms_vehicle_is_not_found()
    {
        var theirs = Guid.CreateVersion7();
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var other = new Firm { Id = Guid.CreateVersion7(), Name = "Ander", KvkNumber = "87654321", CreatedAt = WebUnderTest.Start };
            db.Firms.Add(other);
            db.FirmVehicles.Add(new FirmVehicle { Id = theirs, FirmId = other.Id, Plate = "KVT001", AddedAt = WebUnderTest.Start });
            await db.SaveChangesAsync();
        });
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        await firm.Page($"/mijn-voertuigen/{theirs}", HttpStatusCode.NotFound);
        var answer = await firm.Submit("/mijn-voertuigen", ".add form", new() { ["vehicle"] = theirs.ToString() }, at: "/mijn-voertuigen?handler=Remove");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_page_of_a_vehicle_draws_the_week_and_says_it_in_words()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        string address = (await firm.Page("/mijn-voertuigen")).QuerySelectorAll(".fleet__plate").Single(a => a.TextContent.Contains("VG-VD-12", StringComparison.Ordinal)).GetAttribute("href")!;
        var page = await firm.Page(address);
        var week = page.QuerySelectorAll(".week")[^1].QuerySelectorAll("tbody tr").Select(r => r.QuerySelector(".week__hours")!.TextContent);
        Assert.That(week, Is.EqualTo(new[] { "7.00–12.00", "7.00–12.00", "7.00–12.00", "7.00–12.00", "7.00–12.00", "7.00–12.00", "niet" }));
        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("Vanaf vr 1 jan 2027 niet meer"));
    }

    private static async Task<IReadOnlyList<string>> Plates(Visitor firm) =>
        [.. (await firm.Page("/mijn-voertuigen")).QuerySelectorAll(".fleet .plate__text").Select(p => p.TextContent)];
}
