using System.Text;
using NodaTime;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Operators see which messages were refused and why, and nothing of what they said.</summary>
public class DeadLettersPageTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 8, 0);
    private WebUnderTest _web;
    private Visitor _operator;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        _operator = await Visitor.Of(_web, Role.Operator);
    }

    [TearDown]
    public async Task StopWeb()
    {
        _operator.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Nothing_refused_says_so()
        => Assert.That((await _operator.Page("/dode-letters")).Body!.TextContent, Does.Contain("Er is in de laatste 72 uur geen bericht geweigerd."));

    [Test]
    public async Task Each_letter_tells_reason_and_what_was_wrong_and_a_reason_can_be_chosen()
    {
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.DeadLetters.AddRange(Letter(DeadLetterReason.UnknownCamera, "camera: expected one that is enrolled"), Letter(DeadLetterReason.BadField, "plate.text: expected A-Z0-9"), Letter(DeadLetterReason.BadField, "seq: expected 1 or more"));
            await db.SaveChangesAsync();
        });

        var all = await _operator.Page("/dode-letters");
        Assert.That(all.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(3));
        Assert.That(all.Body!.TextContent, Does.Contain("Deze camera is niet aangemeld").And.Contain("Een veld ontbreekt of klopt niet (2)").And.Contain("venstertijden/v1/assen/onbekend/passage"));

        var chosen = await _operator.Page("/dode-letters?reden=bad-field");
        Assert.That(chosen.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(2));
        Assert.That(chosen.QuerySelector(".letters__reasons [aria-current]")!.TextContent, Does.Contain("(2)"));
        Assert.That((await _operator.Page("/dode-letters?reden=geen")).QuerySelectorAll("tbody tr"), Has.Length.EqualTo(3), "an unknown reason shows all");
    }

    [Test]
    public async Task A_letter_is_looked_at_masked_and_offered_again_by_its_button_without_scripts()
    {
        await _web.Services.GetRequiredService<FactsLoader>().Reload(WebUnderTest.Site, default);
        const string Payload = """{"schema":1,"kind":"read","plate":{"text":"V56KVT"}}""";
        await _web.InScope(services => services.GetRequiredService<BatchWriter>().Write([new ReceivedMessage("venstertijden/v1/assen/kerkstraat/passage", Encoding.UTF8.GetBytes(Payload), new Dictionary<string, string>())], default));
        var list = await _operator.Page("/dode-letters");
        string address = list.QuerySelector("tbody a")!.GetAttribute("href")!;
        var letter = await _operator.Page(address);
        Assert.That(letter.Body!.TextContent, Does.Contain("Een veld ontbreekt of klopt niet").And.Contain("text: \"x00xxx\"").And.Contain("Er zit geen handtekening bij").And.Not.Contain("V56KVT"));
        Assert.That(letter.QuerySelector("form button[aria-keyshortcuts=o]"), Is.Not.Null);

        var answer = await _operator.Submit(address, "form.letters__all", []);
        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo(address));
        Assert.That((await _operator.Page(address)).QuerySelector("#told .utrecht-alert--warning")!.TextContent, Does.Contain("Opnieuw geweigerd: Een veld ontbreekt of klopt niet"));
        await _operator.Submit("/dode-letters", "tbody form", []);
        Assert.That((await _operator.Page("/dode-letters")).QuerySelector("#told")!.TextContent, Does.Contain("Opnieuw geweigerd"));
        await _operator.Submit("/dode-letters?reden=bad-field", "form.letters__all", []);
        Assert.That((await _operator.Page("/dode-letters?reden=bad-field")).QuerySelector("#told")!.TextContent, Does.Contain("Van 1 berichten: 0 opgeslagen, 0 waren er al, 1 opnieuw geweigerd"));
        Assert.That((await _operator.Get($"/dode-letters/{Guid.NewGuid()}")).Headers.Location!.OriginalString, Is.EqualTo("/dode-letters"), "one that is gone is no dead end");
    }

    [Test]
    public async Task What_was_not_kept_has_no_button_and_what_was_dropped_is_told()
    {
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.DeadLetters.Add(Letter(DeadLetterReason.TooLarge, "70000 bytes, expected at most 65536"));
            db.Counters.Add(new Counter { Name = Counters.DeadLettersDropped, Label = "", Value = 1234 });
            await db.SaveChangesAsync();
        });
        var page = await _operator.Page("/dode-letters?reden=too-large");
        Assert.That(page.QuerySelectorAll("main form"), Is.Empty);
        Assert.That(page.Body!.TextContent, Does.Contain("1.234 oudere berichten zijn eerder gewist: er kwamen er meer dan de 5.000 die bewaard worden."));
        Assert.That((await _operator.Page(page.QuerySelector("tbody a")!.GetAttribute("href")!)).Body!.TextContent, Does.Contain("alleen bewaard dát het kwam"));
    }

    private static DeadLetter Letter(DeadLetterReason reason, string detail) => new()
    {
        Id = Guid.CreateVersion7(), Topic = "venstertijden/v1/assen/onbekend/passage", Reason = reason, Detail = detail,
        ReceivedAt = Now, EraseAt = Now + DeadLetter.KeptFor, Hash = new string('0', 64), Bytes = 812, Sealed = null,
    };
}
