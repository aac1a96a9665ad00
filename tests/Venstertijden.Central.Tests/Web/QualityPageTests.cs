using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>A second pair of eyes, plates that were mistaken, and the brake on a flood of cases.</summary>
public class QualityPageTests
{
    private static readonly Dictionary<string, string> WholeFinding = new() { ["PlateReadByMe"] = "true", ["SignSeen"] = "true", ["Driving"] = "true", ["NoLoadingSeen"] = "true" };

    private WebUnderTest _web = null!;
    private Visitor _officer = null!;
    private Visitor _colleague = null!;

    private async Task StartWeb(int samplePercent)
    {
        _web = await WebUnderTest.StartAsync(samplePercent: samplePercent);
        await _web.SeedAsync();
        _officer = await Visitor.Of(_web, Role.Officer);
        _colleague = await Visitor.Of(_web, TestPeople.ColleagueUserName);
    }

    [TearDown]
    public async Task StopWeb()
    {
        _officer.Dispose();
        _colleague.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task A_sampled_case_is_judged_by_a_colleague_who_cannot_tell_that_it_was_approved()
    {
        await StartWeb(samplePercent: 100);
        var id = await new CaseSeed().AddTo(_web);
        await Approve(_officer, id);
        Assert.That(await Row(id), Is.EqualTo((CaseState.Ready, "waits")));
        Assert.That((await _officer.Page($"/zaak/{id}")).Body!.TextContent, Does.Contain("Een collega kijkt ook"));
        var again = await Visitor.Read(await _officer.Submit($"/zaak/{id}", "form[action*=Undo]", [], at: $"/zaak/{id}?handler=Reject"));
        Assert.That(again.QuerySelector("#refusal")!.TextContent, Does.Contain("U hebt deze zaak al beoordeeld"));

        await _colleague.Submit($"/zaak/{id}", "form[action*=Read]", new() { ["Typed"] = "VGVD12" });
        string seen = (await _colleague.Page($"/zaak/{id}")).QuerySelector("main")!.TextContent + (await _colleague.Page($"/zaak/{id}/uitleg")).QuerySelector("main")!.TextContent;
        Assert.That(seen, Does.Not.Contain("Jan de Vries").And.Not.Contain("Goedgekeurd").And.Not.Contain("tweede handhaver"));
        Assert.That((await _colleague.Page($"/zaak/{id}/dossier")).QuerySelector("main form"), Is.Null, "the dossier would tell it");
        await _colleague.Submit($"/zaak/{id}", "form[action*='handler=Approve']", WholeFinding);
        Assert.That(await Row(id), Is.EqualTo((CaseState.Approved, "agreed")));
        Assert.That((await _officer.Page("/kwaliteit")).QuerySelector("#agree-title")!.TextContent, Is.EqualTo("Twee handhavers zijn het in 100 % van de zaken eens".Replace("100 %", "100\u00a0%")));
    }

    [Test]
    public async Task When_two_officers_differ_the_second_counts_and_the_first_may_still_take_his_own_back_before()
    {
        await StartWeb(samplePercent: 100);
        var (one, two) = (await new CaseSeed().AddTo(_web), await new CaseSeed { Plate = "VNSB91", Colour = Street.VehicleColour.Red }.AddTo(_web));
        await Approve(_officer, one);
        await _colleague.Submit($"/zaak/{one}", ".blind form[action*=Reject]", [], "button[value=loading-seen]");
        Assert.That(await Row(one), Is.EqualTo((CaseState.Rejected, "differed")));
        await Approve(_officer, two, "VNSB91");
        await _officer.Submit($"/zaak/{two}", "form[action*=Undo]", []);
        Assert.That(await Row(two), Is.EqualTo((CaseState.Ready, (string?)null)));
        Assert.That((await _officer.Page($"/zaak/{two}")).QuerySelector("form[action*='handler=Approve']"), Is.Not.Null, "he judges it anew");
    }

    [Test]
    public async Task The_next_case_of_a_plate_that_was_misread_needs_a_second_pair_of_eyes_and_the_list_shows_no_plate()
    {
        await StartWeb(samplePercent: 0);
        var misread = await new CaseSeed { Plate = "VGVD12" }.AddTo(_web);
        await _officer.Submit($"/zaak/{misread}", "form[action*=Read]", new() { ["Typed"] = "VGVB12" });
        await _officer.Submit($"/zaak/{misread}", "form[action*=Reject]", [], "button[value=plate-misread]");
        var next = await new CaseSeed { Plate = "VGVD12", Ago = Duration.FromMinutes(10) }.AddTo(_web);
        await Approve(_officer, next);
        Assert.That(await Row(next), Is.EqualTo((CaseState.Ready, "waits")));
        var page = await _officer.Page("/kwaliteit");
        Assert.That(page.QuerySelector("#pairs-title")!.TextContent, Is.EqualTo("1 keer werd een kenteken voor een ander aangezien"));
        Assert.That(page.Body!.TextContent, Does.Contain("De Brink noord").And.Contain("Camera las verkeerd").And.Contain("twee kentekens"), "its false flag is counted");
        string[] csv = (await (await _officer.Get("/kwaliteit/lijst.csv")).Content.ReadAsStringAsync()).Split('\n');
        Assert.That(csv[..2], Is.EqualTo(new[] { "camera,rule,decided,rejected,false_flags,most_rejected_for", "De Brink noord,outside-window,1,1,1,plate-misread" }));
        Assert.That(page.DocumentElement.OuterHtml, Does.Not.Contain("VGVD").And.Not.Contain("VGVB").And.Not.Contain("VG-VD"));
        await _officer.Submit($"/zaak/{misread}", "form[action*=Undo]", []);
        Assert.That((await _officer.Page("/kwaliteit")).QuerySelector("#pairs-title")!.TextContent, Does.StartWith("0 keer"), "a rejection that is taken back is unlearned");
    }

    [Test]
    public async Task Who_supplied_the_plate_himself_does_not_make_its_sanction_alone()
    {
        await StartWeb(samplePercent: 0);
        var id = await new CaseSeed().AddTo(_web);
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var (now, boa) = (_web.Clock.GetCurrentInstant(), await db.Users.SingleAsync(u => u.UserName == "boa"));
            var by = new Actor(boa.Id, "Jan de Vries", "officer");
            (await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default))!.Append(new FactsSupplied(now, by, Guid.NewGuid(), null, new SuppliedRead("VGVD12", "NL", SuppliedRead.Picture, by, now), []));
            await db.SaveChangesAsync();
        });
        await Approve(_officer, id);
        Assert.That(await Row(id), Is.EqualTo((CaseState.Ready, "waits")));
        await Approve(_colleague, id);
        Assert.That(await Row(id), Is.EqualTo((CaseState.Approved, "agreed")));
    }

    [Test]
    public async Task Too_many_cases_of_one_plate_halt_its_sanctions_until_a_senior_officer_says_what_he_found()
    {
        await StartWeb(samplePercent: 0);
        Guid last = default;
        for (int i = 0; i < 7; i++) last = await new CaseSeed { Ago = Duration.FromMinutes(20 + i) }.AddTo(_web);
        var other = await new CaseSeed { Plate = "VNSB91", Colour = Street.VehicleColour.Red }.AddTo(_web);
        await _web.Services.GetRequiredService<FloodWatch>().Run(WebUnderTest.Site, default);
        Assert.That((await _officer.Page("/werkvoorraad")).Body!.TextContent, Does.Contain("1 rem staat aan"));
        var refused = await Visitor.Read(await Approve(_officer, last));
        Assert.That(refused.QuerySelector("#refusal")!.TextContent, Does.Contain("Dit kenteken gaf meer zaken dan normaal (7, normaal ten hoogste 6)").And.Contain("leidinggevende"));
        await Approve(_officer, other, "VNSB91");
        Assert.That((await Row(other)).State, Is.EqualTo(CaseState.Approved), "others go on");
        var page = await _officer.Page("/kwaliteit");
        Assert.That((page.QuerySelector("h1")!.TextContent, page.QuerySelector("form[action*=Release]")), Is.EqualTo(("1 rem staat aan: daar volgt nu geen boete", (object?)null)));

        using var senior = await Visitor.Of(_web, Role.SeniorOfficer);
        string brake = (await senior.Page("/kwaliteit")).QuerySelector("input[name=brake]")!.GetAttribute("value")!;
        Assert.That((await _officer.Submit("/werkvoorraad", "form[role=search]", new() { ["brake"] = brake, ["reason"] = "mag niet" }, at: "/kwaliteit?handler=Release")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await (await senior.Submit("/kwaliteit", "form[action*=Release]", new() { ["reason"] = " " })).Content.ReadAsStringAsync(), Does.Contain("Schrijf op wat u hebt gevonden"));
        await senior.Submit("/kwaliteit", "form[action*=Release]", new() { ["reason"] = "Bezorger die elk halfuur terugkwam, beelden bekeken." });
        Assert.That((await senior.Page("/kwaliteit")).Body!.TextContent, Does.Contain("Vrijgegeven door Wim Hofstra: Bezorger die elk halfuur terugkwam, beelden bekeken."));
        await Approve(_officer, last);
        Assert.That((await Row(last)).State, Is.EqualTo(CaseState.Approved));
        _web.Clock.Advance(Duration.FromMinutes(2));
        await _web.Services.GetRequiredService<FloodWatch>().Run(WebUnderTest.Site, default);
        Assert.That((await senior.Page("/kwaliteit")).QuerySelector("form[action*=Release]"), Is.Null, "what was looked at does not pull it again");
    }

    private static async Task<HttpResponseMessage> Approve(Visitor officer, Guid id, string plate = "VGVD12")
    {
        if ((await officer.Page($"/zaak/{id}")).QuerySelector(".blind") is not null)
            await officer.Submit($"/zaak/{id}", "form[action*=Read]", new() { ["Typed"] = plate });
        return await officer.Submit($"/zaak/{id}", "form[action*='handler=Approve']", WholeFinding);
    }

    private async Task<(CaseState State, string? SecondPair)> Row(Guid id)
    {
        (CaseState, string?) row = default;
        await _web.InScope(async services =>
        {
            var found = await services.GetRequiredService<CentralDb>().Cases.AsNoTracking().SingleAsync(c => c.Id == id);
            row = (found.State, found.SecondPair);
        });
        return row;
    }
}
