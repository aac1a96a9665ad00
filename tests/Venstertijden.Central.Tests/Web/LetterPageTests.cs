using System.Net;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The texts of letters as policy staff change them.</summary>
public class LetterPageTests
{
    private WebUnderTest _web;

    [SetUp]
    public async Task StartWeb() => _web = await WebUnderTest.StartAsync();

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task The_shipped_text_is_used_until_somebody_saves_his_own_and_every_version_stays()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        Assert.That((await staff.Page("/brieven")).QuerySelector(".letters__item")!.TextContent, Does.Contain("meegeleverd"));
        var saved = await staff.Submit("/brieven/warning", "form.writing__text", new() { ["Template"] = "# Let op, {kenteken}\n\nDit is de eerste.", ["Why"] = "korter" }, at: "/brieven/warning?handler=Save");
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await saved.Content.ReadAsStringAsync());
        var page = await staff.Page("/brieven/warning");
        Assert.That(page.QuerySelector(".letter")!.TextContent, Does.Contain("Let op, V-56-KVT"));
        Assert.That(page.QuerySelectorAll(".versions__item").Select(v => v.TextContent.Trim()), Has.Exactly(2).Items.And.Some.Contains("Noor van Dijk").And.Some.Contains("korter"));
        var old = await staff.Get("/brieven/warning/0/voorbeeld.pdf");
        Assert.That((old.Content.Headers.ContentType!.MediaType, System.Text.Encoding.ASCII.GetString(await old.Content.ReadAsByteArrayAsync(), 0, 5)), Is.EqualTo(("application/pdf", "%PDF-")));
        Assert.That((await staff.Page("/brieven/warning?versie=0")).QuerySelector("#Template")!.TextContent, Does.Contain("U krijgt nu geen boete"));
    }

    [Test]
    public async Task An_unknown_field_is_refused_with_its_line_and_the_fields_there_are_and_nothing_is_lost_or_saved()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        var refused = await Visitor.Read(await staff.Submit("/brieven/warning", "form.writing__text", new() { ["Template"] = "# Kop\n\nBeste {voornaam},", ["Why"] = "aanhef" }, at: "/brieven/warning?handler=Save"));
        Assert.That(refused.QuerySelector("#faults")!.TextContent, Does.Contain("Regel 3: het veld {voornaam} is er niet.").And.Contain("{kenteken}").And.Contain("{periode_tot}"));
        Assert.That(refused.QuerySelector("#Template")!.TextContent, Does.Contain("Beste {voornaam},"));
        Assert.That(refused.QuerySelector("#Why")!.GetAttribute("value"), Is.EqualTo("aanhef"));
        Assert.That((await staff.Page("/brieven/warning")).QuerySelectorAll(".versions__item"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task What_a_colleague_saved_meanwhile_is_not_overwritten_unseen()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        using var colleague = await Visitor.Of(_web, TestPeople.SecondPolicyUserName);
        await colleague.Submit("/brieven/warning", "form.writing__text", new() { ["Template"] = "# Van een collega", ["Why"] = "nieuw" }, at: "/brieven/warning?handler=Save");
        var late = await staff.Submit("/brieven/warning", "form.writing__text", new() { ["Template"] = "# Van mij", ["Why"] = "mijn", ["Seen"] = "0" }, replace: true, at: "/brieven/warning?handler=Save");
        var page = await Visitor.Read(late);
        Assert.That(page.QuerySelector("[role=alert]")!.TextContent, Does.Contain("Sem Visser heeft ondertussen een nieuwe versie opgeslagen"));
        Assert.That(page.QuerySelector("#Template")!.TextContent, Does.Contain("Van mij"));
    }
}
