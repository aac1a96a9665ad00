using Venstertijden.Testing.Web;
using static Microsoft.Playwright.Assertions;

namespace Venstertijden.Browser.Tests;

/// <summary>What the draft's page adds in a browser: line numbers, a way to each mistake, and nothing typed lost.</summary>
public class DraftTests
{
    [Test]
    public async Task What_was_typed_comes_back_after_the_page_was_left_without_saving_and_a_mistake_leads_to_its_line()
    {
        await using var web = await WebUnderTest.StartAsync();
        var page = await Chromium.NewPage(web.Address);
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GotoAsync("/aanmelden");
        await page.Locator("#UserName").FillAsync("beleid");
        await page.Locator("#Password").FillAsync(TestPeople.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/regels");
        await page.Locator("form[action*=Start] button").First.ClickAsync();
        var text = page.Locator("#Yaml");
        string typed = (await text.InputValueAsync()).Replace("mode: { value: fine", "mode: { value: boete");
        await text.FillAsync(typed);
        await page.ReloadAsync();
        await Expect(text).ToHaveValueAsync(typed);
        await Expect(page.Locator("[data-state]")).ToContainTextAsync("teruggezet");

        await text.PressAsync("Control+s");
        await page.Locator("#errors a").First.ClickAsync();
        string chosen = await text.EvaluateAsync<string>("t => t.value.slice(t.selectionStart, t.selectionEnd)");
        Assert.That(chosen, Does.Contain("boete"));
        await page.Context.CloseAsync();
    }
}
