using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;
using static Microsoft.Playwright.Assertions;

namespace Venstertijden.Browser.Tests;

public class OperatorTests
{
    [Test]
    public async Task Sees_one_calm_line_while_all_is_well_and_the_fault_by_itself_when_one_comes()
    {
        await using var web = await WebUnderTest.StartAsync();
        await web.SeedAsync();
        var page = await Chromium.NewPage(web.Address);
        await page.GotoAsync("/aanmelden");
        await page.Locator("#UserName").FillAsync("beheer");
        await page.Locator("#Password").FillAsync(TestPeople.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Alle 3 camera's zien, lezen en leveren");
        await Expect(page.Locator(".live")).ToContainTextAsync("Live");

        await web.ChangeCamera(TownAtWork.Kerkstraat, LinkStatus.Online, h => h with { Clock = h.Clock with { OffsetMs = 90_000 } });
        await Expect(page.Locator("h1")).ToHaveTextAsync("1 camera vraagt aandacht");
        await Expect(page.Locator(".attention")).ToContainTextAsync("Kerkstraat: Klok, loopt 90.000 ms verkeerd");

        await web.ChangeCamera(TownAtWork.Marktstraat, LinkStatus.Offline, h => h, Duration.FromMinutes(7));
        await Expect(page.Locator("#marktstraat")).ToContainTextAsync("geen verbinding");
        await Expect(page.Locator("#marktstraat")).ToContainTextAsync("12.57.07");
        await page.Context.CloseAsync();
    }
}
