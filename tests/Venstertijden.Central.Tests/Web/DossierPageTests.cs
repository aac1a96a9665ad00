using System.Net;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The dossier through its door.</summary>
public class DossierPageTests
{
    private WebUnderTest _web;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
    }

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task Who_has_yet_to_read_the_plate_gets_none_and_sees_no_plate()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        var page = await officer.Page($"/zaak/{id}/dossier");
        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("Lees eerst zelf het kenteken").And.Not.Contain("VGVD12"));
        Assert.That(page.QuerySelector("main form"), Is.Null);
    }

    [Test]
    public async Task Who_has_read_it_downloads_a_whole_dossier_and_finds_it_listed()
    {
        var id = await new CaseSeed().AddTo(_web);
        using var officer = await Visitor.Of(_web, Role.Officer);
        await officer.Submit($"/zaak/{id}", "form[action*='handler=Read']", new() { ["Typed"] = "VGVD12" });
        var answer = await officer.Submit($"/zaak/{id}/dossier", "main form", []);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(answer.Content.Headers.ContentDisposition?.FileName, Does.StartWith("dossier-assen-2026-"));
        await using var zip = await answer.Content.ReadAsStreamAsync();
        using var keys = new KeyRing();
        keys.AddPem(await (await officer.Get(ProofPages.KeyPath)).Content.ReadAsStringAsync());
        Assert.That(DossierVerification.Run(zip, keys).Findings.Select(f => f.ToString()), Is.Empty);
        Assert.That((await officer.Page($"/zaak/{id}/dossier")).QuerySelector("main ol")!.TextContent, Does.Contain("Jan de Vries").And.Contain("vingerafdruk"));
    }

    [Test]
    public async Task A_case_that_is_not_here_has_none()
    {
        using var officer = await Visitor.Of(_web, Role.Officer);
        await officer.Page($"/zaak/{Guid.NewGuid()}/dossier", HttpStatusCode.NotFound);
    }
}
