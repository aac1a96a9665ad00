using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

public class ReportPageTests
{
    private WebUnderTest _web;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            Add(db, 8, "kerkstraat", "allowed", "inside-window");
            Add(db, 2, "kerkstraat", "undecided", "weak-read");
            Add(db, 5, "marktstraat", "undecided", "weak-read");
            Add(db, 12, "marktstraat", "suspected", "outside-window");
            Add(db, 36, "marktstraat", "allowed", "exemption");
            Add(db, 3, "brink-noord", "allowed", "inside-window");
            await db.SaveChangesAsync();
        });
    }

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task A_month_tells_passages_and_how_well_the_rules_were_kept_by_camera_and_hides_counts_under_five_with_what_would_give_them_away()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        var page = await staff.Page("/rapport");
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("maart 2026: 66 passages"));
        Assert.That(page.QuerySelector(".report__kept")!.TextContent, Is.EqualTo("79\u00a0% hield zich aan de regels"), "47 of the 59 that were decided");
        var rows = page.QuerySelectorAll("[aria-labelledby=by-camera] tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent)));
        Assert.That(rows, Is.EqualTo(new[] { "De Brink noord|< 5|0|0|–", "Kerkstraat|verborgen|0|< 5|100\u00a0%", "Marktstraat|53|12|verborgen|–" }));
    }

    [Test]
    public async Task The_same_counts_come_as_CSV_and_an_empty_day_says_so()
    {
        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        string csv = await (await staff.Get("/rapport/month/2026-03-02/rapport.csv")).Content.ReadAsStringAsync();
        Assert.That(csv, Does.StartWith("by,value,passages,broken,undecided,compliance\n").And.Contain("camera,kerkstraat,hidden,0,<5,1.000\n").And.Contain("camera,brink-noord,<5,0,0,\n"));
        Assert.That((await staff.Page("/rapport?periode=day&op=2026-01-01")).QuerySelector("h1")!.TextContent, Does.Contain("geen passages geteld"));
    }

    private static void Add(CentralDb db, int count, string camera, string verdict, string reason)
    {
        for (int i = 0; i < count; i++)
            db.AnonymousFacts.Add(new AnonymousFact
            {
                Zone = "assen-kernwinkelgebied", Camera = CameraId.Parse(camera), LocalQuarter = new LocalDateTime(2026, 3, 2, 9, 15), Direction = Direction.In, CountryGroup = "NL", Category = "N1",
                BodyGroup = "", EmissionClass = "6", AdmissionBand = "", Statutory = "", ExemptionGroup = "", Verdict = verdict, Reason = reason,
            });
    }
}
