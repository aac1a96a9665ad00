using Microsoft.Playwright;
using Venstertijden.Testing.Web;

namespace Venstertijden.Browser.Tests;

/// <summary>A passkey, made and used in a real browser with an authenticator that is only there in software.</summary>
public class PasskeyTests
{
    [Test]
    public async Task Who_has_only_a_password_makes_a_passkey_and_then_signs_in_with_it_alone()
    {
        await using var web = await WebUnderTest.StartAsync(o => o.NeedsSecondFactor = true);
        await web.SeedAsync();
        // A number is no name: passkeys belong to names.
        var page = await Chromium.NewPage(new UriBuilder(web.Address) { Host = "localhost" }.Uri);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });

        await page.GotoAsync("/aanmelden");
        await page.Locator("#UserName").FillAsync("bedrijf");
        await page.Locator("#Password").FillAsync(TestPeople.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("h1", new PageLocatorOptions { HasText = "Maak uw account veilig" }).WaitForAsync();
        await page.Locator("form[data-passkey] #name").FillAsync("Laptop");
        await page.Locator("form[data-passkey] button").ClickAsync();
        await page.Locator("h1", new PageLocatorOptions { HasText = "voertuigen" }).WaitForAsync();
        await page.Locator(".bar__out").ClickAsync();

        await page.Locator("form[data-passkey='get'] button").ClickAsync();
        await page.Locator("h1", new PageLocatorOptions { HasText = "voertuigen" }).WaitForAsync();
        await page.GotoAsync("/mijn-account");
        Assert.That(await page.Locator(".keys").InnerTextAsync(), Does.Contain("Laptop"));
        await page.Context.CloseAsync();
    }
}
