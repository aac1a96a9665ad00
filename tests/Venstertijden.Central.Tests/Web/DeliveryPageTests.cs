using System.Net;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Tests.Features.Delivery;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The officer's page of deliveries, where there is no link: he carries batch and answer himself.</summary>
public class DeliveryPageTests
{
    private TownThatDelivers _town;
    private Visitor _officer;

    [SetUp]
    public async Task StartTown()
    {
        _town = await TownThatDelivers.Start();
        _officer = await Visitor.Of(_town.Web, Role.Officer);
    }

    [TearDown]
    public async Task StopTown()
    {
        _officer.Dispose();
        await _town.DisposeAsync();
    }

    [Test]
    public async Task With_nothing_approved_the_page_says_so() =>
        Assert.That((await _officer.Page("/aanlevering")).QuerySelector("main")!.TextContent, Does.Contain("Er kan nu niets mee").And.Contain("Er ligt geen goedgekeurde zaak te wachten").And.Contain("Er is nog geen levering gemaakt"));

    [Test]
    public async Task From_the_list_to_the_batch_to_the_answer_and_back_to_a_refused_case()
    {
        var id = await Approved.AddTo(_town.Web, new CaseSeed());
        var page = await _officer.Page("/aanlevering");
        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("1 zaak kan nu mee").And.Contain("€\u00a0180,00").And.Not.Contain("VGVD12"), "no plate in a list");
        var made = await _officer.Submit("/aanlevering", "form[action*='handler=Make']", []);
        string address = made.Headers.Location!.OriginalString;
        Assert.That(address, Is.EqualTo("/aanlevering/2026-000001"));
        Assert.That((await _officer.Page(address)).QuerySelector("caption")!.TextContent, Is.EqualTo("1 verstuurd = 0 aangenomen + 0 geweigerd + 1 open"));
        var zip = await _officer.Get(address + "/levering.zip");
        Assert.That((zip.StatusCode, zip.Content.Headers.ContentDisposition?.FileName, zip.Headers.CacheControl?.NoStore), Is.EqualTo((HttpStatusCode.OK, "vth-assen-2026-000001.zip", (bool?)true)));
        Assert.That(await _town.Ask(db => db.Audit.CountAsync(a => a.Action == "delivery.download")), Is.EqualTo(1));

        string number = await _town.NumberOf(id);
        await Bring(TownThatDelivers.Return("2026-000001", $"""<refused case="{number}" code="K04">kenteken geschorst</refused>"""));
        Assert.That((await _officer.Page("/")).QuerySelector("main")!.TextContent, Does.Contain("zaak is geweigerd door het CJIB"));
        Assert.That((await _officer.Page("/aanlevering")).QuerySelector("#returned")!.TextContent, Is.EqualTo("Het CJIB weigerde 1 zaak"));
        Assert.That((await _officer.Page($"/zaak/{id}")).QuerySelector("main")!.TextContent, Does.Contain("Geweigerd met code K04").And.Contain("kenteken geschorst"));
        await _officer.Submit($"/zaak/{id}", "form[action*='handler=Reopen']", new() { ["Why"] = "Geschorst is later opgeheven." });
        Assert.That(await _town.StateOf(id), Is.EqualTo(CaseState.Ready));
        Assert.That(await (await _officer.Get(address + "/zaken.csv")).Content.ReadAsStringAsync(), Does.Contain($"{number},R315a,180.00,refused,"));
    }

    [Test]
    public async Task A_file_that_is_no_answer_is_told_in_words_and_changes_nothing()
    {
        await Bring("<html></html>");
        var page = await _officer.Page("/aanlevering");
        Assert.That(page.QuerySelector("#told")!.TextContent, Does.Contain("antwoord.xml is niet ingelezen: line 1"));
        Assert.That(page.QuerySelector("#refused")!.ParentElement!.TextContent, Does.Contain("antwoord.xml"));
    }

    [Test]
    public async Task A_batch_that_is_not_there_is_not_found() => await _officer.Page("/aanlevering/2026-999999", HttpStatusCode.NotFound);

    private async Task Bring(string xml)
    {
        var answer = await _officer.Upload("/aanlevering", "form[action*='handler=Answer']", [], "antwoord.xml", System.Text.Encoding.UTF8.GetBytes(xml), "Answer");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }
}
