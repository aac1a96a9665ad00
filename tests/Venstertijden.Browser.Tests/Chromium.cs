using Microsoft.Playwright;

namespace Venstertijden.Browser.Tests;

/// <summary>Debian's Chromium, started once for all tests of this project; each test gets a context of its own.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private const string Path = "/usr/bin/chromium";

    // A test waits for what it asks for at most this long; on an idle machine nothing comes near it.
    private const float PatienceMs = 20_000;

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    [OneTimeSetUp]
    public async Task Launch()
    {
        if (!File.Exists(Path)) Assert.Ignore($"{Path} is not installed: apt-get install chromium");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            ],
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of somebody who has not been here before.</summary>
    public static async Task<IPage> NewPage(Uri address, Action<BrowserNewContextOptions>? configure = null)
    {
        var options = new BrowserNewContextOptions { BaseURL = address.ToString(), Locale = "nl-NL", TimezoneId = "Europe/Amsterdam", ViewportSize = new ViewportSize { Width = 1440, Height = 900 } };
        configure?.Invoke(options);
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        return await context.NewPageAsync();
    }
}
