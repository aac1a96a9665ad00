using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Policy.Documents;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The page "Dossier klaar?" as officers and policy staff use it.</summary>
public class ReadinessPageTests
{
    private const string Detail = "/dossier-klaar/kerkstraat/pedestrian-zone";

    private WebUnderTest _web;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
    }

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task With_everything_on_file_it_says_so_first_and_shows_each_paper_with_its_date()
    {
        using var officer = await Visitor.Of(_web, Role.Officer);
        var page = await officer.Page("/dossier-klaar");
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Aan de boetes van vandaag ontbreekt niets"));
        var rows = page.QuerySelectorAll(".matrix tbody tr").Select(r => r.QuerySelector("th")!.TextContent.Trim().ReplaceLineEndings(" "));
        Assert.That(rows.Count(), Is.EqualTo(5), "De Brink has no zero-emission rule");
        var inspection = page.QuerySelector(".matrix tbody tr td[data-label='Schouw van de borden']")!;
        Assert.That(inspection.TextContent, Does.Contain("klaar").And.Contain("tot en met vr 27 mrt 2026").And.Contain("voorbeeld"));
        Assert.That((await officer.Page("/werkvoorraad")).Body!.TextContent, Does.Not.Contain("Stukken ontbreken"));
    }

    [Test]
    public async Task A_month_without_inspection_stands_on_top_here_and_on_the_queue_and_warns_ten_days_before()
    {
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 17, 10, 0));
        using var officer = await Visitor.Of(_web, Role.Officer);
        Assert.That((await officer.Page("/dossier-klaar")).QuerySelector("#ending")!.TextContent, Is.EqualTo("Loopt binnen 60 dagen af"));
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 28, 10, 0));
        var page = await officer.Page("/dossier-klaar");
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Aan de boetes van vandaag ontbreekt iets bij 5 camera’s en regels"));
        Assert.That(page.QuerySelector(".lacks__item")!.TextContent, Does.Contain("telt alleen").And.Contain("De laatste schouw was op vr 27 feb 2026: de schouw van maart ontbreekt."));
        Assert.That((await officer.Page("/werkvoorraad")).QuerySelector(".queue-papers li")!.TextContent, Does.Contain("de schouw van maart ontbreekt"));
        Assert.That((await officer.Page("/")).Body!.TextContent, Does.Contain("missen een stuk voor de boetes van vandaag"));
        string csv = await (await officer.Get("/dossier-klaar/overzicht.csv")).Content.ReadAsStringAsync();
        Assert.That(csv, Does.StartWith("zone,camera,regime,mode,paper,state,dated,last_day,number,example,lacks\n").And.Contain("assen-kernwinkelgebied,kerkstraat,pedestrian-zone,count,sign-inspection,lacking,2026-02-27,2026-03-27,VOORBEELD,true,sign-inspection\n"));
    }

    [Test]
    public async Task Policy_staff_file_a_paper_with_an_upload_and_an_officer_opens_it()
    {
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 28, 10, 0));
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        var filed = await staff.Upload($"{Detail}/nieuw?stuk=sign-inspection", "form.filing", new() { ["DatedOn"] = "2026-03-27", ["Time"] = "07:15", ["Outcome"] = "good", ["Number"] = "SCH-2026-03" }, "schouw.pdf", "%PDF-1.7 schouw"u8.ToArray());
        Assert.That((filed.StatusCode, filed.Headers.Location?.OriginalString), Is.EqualTo((HttpStatusCode.Redirect, Detail)), await filed.Content.ReadAsStringAsync());
        using var officer = await Visitor.Of(_web, Role.Officer);
        var page = await officer.Page(Detail);
        var row = page.QuerySelector("[aria-labelledby=sign-inspection] tbody tr")!;
        Assert.That(row.TextContent, Does.Contain("vr 27 mrt 2026 7.15").And.Contain("alle borden in orde").And.Contain("SCH-2026-03").And.Contain("Noor van Dijk"));
        var file = await officer.Get(row.QuerySelector("a[download]")!.GetAttribute("href")!);
        Assert.That((file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.FileName, await file.Content.ReadAsStringAsync()), Is.EqualTo(("application/pdf", "schouw.pdf", "%PDF-1.7 schouw")));
        Assert.That(page.QuerySelector("a[href*=nieuw]"), Is.Null, "an officer looks only");
    }

    [Test]
    public async Task A_form_with_faults_says_each_at_its_field_and_loses_nothing_typed()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        var refused = await staff.Upload($"{Detail}/nieuw?stuk=approval", "form.filing", new() { ["DatedOn"] = "2026-03-09", ["Number"] = "OM-77", ["ReceivedOn"] = "2026-02-01" }, "brief.pdf", "geen pdf"u8.ToArray());
        var page = await Visitor.Read(refused);
        Assert.That(page.QuerySelector("#DatedOn-error")!.TextContent, Is.EqualTo("Die dag moet nog komen."));
        Assert.That(page.QuerySelector("#SentOn-error")!.TextContent, Is.EqualTo("Vul dit in."));
        Assert.That(page.QuerySelector("#Uploads-error")!.TextContent, Does.StartWith("Alleen PDF, JPEG of PNG."));
        Assert.That(page.QuerySelector("#Number")!.GetAttribute("value"), Is.EqualTo("OM-77"));
    }

    [Test]
    public async Task A_withdrawal_shows_the_cases_it_touches_first_and_then_blocks_approval_at_once()
    {
        var id = await new CaseSeed { Plate = "AE123B", Camera = TownAtWork.Kerkstraat, Shape = Street.VehicleShape.PassengerCar, Colour = Street.VehicleColour.Red }.AddTo(_web);
        var approval = await Approval();
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        string address = $"/dossier-klaar/stuk/{approval}/intrekken?camera=kerkstraat&regime=pedestrian-zone";
        var preview = await staff.Page(address);
        Assert.That(preview.QuerySelector(".notice")!.TextContent, Does.Contain("Dit raakt 1 zaak."));
        Assert.That(preview.QuerySelector(".history tbody tr")!.TextContent, Does.Contain("2026-000001"));
        var withoutWhy = await Visitor.Read(await staff.Submit(address, "form.filing", []));
        Assert.That(withoutWhy.QuerySelector("#Why-error")!.TextContent, Is.EqualTo("Vul dit in."));
        var done = await staff.Submit(address, "form.filing", new() { ["Why"] = "Brief van het OM van 1 maart" });
        Assert.That(done.Headers.Location?.OriginalString, Is.EqualTo(Detail), await done.Content.ReadAsStringAsync());
        var page = await staff.Page(Detail);
        Assert.That(page.QuerySelector("#told")!.TextContent, Does.Contain("Nu wordt 1 zaak nagelopen"));
        Assert.That(page.QuerySelector(".lead")!.TextContent, Does.Contain("telt alleen").And.Contain("De instemming van het OM is ingetrokken."));
        Assert.That(page.QuerySelector("[aria-labelledby=approval] tbody")!.TextContent, Does.Contain("Brief van het OM van 1 maart"));
        await _web.Services.GetRequiredService<Repercussions>().Run(WebUnderTest.Site, default);
        using var officer = await Visitor.Of(_web, Role.Officer);
        Assert.That((await officer.Page($"/zaak/{id}")).Body!.TextContent, Does.Contain("een stuk waarop de zaak rust, geldt niet meer"));
        Assert.That((await officer.Page("/zaken-die-veranderen")).Body!.TextContent, Does.Contain("een stuk geldt niet meer"));
    }

    [Test]
    public async Task A_red_paper_is_told_in_words_on_the_case()
    {
        var id = await new CaseSeed().AddTo(_web);
        await _web.InScope(async services =>
        {
            // As if somebody wrote a withdrawal past the desk: no case was looked at, the lines are red all the same.
            var db = services.GetRequiredService<CentralDb>();
            foreach (var paper in db.Papers.Where(p => p.Kind == PaperKind.Dpia).ToList())
                (paper.WithdrawnAt, paper.WithdrawnFrom, paper.WithdrawnBy, paper.WithdrawnWhy) = (WebUnderTest.Start, new LocalDate(2026, 1, 1), "x", "vergissing");
            await db.SaveChangesAsync();
            await services.GetRequiredService<FactsLoader>().ReloadPapers(WebUnderTest.Site, default);
        });
        using var officer = await Visitor.Of(_web, Role.Officer);
        await officer.Submit($"/zaak/{id}", "form:has(#Typed)", new() { ["Typed"] = "VGVD12" });
        var page = await officer.Page($"/zaak/{id}");
        Assert.That(page.Body!.TextContent, Does.Contain("Bewijs niet compleet").And.Contain("Er is geen DPIA."));
        Assert.That((await officer.Page("/werkvoorraad")).QuerySelector(".queue-papers")!.TextContent, Does.Contain("1 zaak wacht."));
    }

    private async Task<Guid> Approval()
    {
        Guid id = default;
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var document = Policy.Assen.AssenPolicies.All.On(ZoneId.Parse("assen-kernwinkelgebied"), new LocalDate(2026, 3, 2))!;
            string rule = RuleMark.Of(document, Policy.Verdicts.Regime.PedestrianZone);
            var camera = Contracts.CameraId.Parse("kerkstraat");
            id = (await db.Papers.SingleAsync(p => p.Kind == PaperKind.Approval && p.Camera == camera && p.GivenForRule == rule)).Id;
        });
        return id;
    }
}
