using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Policy.Documents;
using Venstertijden.Testing.Web;
using static Microsoft.Playwright.Assertions;

namespace Venstertijden.Browser.Tests;

/// <summary>An officer's phone on the sign round.</summary>
public class RoundTests
{
    [Test]
    public async Task A_round_taken_without_a_connection_stays_on_the_phone_and_is_signed_once_when_there_is_one_again()
    {
        await using var web = await WebUnderTest.StartAsync();
        await web.SeedAsync();
        // The page takes the time of a photograph from the phone.
        web.Clock.Reset(SystemTime() + Duration.FromMinutes(1));
        var page = await Chromium.NewPage(web.Address, o => o.ViewportSize = new ViewportSize { Width = 390, Height = 844 });
        await page.GotoAsync("/aanmelden?terug=/schouwronde");
        await page.Locator("#UserName").FillAsync("boa");
        await page.Locator("#Password").FillAsync(TestPeople.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".live__word")).ToContainTextAsync("Verbonden met de centrale · laatst contact");
        await page.Locator("html[data-round-kept]").WaitForAsync();

        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/schouwronde");
        await Expect(page.Locator(".lead")).ToContainTextAsync("U hebt geen verbinding.");
        await Expect(page.Locator(".bar")).Not.ToContainTextAsync("Jan de Vries");
        foreach (var stop in await page.Locator("[data-stop]").AllAsync())
        {
            string camera = (await stop.GetAttributeAsync("data-stop"))!;
            if (await stop.GetAttributeAsync("open") is null) await stop.Locator("summary").ClickAsync();
            int signs = await stop.Locator("[data-sign]").CountAsync();
            for (int sign = 1; sign <= signs; sign++)
            {
                bool here = sign % 2 == 1;
                await page.Locator($"input[name='state-{camera}-{sign}'][value='{(here ? "good" : "not-here")}']").CheckAsync();
                if (!here) continue;
                await page.Locator($"#photo-{camera}-{sign}").SetInputFilesAsync(new FilePayload { Name = "IMG_0001.jpg", MimeType = "image/jpeg", Buffer = PhonePhoto.Of(6, 640, 480) });
                await Expect(page.Locator($"canvas[data-photo-of='photo-{camera}-{sign}']")).ToBeVisibleAsync();
            }
        }

        await Expect(page.Locator(".round-state__waits")).ToHaveTextAsync("Nog niet verzonden, op dit toestel: 3 posten, 5 foto's");
        await page.ReloadAsync();
        await Expect(page.Locator(".round-state__waits")).ToHaveTextAsync("Nog niet verzonden, op dit toestel: 3 posten, 5 foto's");
        await Expect(page.Locator("#SignedBy")).ToBeHiddenAsync();
        await Expect(page.Locator("[data-round-offline]")).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#SignedBy")).ToBeVisibleAsync();
        await page.Locator("#SignedBy").FillAsync("Fatima Bakker");
        await page.Locator(".signing__do").ClickAsync();
        await Expect(page.Locator("#SignedBy-error")).ToContainTextAsync("Dit is niet de naam waarmee u bent aangemeld.");
        await Expect(page.Locator("canvas:not([hidden])")).ToHaveCountAsync(5);
        await page.Locator("#SignedBy").FillAsync("Jan de Vries");
        await page.Locator(".signing__do").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Ronde ondertekend: alle borden in orde");
        await web.InScope(async services => Assert.That(await services.GetRequiredService<CentralDb>().Papers.CountAsync(p => p.Kind == PaperKind.SignInspection && p.Number.StartsWith("schouw-")), Is.EqualTo(3)));

        await page.GotoAsync("/schouwronde");
        await Expect(page.Locator(".round-state__waits")).ToHaveTextAsync("Op dit toestel staat niets dat nog verzonden moet worden");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Alle borden zijn op tijd geschouwd");
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task The_bar_stands_on_one_line_of_a_small_laptop_and_its_fold_works_by_key()
    {
        await using var web = await WebUnderTest.StartAsync();
        foreach (string userName in new[] { "boa-leiding", "beleid", "toezicht" })
        {
            var page = await Chromium.NewPage(web.Address, o => o.ViewportSize = new ViewportSize { Width = 1280, Height = 800 });
            await page.GotoAsync("/aanmelden");
            await page.Locator("#UserName").FillAsync(userName);
            await page.Locator("#Password").FillAsync(TestPeople.Password);
            await page.Keyboard.PressAsync("Enter");
            await page.Locator(".bar__nav").WaitForAsync();
            double line = (await page.Locator(".bar__home").BoundingBoxAsync())!.Height, bar = (await page.Locator(".bar").BoundingBoxAsync())!.Height;
            Assert.That(bar, Is.LessThan(1.5 * line), userName);
            if (userName == "boa-leiding")
            {
                await page.Locator(".bar__more > summary").FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.Locator(".bar__menu")).ToBeVisibleAsync();
                await page.Keyboard.PressAsync("Escape");
                await Expect(page.Locator(".bar__menu")).ToBeHiddenAsync();
                await Expect(page.Locator(".bar__more > summary")).ToBeFocusedAsync();
            }

            await page.Context.CloseAsync();
        }
    }

    private static Instant SystemTime() => Instant.FromDateTimeUtc(TimeProvider.System.GetUtcNow().UtcDateTime);
}
