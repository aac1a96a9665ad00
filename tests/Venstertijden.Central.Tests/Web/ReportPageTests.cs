using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using PdfSharp.Pdf.IO;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

public class ReportPageTests
{
    private const string Core = "assen-kernwinkelgebied";
    private static readonly LocalDate Today = new(2026, 3, 2);

    private WebUnderTest _web;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            foreach (var (day, times) in new[] { (Today, 1), (new LocalDate(2026, 2, 3), 14) })
            {
                Add(db, day, 8 * times, "kerkstraat", "allowed", "inside-window");
                Add(db, day, 2 * times, "kerkstraat", "undecided", "weak-read");
                Add(db, day, 5 * times, "marktstraat", "undecided", "weak-read");
                Add(db, day, 12 * times, "marktstraat", "suspected", "outside-window");
                Add(db, day, 36 * times, "marktstraat", "allowed", "exemption");
                Add(db, day, 3 * times, "kerkstraat", "not-enforceable", "foreign-plate");
            }

            for (int i = 0; i < 60; i++)
                db.Cases.Add(Case(i, new LocalDate(2026, 2, 3), i < 12 ? CaseState.Rejected : i < 18 ? CaseState.Annulled : CaseState.Accepted));
            db.CameraMinutes.Add(new CameraMinutes { Camera = CameraId.Parse("kerkstraat"), Day = Today, Watched = 600, Seeing = 594 });
            await db.SaveChangesAsync();
        });
    }

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task A_month_first_answers_whether_it_got_quieter_whether_the_rules_were_kept_and_how_often_a_fine_was_wrong()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        var page = await staff.Page("/rapport?periode=month&op=2026-02-10");
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Februari 2026, alle zones"));
        Assert.That(page.QuerySelectorAll(".report__kept").Select(p => p.TextContent), Is.EqualTo(new[]
        {
            "Er reden gemiddeld 33 voertuigen per dag langs. Er is nog geen eerdere periode om dat mee te vergelijken.",
            "74\u00a0% hield zich aan de regels.",
            "Van de 48 verstuurde boetes bleken er 6 onterecht (12\u00a0%).",
        }));
        Assert.That(Row(page, "judged", "Afgewezen"), Does.StartWith("12|"));
        Assert.That(Row(page, "reasons", "Camera las verkeerd"), Is.EqualTo("12"));
        Assert.That(Row(page, "fined", "Vernietigd"), Does.StartWith("6|").And.Contain("vond de boete onterecht"));
    }

    [Test]
    public async Task A_month_that_is_not_over_is_set_beside_an_earlier_one_by_the_day_and_hides_counts_under_five()
    {
        using var auditor = await Visitor.Of(_web, Role.Auditor);
        var page = await auditor.Page("/rapport?zone=" + Core);
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Maart 2026, het voetgangersgebied in het centrum van Assen"));
        Assert.That(page.QuerySelector(".report__kept")!.TextContent, Is.EqualTo("Het was ongeveer even druk: gemiddeld 33 voertuigen per dag, een verschil van 0\u00a0% met februari 2026."));
        Assert.That(Row(page, "camera", "Kerkstraat"), Is.EqualTo("13|< 5|< 5|–"));
        Assert.That(page.QuerySelector("[aria-labelledby=t-availability]")!.TextContent, Does.Contain("Onbewezen").And.Contain("99\u00a0%").And.Contain("10 uur"));
    }

    [Test]
    public async Task The_same_report_comes_as_CSV()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        string csv = await (await staff.Get("/rapport/month/2026-03-02/rapport.csv")).Content.ReadAsStringAsync();
        Assert.That(csv, Does.StartWith("table,row,figure,value\npassing,passages,count,66\n").And.Contain("camera,kerkstraat,undecided,<5\n").And.Contain("availability,kerkstraat,available-share,0.990\n"));
        Assert.That(csv.TrimEnd('\n').Split('\n').Select(l => l.Count(c => c == ',')), Has.All.EqualTo(3));
    }

    [Test]
    public async Task The_same_report_comes_as_a_tagged_PDF_in_Dutch()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        var answer = await staff.Get("/rapport/year/2026-03-02/rapport.pdf?taal=en");
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/pdf"));
        using var read = PdfReader.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), PdfDocumentOpenMode.Import);
        Assert.That(read.Info.Title, Is.EqualTo("Rapport: 2026, alle zones"));
        Assert.That(read.Internals.Catalog.Elements.GetDictionary("/MarkInfo")!.Elements.GetBoolean("/Marked"), Is.True);
    }

    [Test]
    public async Task A_day_tells_passages_with_its_hours_in_tens_and_leaves_cases_to_the_month()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        var page = await staff.Page("/rapport?periode=day&op=2026-03-02");
        Assert.That(Row(page, "hours", "9 uur"), Is.EqualTo("70"), "66, in tens");
        Assert.That(page.QuerySelector("#t-judged"), Is.Null);
        Assert.That(page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")), Does.Contain("/rapport?periode=month&op=2026-03-02"));
        Assert.That((await staff.Page("/rapport?periode=day&op=2026-01-01")).QuerySelector("main")!.TextContent, Does.Contain("In deze periode is niets geteld."));
    }

    [Test]
    public async Task A_period_or_date_that_does_not_exist_is_not_found_and_an_unknown_zone_is_the_whole_town()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        Assert.That((await staff.Get("/rapport/week/2026-03-02/rapport.csv")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await staff.Get("/rapport/month/2026-02-31/rapport.pdf")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await staff.Page("/rapport?zone=nergens")).QuerySelector("h1")!.TextContent, Does.EndWith("alle zones"));
    }

    private static string? Row(IHtmlDocument page, string table, string name) => page.QuerySelectorAll($"[aria-labelledby=t-{table}] tbody tr")
        .Where(r => r.QuerySelector("th")!.TextContent == name).Select(r => string.Join('|', r.QuerySelectorAll("td").Select(c => c.TextContent))).FirstOrDefault();

    private static void Add(CentralDb db, LocalDate day, int count, string camera, string verdict, string reason)
    {
        for (int i = 0; i < count; i++)
            db.AnonymousFacts.Add(new AnonymousFact
            {
                Zone = Core, Camera = CameraId.Parse(camera), LocalQuarter = day.At(new LocalTime(9, 15)), Direction = Direction.In, CountryGroup = "NL", Category = "N1",
                BodyGroup = "", EmissionClass = "6", AdmissionBand = "", Statutory = "", ExemptionGroup = "", Verdict = verdict, Reason = reason,
            });
    }

    private static CaseRow Case(int number, LocalDate day, CaseState state) => new()
    {
        Id = Guid.CreateVersion7(), Number = $"2026-{number:000000}", Zone = Core, Camera = CameraId.Parse("marktstraat"), State = state, Offence = "pedestrian-zone", Reason = "outside-window",
        RejectedFor = state == CaseState.Rejected ? "plate-misread" : null, Regime = state == CaseState.Rejected ? null : "pedestrian-zone", SentOn = state == CaseState.Rejected ? null : day.PlusDays(9),
        FirstSeen = day.AtMidnight().InUtc().ToInstant(), LastSeen = day.AtMidnight().InUtc().ToInstant(), ActDate = day, LegalLastDay = day.PlusMonths(4), InternalLastDay = day.PlusMonths(4), ReviewBy = day.AtMidnight().InUtc().ToInstant(),
    };
}
