using Microsoft.Playwright;
using NodaTime;
using Venstertijden.Testing.Web;
using static Microsoft.Playwright.Assertions;

namespace Venstertijden.Browser.Tests;

/// <summary>An officer at work without a mouse.</summary>
public class OfficerTests
{
    private WebUnderTest _web;
    private IPage _page;
    private OfficerDesk _desk;

    [SetUp]
    public async Task StartTown()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        _page = await Chromium.NewPage(_web.Address);
        _desk = new OfficerDesk(_page);
    }

    [TearDown]
    public async Task StopTown()
    {
        await _page.Context.CloseAsync();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Approves_one_case_rejects_the_next_and_takes_it_back_by_keyboard_alone()
    {
        await new CaseSeed { Ago = Duration.FromMinutes(60) }.AddTo(_web);
        await new CaseSeed { Plate = "VNSB91", Ago = Duration.FromMinutes(50), Colour = Street.VehicleColour.Red }.AddTo(_web);
        await _desk.SignIn("boa", TestPeople.Password);
        await Expect(_page.Locator("h1")).ToHaveTextAsync("2 zaken wachten op uw oordeel");

        await _desk.OpenFirstCase();
        await _desk.TypePlate("vg-vd-12");
        await _desk.Approve();

        await _desk.TypePlate("VNSB91");
        await _desk.Reject('4');
        await Expect(_page.Locator("h1")).ToHaveTextAsync("Geen zaak wacht op uw oordeel");
        await _desk.UndoLast();
        await Expect(_page.Locator(".case__top")).ToContainTextAsync("Te beoordelen");
    }

    [Test]
    public async Task A_case_that_arrives_appears_by_itself_and_the_focus_stays_where_it_was()
    {
        var first = await new CaseSeed { Ago = Duration.FromMinutes(60) }.AddTo(_web);
        await _desk.SignIn("boa", TestPeople.Password);
        await _page.Keyboard.PressAsync("j");
        await Expect(_page.Locator(".live")).ToContainTextAsync("Live");
        await new CaseSeed { Ago = Duration.FromMinutes(20) }.AddTo(_web);
        await Expect(_page.Locator("h1")).ToHaveTextAsync("2 zaken wachten op uw oordeel");
        await Expect(_page.Locator(".list__row")).ToHaveCountAsync(2);
        await Expect(_page.Locator($"a[href='/zaak/{first}']")).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_picture_grows_and_lightens_by_key_and_digits_choose_another()
    {
        await new CaseSeed().AddTo(_web);
        await _desk.SignIn("boa", TestPeople.Password);
        await _desk.OpenFirstCase();
        await _desk.TypePlate("VGVD12");
        var image = _page.Locator(".stage__img");
        await _page.Keyboard.PressAsync("+");
        await Expect(image).ToHaveCSSAsync("transform", new System.Text.RegularExpressions.Regex("matrix\\(1.5"));
        await _page.Keyboard.PressAsync("l");
        await Expect(image).ToHaveCSSAsync("filter", new System.Text.RegularExpressions.Regex("brightness"));
        await _page.Keyboard.PressAsync("2");
        await Expect(_page.Locator(".strip__link[aria-current]")).ToContainTextAsync("Kenteken");
        await Expect(image).ToHaveCSSAsync("transform", new System.Text.RegularExpressions.Regex("none|matrix\\(1, 0, 0, 1, 0, 0\\)"));
    }

    [Test]
    public async Task Keys_can_be_switched_off_and_stay_off()
    {
        await new CaseSeed().AddTo(_web);
        await _desk.SignIn("boa", TestPeople.Password);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Sneltoetsen aan" }).ClickAsync();
        await _page.ReloadAsync();
        await Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Sneltoetsen uit" })).ToBeVisibleAsync();
        await _page.Keyboard.PressAsync("/");
        await Expect(_page.Locator("#Sought")).Not.ToBeFocusedAsync();
    }

    [Test]
    public async Task No_page_asks_for_anything_from_elsewhere_or_breaks_its_own_policy()
    {
        var faults = new List<string>();
        _page.Request += (_, request) => { if (!request.Url.StartsWith(_web.Address.ToString(), StringComparison.Ordinal)) faults.Add(request.Url); };
        _page.Console += (_, message) => { if (message.Type == "error") faults.Add(message.Text); };
        _page.PageError += (_, error) => faults.Add(error);
        await new CaseSeed().AddTo(_web);
        await _desk.SignIn("boa", TestPeople.Password);
        await _desk.OpenFirstCase();
        await _desk.TypePlate("VGVD12");
        await _page.Keyboard.PressAsync("+");
        Assert.That(faults, Is.Empty);
    }
}
