using System.Globalization;
using System.Net;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Driving;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>A driver sees what his van may do, with a link alone.</summary>
public class DrivingPageTests
{
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
    public async Task A_firm_makes_a_link_with_a_code_to_scan_and_it_opens_this_vehicle_without_an_account()
    {
        var (address, vehicle) = await Link("VGVD12");
        using var driver = new Visitor(_web);
        var answer = await driver.Get(address);
        var page = await Visitor.Read(answer);
        // Monday 13.04: the windows of both zones were over at 12.
        Assert.That(page.QuerySelector("h1")!.TextContent, Does.Contain("VG-VD-12"));
        Assert.That(page.QuerySelectorAll(".answer__word").Select(w => w.TextContent.Trim()), Is.All.Contains("weer vanaf dinsdag 3 maart 7:00"));
        Assert.That(page.QuerySelectorAll(".driver__days").Select(d => d.TextContent), Is.All.Contains("7:00–12:00"));
        Assert.That(string.Join(' ', answer.Headers.GetValues("Referrer-Policy")), Is.EqualTo("no-referrer"));
        Assert.That(string.Join(' ', answer.Headers.GetValues("X-Robots-Tag")), Does.Contain("noindex"));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            Assert.That(await db.FirmVehicles.Where(v => v.Id == vehicle).Select(v => v.DriverKeyHash).SingleAsync(), Has.Length.EqualTo(64).And.Not.EqualTo(address.Split('/')[^1]));
            Assert.That(await db.Audit.CountAsync(a => a.Action == "firm.driver-link" && a.Subject == $"vehicle:{vehicle}"), Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task The_page_speaks_the_language_of_the_link_else_of_the_phone()
    {
        var (address, _) = await Link("VGVD12");
        using var driver = new Visitor(_web);
        Assert.That((await driver.Page(address + "?taal=pl")).QuerySelector(".answer__word")!.TextContent, Does.Contain("Nie, nie teraz: ponownie od wtorek 3 marca 7:00"));
        Assert.That((await driver.Page(address + "?taal=en")).QuerySelector(".answer__word")!.TextContent, Does.Contain("again from Tuesday 3 March 7:00"));
        using var phone = new HttpClient { BaseAddress = _web.Address };
        foreach (var (accepts, speaks) in new[] { ("pl-PL,pl;q=0.9,en;q=0.5", "pl"), ("de-DE,en;q=0.7,pl;q=0.3", "en"), ("fr", "nl") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
            using var answer = await phone.SendAsync(request);
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"<html lang=\"{speaks}\""), accepts);
        }
    }

    [Test]
    public async Task An_exemption_opens_its_hours_for_a_van_that_it_fits_and_is_not_told_to_one_that_it_does_not()
    {
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.Exemptions.Add(new Central.Features.Exemptions.Exemption
            {
                Id = Guid.CreateVersion7(), Plate = "VKKK07", Kind = "carrier-zero-emission", RecordedAt = WebUnderTest.Start, From = new LocalDateTime(2026, 1, 1, 0, 0), Until = new LocalDateTime(2026, 3, 16, 0, 0), WholeDays = true,
            });
            db.PlateMandates.Add(new PlateMandate { Id = Guid.CreateVersion7(), FirmId = TestPeople.FirmId, Plate = "VKKK07", GivenBy = "Noor van Dijk", GivenAt = WebUnderTest.Start, LastDay = new LocalDate(2026, 12, 31) });
            await db.SaveChangesAsync();
            await services.GetRequiredService<Central.Features.Matching.FactsLoader>().Reload(WebUnderTest.Site, default);
        });
        var (clean, _) = await Link("VKKK07");
        var (diesel, _) = await Link("VPVV44");
        using var driver = new Visitor(_web);
        Assert.That((await driver.Page(clean)).QuerySelector("main")!.TextContent, Does.Contain("Ontheffing: vervoerder, emissievrij, tot en met 15 maart 2026").And.Contain("17:30–22:00").And.Contain("vanaf 17:30"));
        Assert.That((await driver.Page(diesel)).QuerySelector("main")!.TextContent, Does.Not.Contain("Ontheffing").And.Contain("Vanaf 1 januari 2028 mag dit voertuig niet meer naar binnen.").And.Contain("Alleen om te laden en te lossen."));
    }

    [Test]
    public async Task A_new_link_ends_the_old_one_and_a_closed_or_unknown_one_says_what_to_do()
    {
        var (old, vehicle) = await Link("VNSB91");
        var (address, _) = await Link("VNSB91");
        using var driver = new Visitor(_web);
        await driver.Page(address);
        foreach (string gone in (string[])[old, "/r/0123456789abcdef0123456789abcdef"])
            Assert.That((await driver.Page(gone, HttpStatusCode.NotFound)).QuerySelector("h1")!.TextContent, Is.EqualTo("Deze link werkt niet meer"));
        using var firm = await Visitor.Of(_web, TestPeople.UserNameOf(FirmRole));
        await firm.Submit($"/mijn-voertuigen/{vehicle}/chauffeur", "form[action*=Close]", []);
        await driver.Page(address, HttpStatusCode.NotFound);
    }

    [Test]
    public async Task The_link_ends_when_the_vehicle_leaves_the_fleet()
    {
        var (address, vehicle) = await Link("AE123B");
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            (await db.FirmVehicles.SingleAsync(v => v.Id == vehicle)).RemovedAt = _web.Clock.GetCurrentInstant();
            await db.SaveChangesAsync();
        });
        using var driver = new Visitor(_web);
        await driver.Page(address, HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Another_firms_vehicle_gets_no_link()
    {
        using var firm = await Visitor.Of(_web, TestPeople.UserNameOf(FirmRole));
        await firm.Page($"/mijn-voertuigen/{Guid.NewGuid()}/chauffeur", HttpStatusCode.NotFound);
    }

    [Test]
    public void The_driver_reads_every_text_of_his_page_in_polish()
    {
        var texts = new ResourceManager(typeof(DrivingTexts));
        var dutch = texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key).Where(k => !k.StartsWith("link.", StringComparison.Ordinal));
        var polish = texts.GetResourceSet(CultureInfo.GetCultureInfo("pl"), createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key);
        Assert.That(polish, Is.EquivalentTo(dutch));
    }

    private const Role FirmRole = Role.FirmOwner;

    private async Task<(string Address, Guid Vehicle)> Link(string plate)
    {
        Guid id = default;
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            if (await db.FirmVehicles.FirstOrDefaultAsync(v => v.FirmId == TestPeople.FirmId && v.Plate == plate) is not { } row)
            {
                row = new Central.Features.Firms.FirmVehicle { Id = Guid.CreateVersion7(), FirmId = TestPeople.FirmId, Plate = plate, AddedAt = _web.Clock.GetCurrentInstant() };
                db.FirmVehicles.Add(row);
                await db.SaveChangesAsync();
            }

            id = row.Id;
        });
        using var firm = await Visitor.Of(_web, TestPeople.UserNameOf(FirmRole));
        string at = $"/mijn-voertuigen/{id}/chauffeur";
        await firm.Submit(at, "form[action*=Make]", []);
        var page = await firm.Page(at);
        Assert.That(page.QuerySelector(".link__qr path")!.GetAttribute("d"), Has.Length.GreaterThan(1_000));
        Assert.That((await firm.Page(at)).QuerySelector(".link__qr"), Is.Null, "shown once");
        return (new Uri(page.QuerySelector("#Address")!.GetAttribute("value")!).AbsolutePath, id);
    }
}
