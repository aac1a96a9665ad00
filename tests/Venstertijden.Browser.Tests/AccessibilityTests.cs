using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Browser.Tests;

/// <summary>Every page, in light and dark and on a small screen, without a single violation that axe can find.</summary>
public class AccessibilityTests
{
    private WebUnderTest _web;
    private Guid _unread, _weak, _unlisted, _sent;
    private string _batch;

    [OneTimeSetUp]
    public async Task StartTown()
    {
        _web = await WebUnderTest.StartAsync(o => o.DemoSignIns = [new("boa", TestPeople.Password, "boa")]);
        await _web.SeedAsync();
        _unread = await new CaseSeed { LeastSureCharacter = 0.8 }.AddTo(_web);
        await new CaseSeed { Plate = "VNSB91", Camera = TownAtWork.Marktstraat, PicturesArrived = false }.AddTo(_web);
        _weak = await new UndecidedSeed().AddTo(_web);
        _unlisted = await new UndecidedSeed { Plate = "VZZZ99", Confidence = 0.99 }.AddTo(_web);
        _sent = await Approved.AddTo(_web, new CaseSeed { Plate = "BIE45K", Shape = Street.VehicleShape.Truck });
        _batch = await _web.DeliverAsync();
        await Approved.AddTo(_web, new CaseSeed { Plate = "BIE45K", Shape = Street.VehicleShape.Truck, Ago = Duration.FromMinutes(50) });
        await new CaseSeed { Ago = Duration.FromMinutes(55), Warned = true }.AddTo(_web);
        await _web.PullBrakeAsync();
        await _web.SetAsideAsync();
        await _web.EraseAsync();
        await _web.ChangeCamera(TownAtWork.Marktstraat, LinkStatus.Offline, h => h, Duration.FromMinutes(7));
        await _web.ChangeCamera(TownAtWork.Kerkstraat, LinkStatus.Online, h => h with { FramesPerSecond = 0.3, Clock = h.Clock with { OffsetMs = 90_000 } });
    }

    [OneTimeTearDown]
    public async Task StopTown() => await _web.DisposeAsync();

