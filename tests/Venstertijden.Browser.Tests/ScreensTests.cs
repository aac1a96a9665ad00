using Microsoft.Playwright;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Browser.Tests;

/// <summary>
/// Pictures of every page to look at: <c>dotnet test tests/Venstertijden.Browser.Tests --filter Screens</c> writes them to
/// TestResults/screens. Not a check; run by hand after a change of looks.
/// </summary>
[Explicit("draws pictures for people")]
public class ScreensTests
{
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "TestResults", "screens")).FullName;

    [Test]
    public async Task Draw_every_page_in_light_dark_small_and_on_paper()
    {
        await using var web = await WebUnderTest.StartAsync(o => o.DemoSignIns = [new("boa", TestPeople.Password, "boa"), new("bedrijf", TestPeople.Password, "bedrijf"), new("beheer", TestPeople.Password, "camerabeheerder")]);
        await web.SeedAsync();
        var unread = await new CaseSeed { Camera = TownAtWork.Kerkstraat, LeastSureCharacter = 0.91 }.AddTo(web);
        var read = await new CaseSeed { Camera = TownAtWork.Kerkstraat, Ago = Duration.FromMinutes(50), LeastSureCharacter = 0.88 }.AddTo(web);
        await new CaseSeed { Plate = "VNSB91", Camera = TownAtWork.Marktstraat, Colour = Street.VehicleColour.Red, PicturesArrived = false }.AddTo(web);
        await new CaseSeed { Plate = "BIE45K", Camera = TownAtWork.Marktstraat, Ago = Duration.FromMinutes(5), Shape = Street.VehicleShape.Truck }.AddTo(web);
        var (weak, unlisted) = (await new UndecidedSeed().AddTo(web), await new UndecidedSeed { Plate = "VZZZ99", Confidence = 0.99 }.AddTo(web));
        await new CaseSeed { Ago = Duration.FromMinutes(55), Warned = true }.AddTo(web);
        await web.PullBrakeAsync();
        await web.SetAsideAsync();
        await web.EraseAsync();
        await web.ChangeCamera(TownAtWork.Marktstraat, LinkStatus.Offline, h => h, Duration.FromMinutes(7));

        string? only = Environment.GetEnvironmentVariable("VTH_SCREENS_LOOK");
        foreach (var (look, options) in Looks().Where(l => only is null || l.Item1 == only))
        {
            await Shoot(web, look, options, null, [("aanmelden", "/aanmelden")]);
            await Shoot(web, look, options, "boa", [("start-boa", "/"), ("werkvoorraad", "/werkvoorraad"), ("blind", $"/zaak/{unread}"), ("zaak", $"/zaak/{read}"), ("dossier", $"/zaak/{read}/dossier"), ("waarschuwingen", "/waarschuwingen"), ("verzoeken", "/verzoeken"), ("intrekken", "/intrekken/nieuw?van=2026-03-02&tot=2026-03-02"), ("afdruk", $"/zaak/{read}/afdruk"), ("feiten", "/feiten"), ("feiten-lezen", $"/feiten/{weak}"), ("feiten-register", $"/feiten/{unlisted}"), ("zoeken", "/zoeken?van=2026-03-01"), ("niet-gevonden", "/weg")]);
            await Shoot(web, look, options, "boa-leiding", [("kwaliteit", "/kwaliteit")]);
            await Shoot(web, look, options, "bedrijf", [("start-bedrijf", "/"), ("voertuigen", "/mijn-voertuigen"), ("voertuig", "/mijn-voertuigen"), ("geen-recht", "/cameras")]);
            await Shoot(web, look, options, "beleid", [("start-beleid", "/"), ("regels", "/regels"), ("versie", "/regels/versie/assen-kernwinkelgebied-2026-01-01/1"), ("wat-als", "/wat-als"), ("rapport", "/rapport"), ("wissingen", "/wissingen"), ("brieven", "/brieven"), ("brief", "/brieven/warning")]);
            await Shoot(web, look, options, "beheer", [("start-beheer", "/"), ("cameras", "/cameras"), ("dode-letters", "/dode-letters"), ("dode-letters-reden", "/dode-letters?reden=bad-field"), ("dode-letter", "/dode-letters")]);
        }
    }

    private static IEnumerable<(string, Action<BrowserNewContextOptions>)> Looks()
    {
        yield return ("licht", _ => { });
        yield return ("donker", o => o.ColorScheme = ColorScheme.Dark);
        yield return ("klein", o => o.ViewportSize = new ViewportSize { Width = 400, Height = 800 });
        yield return ("papier", _ => { });
    }

    private static async Task Shoot(WebUnderTest web, string look, Action<BrowserNewContextOptions> options, string? userName, (string Name, string Address)[] pages)
    {
        var page = await Chromium.NewPage(web.Address, options);
        if (userName is not null)
        {
            await page.GotoAsync("/aanmelden");
            await page.Locator("#UserName").FillAsync(userName);
            await page.Locator("#Password").FillAsync(TestPeople.Password);
            await page.Locator("form.sheet button").ClickAsync();
        }

        if (look == "papier") await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var (name, address) in pages)
        {
            await page.GotoAsync(address);
            if (name == "voertuig") await page.Locator(".fleet__plate").First.ClickAsync();
            if (name == "dode-letter") await page.Locator(".letters__table a").First.ClickAsync();
            if (name == "zaak" && await page.Locator(".blind").CountAsync() > 0)
            {
                await page.Locator("#Typed").FillAsync("VGVD12");
                await page.Keyboard.PressAsync("Enter");
                await page.Locator(".reading").WaitForAsync();
            }

            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-{look}.png"), FullPage = true });
        }

        await page.Context.CloseAsync();
    }
}
