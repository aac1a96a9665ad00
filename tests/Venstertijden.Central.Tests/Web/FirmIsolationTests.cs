using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Members;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>One firm never sees another's: every address that takes the id of something of a firm is tried with that of another.</summary>
public class FirmIsolationTests
{
    private static readonly string[] OfFirms = [Permissions.SeeOwnVehicles, Permissions.ManageOwnVehicles, Permissions.ApplyForExemptions, Permissions.ManageOwnFirm, Permissions.ManageConnections];
    private WebUnderTest _web;
    private Visitor _owner;
    private Visitor _stranger;
    private Dictionary<string, string> _theirs;

    [OneTimeSetUp]
    public async Task StartTown()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        _owner = await Visitor.Of(_web, Role.FirmOwner);
        string vehicle = (await _owner.Page("/mijn-voertuigen")).QuerySelector(".fleet__plate")!.GetAttribute("href")!;
        var sent = await _owner.Upload("/ontheffingen/nieuw?soort=carrier-zero-emission", "form.sheet", new() { ["kenteken"] = "VKKK07", ["From"] = "2026-03-02", ["LastDay"] = "2027-03-01", ["Why"] = "Bezorgen in de avond." }, "plan.pdf", "%PDF-1.7\n"u8.ToArray());
        string application = sent.Headers.Location!.OriginalString;
        string file = (await _owner.Page(application)).QuerySelector("a[download]")!.GetAttribute("href")!;
        string upload = (await _owner.Submit("/mijn-voertuigen/upload", "form.upload", new() { ["Text"] = "AE-123-B;;;\nfout;;;" })).Headers.Location!.OriginalString;
        _theirs = new(StringComparer.Ordinal)
        {
            ["mijn-voertuigen/{id:guid}"] = vehicle, ["ontheffingen/{id:guid}"] = application, ["ontheffingen/{id:guid}/stuk/{file:guid}"] = file,
            ["mijn-voertuigen/upload/{id:guid}"] = upload, ["mijn-voertuigen/upload/{id:guid}/fouten.csv"] = upload + "/fouten.csv",
            ["mijn-voertuigen/{id:guid}/chauffeur"] = vehicle + "/chauffeur", ["instellingen/koppelingen/{id:guid}/meldingen"] = $"/instellingen/koppelingen/{await Connection()}/meldingen",
        };
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var other = new Firm { Id = Guid.CreateVersion7(), Name = "Ander Vervoer", KvkNumber = "87654321", ProvenKvkNumber = "87654321", CreatedAt = WebUnderTest.Start };
            db.Firms.Add(other);
            (await db.Users.SingleAsync(u => u.UserName == "planner")).FirmId = other.Id;
            (await db.Users.SingleAsync(u => u.UserName == "planner")).Role = Role.FirmOwner;
            await db.SaveChangesAsync();
        });
        _stranger = await Visitor.Of(_web, "planner");
    }

    [OneTimeTearDown]
    public async Task StopTown()
    {
        _owner.Dispose();
        _stranger.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Every_address_with_an_id_of_a_firm_is_known_here_and_finds_nothing_of_another()
    {
        var routes = _web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => OfFirms.Contains(a.Policy)) && e.RoutePattern.Parameters.Count > 0)
            .Select(e => e.RoutePattern.RawText!.TrimStart('/')).Distinct().ToList();
        Assert.That(routes, Is.SubsetOf(_theirs.Keys), "say here how each is tried");
        foreach (string route in routes)
        {
            Assert.That((await _owner.Get(_theirs[route])).StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{route} is the owner's");
            Assert.That((await _stranger.Get(_theirs[route])).StatusCode, Is.EqualTo(HttpStatusCode.NotFound).Or.EqualTo(HttpStatusCode.Redirect), route);
        }
    }

    [TestCase("/mijn-voertuigen?handler=Remove", "vehicle")]
    [TestCase("/mijn-voertuigen?handler=Change", "vehicle")]
    [TestCase(MemberPages.Users + "?handler=Remove", "Person")]
    [TestCase(MemberPages.Users + "?handler=Role", "Person")]
    [TestCase(MemberPages.Users + "?handler=GiveBack", "person")]
    [TestCase(MemberPages.Users + "?handler=Uninvite", "invitation")]
    public async Task Every_form_that_names_something_of_a_firm_changes_nothing_of_another(string address, string field)
    {
        string before = await Everything();
        string token = (await _stranger.Page(MemberPages.Users)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        string id = field == "vehicle" ? _theirs["mijn-voertuigen/{id:guid}"].Split('/')[^1] : await PersonOfOwner();
        await _stranger.Post(address, new() { ["__RequestVerificationToken"] = token, [field] = id, ["Role"] = "FirmReader", ["Nickname"] = "van een ander" });
        Assert.That(await Everything(), Is.EqualTo(before));
    }

    private async Task<Guid> Connection()
    {
        await _owner.Submit("/instellingen/koppelingen", "form[aria-labelledby=new]", new() { ["Name"] = "Planner", ["Scopes"] = "vehicles:read" });
        Guid id = default;
        await _web.InScope(async services => id = (await services.GetRequiredService<CentralDb>().Set<Central.Features.Api.Clients.ApiClient>().SingleAsync()).Id);
        return id;
    }

    private async Task<string> PersonOfOwner()
    {
        string id = "";
        await _web.InScope(async services => id = (await services.GetRequiredService<CentralDb>().Users.SingleAsync(u => u.UserName == "bedrijf")).Id.ToString());
        return id;
    }

    private async Task<string> Everything() =>
        (await _owner.Page("/mijn-voertuigen")).QuerySelector(".fleet")!.TextContent + (await _owner.Page(MemberPages.Users)).QuerySelector(".members")!.TextContent;
}
