using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;
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

    [Test]
    public async Task Draw_what_an_officer_has_on_his_phone()
    {
        await using var web = await WebUnderTest.StartAsync();
        await web.SeedAsync();
        await new CaseSeed { Warned = true }.AddTo(web);
        _ = CountryCode.TryParse("DE", out var germany);
        _ = PlateText.TryParse("BAB123", germany, out var plate);
        web.Clock.Reset(Instant.FromUtc(2026, 3, 20, 12, 4, 7));
        web.Services.GetRequiredService<StreetNotices>().Add(WebUnderTest.Site, [new StreetNotice(Guid.CreateVersion7(), web.Clock.GetCurrentInstant() - Duration.FromSeconds(48), CameraId.Parse(TownAtWork.Kerkstraat), "Kerkstraat", plate, new VehicleHint { Class = "van", Colour = "white", Confidence = 0.9 }, false)]);
        foreach (var (look, width, dark) in new[] { ("390-licht", 390, false), ("390-donker", 390, true), ("320-licht", 320, false), ("320-donker", 320, true) })
        {
            var page = await Chromium.NewPage(web.Address, o => (o.ViewportSize, o.ColorScheme) = (new ViewportSize { Width = width, Height = 844 }, dark ? ColorScheme.Dark : ColorScheme.Light));
            async Task Draw(string name, bool whole = true) => await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-{look}.png"), FullPage = whole });
            await page.GotoAsync("/aanmelden?terug=/schouwronde");
            await page.Locator("#UserName").FillAsync("boa");
            await page.Locator("#Password").FillAsync(TestPeople.Password);
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("html[data-round-kept]").WaitForAsync();
            await page.Locator("input[type=radio][value=covered]").First.CheckAsync();
            await page.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "IMG.jpg", MimeType = "image/jpeg", Buffer = PhonePhoto.Of(1, 640, 480) });
            await page.Locator("canvas:visible").WaitForAsync();
            await Draw("schouwronde-boven", whole: false);
            await Draw("schouwronde");
            await page.Locator("#SignedBy").FillAsync("Fatima Bakker");
            await page.Locator(".signing__do").ClickAsync();
            await page.Locator("#round-faults").WaitForAsync();
            await Draw("schouwronde-fout", whole: false);
            await page.GotoAsync("/straat");
            await Draw("straat");
            await page.Locator("#Plate").FillAsync("VGVD12");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#answer").WaitForAsync();
            await Draw("straat-antwoord");
            await page.Locator(".bar__more > summary").ClickAsync();
            await Draw("meer", whole: false);
            await page.Context.CloseAsync();
        }

        var desk = await Chromium.NewPage(web.Address, o => o.ViewportSize = new ViewportSize { Width = 1280, Height = 800 });
        await desk.GotoAsync("/aanmelden");
        await desk.Locator("#UserName").FillAsync("boa-leiding");
        await desk.Locator("#Password").FillAsync(TestPeople.Password);
        await desk.Keyboard.PressAsync("Enter");
        await desk.Locator(".bar__more > summary").ClickAsync();
        await desk.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, "meer-1280.png") });
        await desk.GotoAsync("/");
        await desk.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, "start-boa-1280.png"), FullPage = true });
        await desk.Context.CloseAsync();
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
