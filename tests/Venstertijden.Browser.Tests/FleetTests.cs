using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Testing.Web;

namespace Venstertijden.Browser.Tests;

/// <summary>A new firm with a browser: from nothing to five hundred vehicles with known rights.</summary>
public class FleetTests
{
    private const int Vehicles = 500;

    [Test]
    public async Task A_firm_goes_from_nothing_to_five_hundred_vehicles_with_known_rights()
    {
        await using var web = await WebUnderTest.StartAsync();
        await web.SeedAsync();
        await web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.FirmVehicles.RemoveRange(db.FirmVehicles);
            for (int i = 0; i < Vehicles; i++)
                db.Register.Add(new RegisterVehicle
                {
                    Plate = $"V{i:000}SS", Brand = "FORD", Model = "TRANSIT", Category = "N1", Fuels = i % 5 == 0 ? "Elektriciteit" : "Diesel", EmissionClass = i % 5 == 0 ? "Z" : i % 2 == 0 ? "5" : "6",
                    FirstAdmission = new NodaTime.LocalDate(2012, 1, 1).PlusDays(i * 7), Body = "gesloten opbouw", Colour = "WIT", RecordedAt = WebUnderTest.Start,
                });
            await db.SaveChangesAsync();
            await services.GetRequiredService<FactsLoader>().Reload(WebUnderTest.Site, CancellationToken.None);
        });
        string csv = "Kenteken;Naam;Vestiging\n" + string.Concat(Enumerable.Range(0, Vehicles - 1).Select(i => $"V-{i:000}-SS;Bus {i};{(i % 3 == 0 ? "Noord" : "Zuid")}\n")) + "V-499-S5;Bus 499;Zuid\n";

        var page = await Chromium.NewPage(web.Address);
        var clock = Stopwatch.StartNew();
        await page.GotoAsync("/aanmelden?terug=/mijn-voertuigen");
        await page.Locator("#UserName").FillAsync("bedrijf");
        await page.Locator("#Password").FillAsync(TestPeople.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("h1", new PageLocatorOptions { HasText = "nog geen voertuigen" }).WaitForAsync();
        await page.Locator(".tools a", new PageLocatorOptions { HasText = "Upload" }).ClickAsync();
        await page.Locator(".drop--on").WaitForAsync();
        await page.Locator("#File").SetInputFilesAsync(new FilePayload { Name = "foto.csv", MimeType = "text/csv", Buffer = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0] });
        await page.Locator(".upload button[type=submit]").ClickAsync();
        await page.Locator("#File-error", new PageLocatorOptions { HasText = "geen lijst" }).WaitForAsync();
        await page.Locator("#File").SetInputFilesAsync(new FilePayload { Name = "vloot.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.Locator(".upload button[type=submit]").ClickAsync();
        await page.Locator("h1", new PageLocatorOptions { HasText = "499 voertuigen klaar" }).WaitForAsync();
        await page.Locator(".mend__meant button", new PageLocatorOptions { HasText = "V-499-SS" }).ClickAsync();
        await page.Locator("h1", new PageLocatorOptions { HasText = "500 voertuigen klaar" }).WaitForAsync();
        await page.Locator(".agree .utrecht-button--primary-action").ClickAsync();
        await page.Locator(".find__count", new PageLocatorOptions { HasText = "500 voertuigen" }).WaitForAsync();
        await TestContext.Out.WriteLineAsync($"From nothing to {Vehicles} vehicles with known rights: {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromMinutes(5)));
        Assert.That(await page.Locator(".fleet tbody tr").CountAsync(), Is.EqualTo(50));
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Not.Contain("Niet in het register"));
        await page.Context.CloseAsync();
    }
}
