using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The pages on which an officer adds what a passage lacks.</summary>
public class SupplyPageTests
{
    private WebUnderTest _web;
    private Visitor _officer;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        _officer = await Visitor.Of(_web, Role.Officer);
    }

    [TearDown]
    public async Task StopWeb()
    {
        _officer.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Without_such_passages_the_page_says_so()
    {
        var page = await _officer.Page("/feiten");
        Assert.That((page.QuerySelector("h1")!.TextContent, page.QuerySelector(".empty__title")!.TextContent), Is.EqualTo(("Geen passage mist een feit dat u kunt aanvullen", "U bent bij")));
    }

    [Test]
    public async Task The_list_names_no_plate_and_the_plate_is_read_blind_from_its_picture()
    {
        var first = await new UndecidedSeed { Ago = Duration.FromHours(70) }.AddTo(_web);
        var second = await new UndecidedSeed { Plate = "VNSB91", PictureCame = false }.AddTo(_web);
        var list = await _officer.Page("/feiten");
        Assert.That(list.QuerySelectorAll(".list__link").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { $"/feiten/{first}", $"/feiten/{second}" }));
        Assert.That((list.QuerySelector("h1")!.TextContent, list.QuerySelector(".list__row .status")!.TextContent.Trim()), Is.EqualTo(("2 passages missen een feit", "Nog 2 uur")));
        var page = await _officer.Page($"/feiten/{first}");
        Assert.That(list.DocumentElement.OuterHtml + page.DocumentElement.OuterHtml, Does.Not.Contain("VGVD12").And.Not.Contain("VNSB91"));
        var picture = await _officer.Get(page.QuerySelector("img[data-stage-img]")!.GetAttribute("src")!);
        Assert.That((picture.Content.Headers.ContentType!.MediaType, picture.Headers.CacheControl!.NoStore), Is.EqualTo(("image/jpeg", true)));
        Assert.That((await _officer.Page($"/feiten/{second}")).Body!.TextContent, Does.Contain("Het beeld wordt opgehaald"));

        var wrong = await Visitor.Read(await _officer.Submit($"/feiten/{first}", "form[action*=Read]", new() { ["Typed"] = "zomaar", ["Country"] = "NL" }));
        Assert.That((wrong.QuerySelector("#Typed-error")!.TextContent, wrong.QuerySelector("#Typed")!.GetAttribute("value")), Is.EqualTo(("Dit is geen Nederlands kenteken. Kijk nog eens, of kies een ander land.", "zomaar")));
        var done = await _officer.Submit($"/feiten/{first}", "form[action*=Read]", new() { ["Typed"] = "VG-VD-12", ["Country"] = "NL" });
        Assert.That(done.Headers.Location!.OriginalString, Is.EqualTo($"/feiten/{second}"), "the next stands ready");
        Assert.That((await _officer.Page("/feiten")).QuerySelector("#told")!.TextContent, Does.Contain("Deze passage is nu zaak 2026-000001"));
    }

    [Test]
    public async Task Missing_facts_are_asked_with_their_source_and_the_field_that_is_wrong_says_so()
    {
        var id = await new UndecidedSeed { Plate = "VZZZ99", Confidence = 0.99 }.AddTo(_web);
        var nothing = await Visitor.Read(await _officer.Submit($"/feiten/{id}", "form[action*=Facts]", new() { ["Facts.Category"] = "N1", ["Facts.Body"] = "GESLOTEN OPBOUW!" }));
        Assert.That(nothing.QuerySelectorAll(".field-error").Select(e => e.TextContent), Is.EqualTo(new[] { "Gebruik kleine letters, zoals het register: gesloten opbouw.", "Kies waar u het gegeven vond." }));
        Assert.That(nothing.QuerySelector("option[value=N1][selected]"), Is.Not.Null, "nothing typed is lost");
        var done = await _officer.Submit($"/feiten/{id}", "form[action*=Facts]", new() { ["Facts.Category"] = "O1", ["Facts.Source"] = "vehicle-papers" });
        Assert.That(done.Headers.Location!.OriginalString, Is.EqualTo("/feiten"));
        Assert.That((await _officer.Page("/feiten")).QuerySelector("#told")!.TextContent, Does.Contain("Er is geen overtreding: de passage is gewist."));
    }

    [Test]
    public async Task What_cannot_be_read_can_be_taken_back_and_what_is_gone_says_so()
    {
        var id = await new UndecidedSeed().AddTo(_web);
        await _officer.Submit($"/feiten/{id}", "form[action*=GiveUp]", []);
        var list = await _officer.Page("/feiten");
        Assert.That(list.Body!.TextContent, Does.Contain("Hier kunt u niets aanvullen").And.Contain("Jan de Vries: niet aan te vullen"));
        await _officer.Submit($"/feiten/{id}", "form[action*=GiveUp]", []);
        await _officer.Submit("/feiten", "#told form", []);
        Assert.That((await _officer.Page("/feiten")).QuerySelector("h1")!.TextContent, Is.EqualTo("1 passage mist een feit"));
        Assert.That((await _officer.Get($"/feiten/{Guid.NewGuid()}")).Headers.Location!.OriginalString, Is.EqualTo("/feiten"));
    }

    [Test]
    public async Task The_list_as_a_file_names_no_plate_either()
    {
        await new UndecidedSeed().AddTo(_web);
        string[] csv = (await (await _officer.Get("/feiten/lijst.csv")).Content.ReadAsStringAsync()).Split('\n');
        Assert.That(csv[0], Is.EqualTo("camera,street,seen_from,reason,erased_at,given_up_at"));
        Assert.That(csv[1], Does.Match("^[^,]+,[^,]+,2026-03-02T[^,]+Z,weak-read,2026-03-0[^,]+Z,$").And.Not.Contain("VGVD"));
    }
}
