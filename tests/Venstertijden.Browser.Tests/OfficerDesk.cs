using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Venstertijden.Browser.Tests;

/// <summary>What an officer does in the browser, in his words. By keyboard, as officers do.</summary>
public sealed class OfficerDesk(IPage page)
{
    public IPage Page => page;

    public ILocator Told => page.Locator("#told");

    public async Task SignIn(string userName, string password)
    {
        await page.GotoAsync("/aanmelden");
        await page.GetByLabel("Gebruikersnaam").FillAsync(userName);
        await page.GetByLabel("Wachtwoord").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/werkvoorraad");
    }

    /// <summary>Opens the case at the top of the queue: the one whose target comes first.</summary>
    public async Task OpenFirstCase()
    {
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/zaak/**");
    }

    /// <summary>Types what he reads on the picture and sees what the machine read.</summary>
    public async Task TypePlate(string plate)
    {
        await Expect(page.GetByLabel("Wat leest u?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(plate);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".reading")).ToBeVisibleAsync();
        await KeysListen();
    }

    /// <summary>Opens the finding, affirms every line, and sends it.</summary>
    public async Task Approve()
    {
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator("details.act[open] [data-finding]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Told).ToContainTextAsync("is goedgekeurd");
        await KeysListen();
    }

    /// <param name="digit">The key of the reason.</param>
    public async Task Reject(char digit)
    {
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("details.act[open] .reasons")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync(digit.ToString());
        await Expect(Told).ToContainTextAsync("is afgewezen");
        await KeysListen();
    }

    /// <summary>Rejects without having read: the field has the focus, so first out of it.</summary>
    /// <param name="digit">The key of the reason.</param>
    public async Task RejectUnread(char digit)
    {
        await Expect(page.GetByLabel("Wat leest u?")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Reject(digit);
    }

    public async Task Warn()
    {
        await page.Keyboard.PressAsync("w");
        await Expect(page.Locator("details.act[open] [data-finding]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("w");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Told).ToContainTextAsync("waarschuwing");
        await KeysListen();
    }

    public async Task AskSecondOpinion(string why)
    {
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator("#second-why")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(why);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Told).ToContainTextAsync("tweede oordeel");
        await KeysListen();
    }

    /// <summary>What he typed stands in the field already.</summary>
    public async Task CorrectPlate(string why)
    {
        await page.Keyboard.PressAsync("e");
        await Expect(page.Locator("#correct-plate")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(why);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Told).ToContainTextAsync("verbeterd");
        await KeysListen();
    }

    /// <summary>The next case stands ready with its field in focus: first out of it.</summary>
    public async Task UndoLast()
    {
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("u");
        await Expect(Told).ToContainTextAsync("teruggedraaid");
        await KeysListen();
    }

    /// <summary>A page can be seen before its scripts have run: a key pressed until then does nothing.</summary>
    private Task KeysListen() => page.WaitForLoadStateAsync(LoadState.Load);
}
