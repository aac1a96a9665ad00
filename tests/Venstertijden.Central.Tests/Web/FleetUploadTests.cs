using System.Diagnostics;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>A firm uploads its list, without scripts.</summary>
public class FleetUploadTests
{
    private const string Page = "/mijn-voertuigen/upload";
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
    public async Task A_list_is_shown_mended_agreed_to_and_taken_back()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        _web.Clock.AdvanceMinutes(1);
        string preview = await Preview(firm, "Kenteken;Naam;Groep;Huur tot\nAE-123-B;=Bus 9;Noord;31-12-2026\nVG-VD-12;Bus 1 nieuw;;\nAE-1Z4-B;;;\nVN-SB-91;;;ooit\n");
        var page = await firm.Page(preview);
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("2 voertuigen klaar om toe te voegen"));
        Assert.That(page.QuerySelectorAll(".mend__table tbody tr").Select(r => r.TextContent.Trim()[..1]), Is.EqualTo(new[] { "4", "5" }));
        Assert.That(await Plates(firm), Has.Count.EqualTo(4), "nothing is saved before the firm agrees");
        string faults = await (await firm.Get(preview + "/fouten.csv")).Content.ReadAsStringAsync();
        Assert.That(faults, Does.Contain("4,AE-1Z4-B").And.Contain("5,VN-SB-91,,,ooit"));

        await firm.Submit(preview, ".mend form", new() { ["Use"] = "2:AE124B" }, more: [KeyValuePair.Create("Plate", "AE-1Z4-B"), KeyValuePair.Create("HiredUntil", ""), KeyValuePair.Create("Plate", "VN-SB-91"), KeyValuePair.Create("HiredUntil", "1 april 2026")]);
        Assert.That((await firm.Page(preview)).QuerySelector(".mend"), Is.Null);
        await firm.Submit(preview, "form[action*='handler=Agree']", []);
        Assert.That(await Plates(firm), Is.EquivalentTo(new[] { "AE-123-B", "AE-124-B", "BIE-45-K", "VG-VD-12", "VK-KK-07", "VN-SB-91", "VP-VV-44" }));
        string csv = await (await firm.Get("/mijn-voertuigen/overzicht.csv?zoek=ae123")).Content.ReadAsStringAsync();
        Assert.That(csv.Split('\n')[1], Does.StartWith("AE-123-B,'=Bus 9,Noord,2026-12-31,TOYOTA YARIS"));
        Assert.That((await Row(firm, "VG-VD-12")), Does.Contain("Bus 1 nieuw"));

        await firm.Submit(preview, "form[action*='handler=Drop']", [], at: preview + "?handler=Undo");
        Assert.That(await Plates(firm), Has.Count.EqualTo(4));
        Assert.That((await Row(firm, "VG-VD-12")), Does.Contain("Bus 1").And.Not.Contain("nieuw"));
    }

    [Test]
    public async Task A_wrong_file_is_answered_at_the_field_and_the_rest_of_the_work_goes_on()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        var answer = await firm.Upload(Page, "form.upload", [], "vloot.xlsx", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 74, 70, 73, 70], "File");
        Assert.That((await Visitor.Read(answer)).QuerySelector("#File-error")!.TextContent, Does.StartWith("Dit is geen lijst"));
        answer = await firm.Upload(Page, "form.upload", [], "vloot.csv", new byte[11 * 1024 * 1024], "File");
        Assert.That((await Visitor.Read(answer)).QuerySelector("#File-error")!.TextContent, Does.Contain("groter dan 10 MB"));
        answer = await firm.Upload(Page, "form.upload", new() { ["Text"] = "zomaar wat" }, new Dictionary<string, byte[]>());
        var page = await Visitor.Read(answer);
        Assert.That((page.QuerySelector("#Text-error")!.TextContent, page.QuerySelector("#Text")!.TextContent.Trim()), Is.EqualTo(("In deze lijst staat geen enkel Nederlands kenteken. Kijk of u het goede bestand hebt gekozen.", "zomaar wat")));
    }

    [Test]
    public async Task Five_hundred_vehicles_are_read_added_and_shown_within_their_budgets()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        string csv = "Kenteken\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"V-{i:000}-SS\n"));
        var clock = Stopwatch.StartNew();
        string preview = await Preview(firm, csv);
        await firm.Page(preview);
        long read = clock.ElapsedMilliseconds;
        clock.Restart();
        await firm.Submit(preview, "form[action*='handler=Agree']", []);
        long agreed = clock.ElapsedMilliseconds;
        await firm.Page("/mijn-voertuigen");
        clock.Restart();
        var page = await firm.Page("/mijn-voertuigen");
        long shown = clock.ElapsedMilliseconds;
        await TestContext.Out.WriteLineAsync($"500 vehicles: read and shown {read} ms, agreed {agreed} ms, fleet page {shown} ms");
        Assert.That(page.QuerySelector(".find__count")!.TextContent, Does.StartWith("504 voertuigen"));
        Assert.That(shown, Is.LessThan(1000));
    }

    [Test]
    public async Task Another_firms_upload_vehicles_and_file_are_not_found()
    {
        var (vehicle, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.Firms.Add(new Firm { Id = other, Name = "Ander", KvkNumber = "87654321", CreatedAt = WebUnderTest.Start });
            db.FirmVehicles.Add(new FirmVehicle { Id = vehicle, FirmId = other, Plate = "VPVV44", Nickname = "geheim", AddedAt = WebUnderTest.Start });
            db.FleetUploads.Add(new() { Id = other, FirmId = other, FileName = "geheim.csv", UploadedAt = WebUnderTest.Start, Rows = [new(1, "KVT001")] });
            await db.SaveChangesAsync();
        });
        string theirs = $"{Page}/{other}";
        foreach (string handler in new[] { "Mend", "Agree", "Undo", "Drop" })
        {
            var answer = await firm.Submit("/mijn-voertuigen", ".add form", [], at: $"{theirs}?handler={handler}");
            Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(handler == "Drop" ? "/mijn-voertuigen" : Page), handler);
        }

        Assert.That((await firm.Get(theirs)).Headers.Location?.ToString(), Is.EqualTo(Page));
        Assert.That((await firm.Get(theirs + "/fouten.csv")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await firm.Submit("/mijn-voertuigen", ".add form", new() { ["vehicle"] = vehicle.ToString() }, at: "/mijn-voertuigen?handler=Change")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await firm.Submit("/mijn-voertuigen", ".add form", new() { ["vehicle"] = vehicle.ToString() }, at: "/mijn-voertuigen?handler=Remove")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        string body = await (await firm.Get("/mijn-voertuigen/overzicht.csv")).Content.ReadAsStringAsync();
        var list = await firm.Page("/mijn-voertuigen");
        Assert.That(body + list.DocumentElement.OuterHtml, Does.Not.Contain("geheim").And.Not.Contain("Ander"));
        Assert.That(await Row(firm, "VP-VV-44"), Does.Contain("ook bij een ander bedrijf, sinds ma 2 mrt 2026"), "both are told that the plate is with two");
        await _web.InScope(async services => Assert.That(await services.GetRequiredService<CentralDb>().FleetUploads.CountAsync(u => u.Id == other), Is.EqualTo(1), "not dropped"));
    }

    [Test]
    public async Task A_hired_vehicle_leaves_the_fleet_after_its_last_day_and_can_come_back()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        string id = await IdOf(firm, "VG-VD-12");
        var wrong = await firm.Submit($"/mijn-voertuigen?wijzig={id}", ".edit", new() { ["Nickname"] = "Huurbus", ["Group"] = "Noord", ["HiredUntil"] = "2026-02-30" });
        Assert.That((await Visitor.Read(wrong)).QuerySelector("#HiredUntil-error")!.TextContent, Does.StartWith("Geen datum"));
        await firm.Submit($"/mijn-voertuigen?wijzig={id}", ".edit", new() { ["Nickname"] = "Huurbus", ["Group"] = "Noord", ["HiredUntil"] = "2026-03-04" });
        Assert.That(await Row(firm, "VG-VD-12"), Does.Contain("Huurbus").And.Contain("Noord").And.Contain("gehuurd tot en met wo 4 mrt 2026"));
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 4, 22, 59));
        Assert.That(await Plates(firm), Does.Contain("VG-VD-12"));
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 4, 23, 0));
        Assert.That(await Plates(firm), Does.Not.Contain("VG-VD-12"));
        await firm.Submit("/mijn-voertuigen", ".add form", new() { ["Plates"] = "VG-VD-12" });
        Assert.That(await Plates(firm), Does.Contain("VG-VD-12"));
    }

    [Test]
    public async Task Filters_stand_in_the_address_and_what_is_ticked_goes_and_comes_back_in_one_press()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        Assert.That(await Plates(firm, "?zoek=vv"), Is.EqualTo(new[] { "VP-VV-44" }));
        Assert.That(await Plates(firm, "?zoek=elektr"), Is.EqualTo(new[] { "VK-KK-07" }));
        Assert.That(await Plates(firm, "?eindigt=90"), Is.EqualTo(new[] { "VP-VV-44" }), "its exemption ends in two weeks");
        Assert.That((await Plates(firm, "?volgorde=einde"))[0], Is.EqualTo("VP-VV-44"));
        string[] ids = [await IdOf(firm, "VG-VD-12"), await IdOf(firm, "VK-KK-07")];
        await firm.Submit("/mijn-voertuigen", "#picked", [], more: [.. ids.Select(i => KeyValuePair.Create("vehicle", i))]);
        var page = await firm.Page("/mijn-voertuigen");
        Assert.That(page.QuerySelectorAll(".fleet__plate"), Has.Length.EqualTo(2));
        await firm.Submit("/mijn-voertuigen", ".add form", [], at: page.QuerySelector("#told form")!.GetAttribute("action"));
        Assert.That(await Plates(firm), Has.Count.EqualTo(4));
    }

    private static async Task<string> Preview(Visitor firm, string csv)
    {
        var answer = await firm.Upload(Page, "form.upload", [], "vloot.csv", Encoding.UTF8.GetBytes(csv), "File");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    private static async Task<IReadOnlyList<string>> Plates(Visitor firm, string query = "") =>
        [.. (await firm.Page("/mijn-voertuigen" + query)).QuerySelectorAll(".fleet .plate__text").Select(p => p.TextContent)];

    private static async Task<string> Row(Visitor firm, string plate) =>
        (await firm.Page("/mijn-voertuigen")).QuerySelectorAll(".fleet tbody tr").Single(r => r.TextContent.Contains(plate, StringComparison.Ordinal)).TextContent;

    private static async Task<string> IdOf(Visitor firm, string plate) =>
        ((IHtmlAnchorElement)(await firm.Page("/mijn-voertuigen")).QuerySelectorAll(".fleet__plate").Single(a => a.TextContent.Contains(plate, StringComparison.Ordinal))).GetAttribute("href")!.Split('/')[^1];
}