    [Test]
    public async Task Who_has_not_signed_in_meets_no_barrier([Values] bool dark)
    {
        var page = await Chromium.NewPage(_web.Address, o => o.ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light);
        await Check(page, "/open-data");
        await Check(page, "/mag-ik-naar-binnen");
        await page.Locator("#plate").FillAsync("VE-217-R");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#antwoord").WaitForAsync();
        await Check(page, null);
        foreach (string address in new[] { "/bedrijf-aanmelden", "/uitnodiging/bestaat-niet" }) await Check(page, address);
        await Check(page, "/aanmelden");
        await page.Locator("form.sheet button").ClickAsync();
        await Check(page, null);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task An_officer_meets_no_barrier([Values] bool dark)
    {
        var page = await SignedIn("boa", dark);
        foreach (string address in new[] { "/", "/werkvoorraad", "/werkvoorraad?toon=wacht", "/werkvoorraad?toon=afgehandeld", "/zaken-die-veranderen", "/gemerkte-kentekens", "/kwaliteit", "/waarschuwingen", "/verzoeken", "/verzoeken/nieuw", "/intrekken", "/intrekken/nieuw?van=2026-03-02&tot=2026-03-02", "/schouwronde", "/schouwronde/rondes", "/schouwronde/schil", "/straat", "/feiten", $"/feiten/{_weak}", $"/feiten/{_unlisted}", "/zoeken?van=2026-03-01", "/aanlevering", $"/aanlevering/{_batch}", "/dossier-klaar", "/dossier-klaar/kerkstraat/pedestrian-zone", $"/zaak/{_unread}/uitleg", $"/zaak/{_unread}/dossier", "/bestaat-niet" }) await Check(page, address);
        await page.GotoAsync("/straat");
        await page.Locator("#Plate").FillAsync("VPVV44");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#answer").WaitForAsync();
        await Check(page, null);
        await page.Locator(".bar__more > summary").ClickAsync();
        await Check(page, null);
        await page.GotoAsync("/werkvoorraad?toon=wacht");
        await page.Locator(".list__link").First.ClickAsync();
        await Check(page, null);

        await Check(page, $"/zaak/{_unread}");
        if (await page.Locator("#Typed").CountAsync() > 0)
        {
            await page.Locator("#Typed").FillAsync("nee");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#Typed-error").WaitForAsync();
            await Check(page, null);
            await page.Locator("#Typed").FillAsync("VGVD12");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator(".reading").WaitForAsync();
        }

        await Check(page, null);
        foreach (string fold in new[] { "a", "r", "w", "s", "e" })
        {
            await page.Keyboard.PressAsync(fold);
            await page.Locator("details.act[open]").WaitForAsync();
            await Check(page, null);
            await page.Keyboard.PressAsync("Escape");
        }

        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog[open]").WaitForAsync();
        await Check(page, null);
        await Check(page, $"/zaak/{_unread}/uitleg");
        await Check(page, $"/zaak/{_unread}/afdruk");
        await Check(page, $"/zaak/{_unread}/dossier");
        await page.Locator("main form button").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task An_auditor_meets_no_barrier([Values] bool dark)
    {
        var page = await SignedIn("toezicht", dark);
        foreach (string address in new[] { "/", "/logboek", "/logboek?wie=niemand" }) await Check(page, address);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task A_firm_meets_no_barrier([Values] bool dark)
    {
        var page = await SignedIn("bedrijf", dark);
        foreach (string address in new[] { "/", "/mijn-voertuigen", "/mijn-voertuigen?zoek=vg&afdruk=ja", "/cameras", "/mijn-voertuigen/upload", "/mijn-voertuigen/instellingen", "/mijn-account", "/instellingen/gebruikers", "/instellingen/bewijs", "/instellingen/koppelingen" }) await Check(page, address);
        await page.Locator("#Name").FillAsync("Ritplanner");
        await page.Locator("form.sheet button[type=submit]").ClickAsync();
        await page.Locator("#OnceSecret").WaitForAsync();
        await Check(page, null);
        await page.Locator("a[href$=meldingen]").First.ClickAsync();
        await Check(page, null);
        await page.GotoAsync("/mijn-voertuigen/upload");
        await page.Locator("#Text").FillAsync("AE-123-B;Bus;Noord;31-12-2026\nAE-1Z4-B;;;\nVN-SB-91;;;ooit\nVG-VD-12;Nieuw;;");
        await page.Locator(".upload button[type=submit]").ClickAsync();
        await page.Locator(".mend__table").WaitForAsync();
        await Check(page, null);
        await page.GotoAsync("/mijn-voertuigen");
        await page.Locator("a[href*=wijzig]").First.ClickAsync();
        await Check(page, null);
        await page.GotoAsync("/mijn-voertuigen");
        await page.Locator("#Plates").FillAsync("dit is niets");
        await page.Locator(".add button[type=submit]").ClickAsync();
        await Check(page, null);
        await page.Locator(".fleet__plate").First.ClickAsync();
        await Check(page, null);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Who_applies_for_an_exemption_and_who_decides_meet_no_barrier([Values] bool dark)
    {
        var page = await SignedIn("bedrijf", dark);
        foreach (string address in new[] { "/ontheffingen", "/ontheffingen/nieuw", "/ontheffingen/nieuw?voor=zaak", "/ontheffingen/nieuw?voor=schoon" }) await Check(page, address);
        await page.GotoAsync("/ontheffingen/nieuw?soort=carrier-zero-emission");
        await page.Locator("#kenteken").FillAsync("VGVD12");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator("#Why-error").WaitForAsync();
        await Check(page, null);
        await page.Locator("#Why").FillAsync("Bezorgen in de avond.");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator("[name=Anyway]").CheckAsync();
        await Check(page, null);
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator(".events").WaitForAsync();
        await Check(page, null);
        await Check(page, "/ontheffingen");
        await page.Context.CloseAsync();
        page = await SignedIn("beleid", dark);
        await Check(page, "/bedrijven");
        await Check(page, "/ontheffingen-beoordelen");
        await page.Locator(".rows__what").First.ClickAsync();
        await page.Locator("#Text").FillAsync("De bus rijdt op diesel.");
        await page.Locator("button[value=refuse]").ClickAsync();
        await page.Locator(".letter").WaitForAsync();
        await Check(page, null);
        await page.Locator("button[value=refuse-seen]").ClickAsync();
        await page.GetByText("De aanvraag is geweigerd.").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task An_operator_meets_no_barrier([Values] bool dark)
    {
        var page = await SignedIn("beheer", dark);
        foreach (string address in new[] { "/", "/cameras", "/dode-letters", "/dode-letters?reden=bad-field" }) await Check(page, address);
        await page.Locator(".letters__table a").First.ClickAsync();
        await Check(page, null);
        await page.Keyboard.PressAsync("o");
        await page.Locator("#told .utrecht-alert--warning").WaitForAsync();
        await Check(page, null);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task A_policy_officer_meets_no_barrier([Values] bool dark)
    {
        var page = await SignedIn("beleid", dark);
        foreach (string address in new[] { "/", "/regels?op=2024-06-03", "/regels/versie/assen-kernwinkelgebied-2026-01-01/1", "/regels/verschil?van=assen-kernwinkelgebied-2025-01-01/1&naar=assen-kernwinkelgebied-2026-01-01/1", "/wat-als", "/rapport", "/wissingen", "/brieven", "/brieven/warning", "/dossier-klaar", "/dossier-klaar/kerkstraat/pedestrian-zone", "/dossier-klaar/kerkstraat/pedestrian-zone/nieuw?stuk=approval", "/dossier-klaar/kerkstraat/pedestrian-zone/nieuw?stuk=sign-inspection" })
            await Check(page, address);
        await page.GotoAsync("/regels");
        await page.Locator("form[action*=Start] button").Last.ClickAsync();
        await page.Locator("#Yaml").FillAsync((await page.Locator("#Yaml").InputValueAsync()).Replace("mode: { value: fine", "mode: { value: boete"));
        await page.Locator(".draft__save button").ClickAsync();
        await page.Locator("#errors").WaitForAsync();
        await Check(page, null);
        await page.Locator("#Yaml").FillAsync((await page.Locator("#Yaml").InputValueAsync()).Replace("mode: { value: boete", "mode: { value: warn"));
        await page.Locator("#TrafficOrder").FillAsync("25890-2024");
        await page.Locator("button[formaction*=Ask]").ClickAsync();
        await page.WaitForURLAsync("**/beslissen");
        string decide = page.Url;
        await Check(page, null);
        await page.Context.CloseAsync();
        page = await SignedIn("beleid2", dark);
        await Check(page, decide);
        await page.Locator("#Reason").FillAsync("nog niet");
        await page.Locator("form[action*=Refuse] button").ClickAsync();
        await page.GetByText("Afgekeurd; de schrijver kan verder.").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [TestCase(1280, true)]
    [TestCase(320, false)]
    public async Task Who_has_a_letter_and_who_drives_meet_no_barrier(int width, bool dark)
    {
        var officer = await SignedIn("boa", dark, width);
        await CheckWhole(officer, $"/zaak/{_sent}/betrokkene");
        await officer.Locator("form[action*=Code] button").ClickAsync();
        var (number, code) = (await officer.Locator(".own__code dd").First.InnerTextAsync(), await officer.Locator(".own__code code").InnerTextAsync());
        await CheckWhole(officer, null);

        var person = await Chromium.NewPage(_web.Address, o => (o.ColorScheme, o.ViewportSize) = (dark ? ColorScheme.Dark : ColorScheme.Light, new ViewportSize { Width = width, Height = 900 }));
        await CheckWhole(person, "/mijn-zaak");
        await person.Locator("main form button").ClickAsync();
        await CheckWhole(person, null);
        await person.Locator("#Number").FillAsync(number);
        await person.Locator("#Code").FillAsync(code.ToLowerInvariant());
        await person.Keyboard.PressAsync("Enter");
        await person.Locator("#stands").WaitForAsync();
        await CheckWhole(person, null);
        await person.Locator("#Text").FillAsync("Ik was aan het lossen bij de winkel op de hoek.");
        await person.Locator("#reactie form button").ClickAsync();
        await person.Locator(".own__comments").WaitForAsync();
        await CheckWhole(person, null);
        await CheckWhole(officer, "/reacties");
        await CheckWhole(officer, $"/zaak/{_sent}/betrokkene");
        await officer.Context.CloseAsync();

        var firm = await SignedIn("bedrijf", dark, width);
        await firm.GotoAsync("/mijn-voertuigen");
        await firm.Locator(".fleet__plate").First.ClickAsync();
        await firm.Locator("a[href$=chauffeur]").ClickAsync();
        await CheckWhole(firm, null);
        await firm.Locator("form[action*=Make] button").ClickAsync();
        await CheckWhole(firm, null);
        string link = new Uri(await firm.Locator("#Address").InputValueAsync()).AbsolutePath;
        await firm.Context.CloseAsync();
        foreach (string language in new[] { "nl", "en", "pl" })
            await CheckWhole(person, $"{link}?taal={language}");
        await CheckWhole(person, "/r/0123456789abcdef");
        await CheckWhole(person, "/open-data");
        await person.Context.CloseAsync();
    }

    private static async Task CheckWhole(IPage page, string? address)
    {
        await Check(page, address);
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.Zero, page.Url);
    }

    [TestCase("beleid", "/regels")]
    [TestCase("beleid", "/wat-als")]
    [TestCase("beleid", "/rapport")]
    [TestCase("beleid", "/dossier-klaar")]
    [TestCase("beleid", "/dossier-klaar/kerkstraat/pedestrian-zone")]
    [TestCase("beleid", "/dossier-klaar/kerkstraat/pedestrian-zone/nieuw?stuk=approval")]
    [TestCase("boa", "/werkvoorraad")]
    [TestCase("boa", "/feiten")]
    [TestCase("boa", "/schouwronde")]
    [TestCase("boa", "/straat")]
    [TestCase("boa-leiding", "/kwaliteit")]
    [TestCase("boa", "/zoeken?van=2026-03-01")]
    [TestCase("bedrijf", "/mijn-voertuigen")]
    [TestCase("beheer", "/cameras")]
    [TestCase("beheer", "/dode-letters?reden=bad-field")]
    [TestCase("beleid", "/wissingen")]
    [TestCase("beleid", "/brieven/warning")]
    [TestCase("boa", "/waarschuwingen")]
    [TestCase("boa", "/intrekken/nieuw?van=2026-03-02&tot=2026-03-02")]
    public async Task Nothing_is_cut_off_or_scrolls_sideways_on_the_smallest_screen(string userName, string address)
    {
        var page = await SignedIn(userName, dark: false, width: 320);
        await page.GotoAsync(address);
        int wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.That(wider, Is.Zero);
        await Check(page, null);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> SignedIn(string userName, bool dark, int width = 1440)
    {
        var page = await Chromium.NewPage(_web.Address, o =>
        {
            o.ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light;
            o.ViewportSize = new ViewportSize { Width = width, Height = 900 };
        });
        await page.GotoAsync("/aanmelden");
        await page.Locator("#UserName").FillAsync(userName);
        await page.Locator("#Password").FillAsync(TestPeople.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".bar__nav").WaitForAsync();
        return page;
    }

    // Dark changes colours and nothing else.
    private static readonly AxeRunOptions ColoursAlone = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    private static async Task Check(IPage page, string? address)
    {
        if (address is not null) await page.GotoAsync(address);
        bool dark = await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches");
        var result = dark ? await page.RunAxe(ColoursAlone) : await page.RunAxe();
        Assert.That(result.Violations.Select(Told), Is.Empty, page.Url);
    }

    private static string Told(AxeResultItem violation) => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(n => n.Html))}";
}
