using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Who oversees the use of personal data searches the log, checks it and takes it out.</summary>
public class LogPageTests
{
    private static readonly Instant Now = WebUnderTest.Start;
    private static readonly Actor Boa = new(Guid.NewGuid(), "A. de Boer", "officer");
    private WebUnderTest _web;
    private Visitor _auditor;

    /// <summary>Lines that central wrote when it started.</summary>
    private int _before;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        _auditor = await Visitor.Of(_web, Role.Auditor);
        await Add(db => _before = db.Audit.Count());
        await Add(db =>
        {
            AuditTrail.Record(db, Boa, "case.look", "case:2026-000001", "beoordelen", Now - Duration.FromDays(3));
            AuditTrail.Record(db, Boa, "case.approve", "case:2026-000001", "pedestrian-zone", Now - Duration.FromHours(2));
            AuditTrail.Record(db, Actor.System("retention"), "retention.erase", "undecided", "=72 h", Now);
        });
    }

    [TearDown]
    public async Task StopWeb()
    {
        _auditor.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task The_newest_line_stands_first_in_words_and_the_program_is_told_from_people()
    {
        var rows = (await _auditor.Page("/logboek")).QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.That(rows, Has.Count.EqualTo(3 + _before));
        Assert.That(rows[0], Does.Contain("Gewist na de termijn").And.Contain("het systeem (retention)"));
        Assert.That(rows[1], Does.Contain("Zaak goedgekeurd").And.Contain("A. de Boer").And.Contain("case:2026-000001"));
    }

    [TestCase("wie=A.+de+Boer", 2)]
    [TestCase("over=case:2026-000001", 2)]
    [TestCase("over=case:", 2)]
    [TestCase("soort=retention", 1)]
    [TestCase("van=2026-03-02&soort=retention", 1)]
    [TestCase("tot=2026-02-27", 1)]
    [TestCase("soort=case&van=2026-03-02", 1)]
    [TestCase("wie=Niemand", 0)]
    [TestCase("van=gisteren&wie=A.+de+Boer", 2)]
    public async Task Who_what_about_and_when_narrow_it_down(string query, int lines)
    {
        var page = await _auditor.Page("/logboek?" + query);
        Assert.That(page.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(lines));
        if (lines == 0)
            Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("Geen regel past bij wat u vroeg"));
    }

    [Test]
    public async Task The_chain_is_checked_on_the_spot_and_a_changed_line_is_named()
    {
        await _auditor.Submit("/logboek", "form[action*='handler=Check']", []);
        Assert.That((await _auditor.Page("/logboek")).QuerySelector("#told")!.TextContent, Does.Contain($"De keten is heel: {3 + _before} regels"));
        await Add(db => db.Audit.Where(a => a.Number == 2).ExecuteUpdate(set => set.SetProperty(a => a.Actor, "somebody else")));
        await _auditor.Submit("/logboek", "form[action*='handler=Check']", []);
        Assert.That((await _auditor.Page("/logboek")).QuerySelector("#told")!.TextContent, Does.Contain("niet vanaf regel 2"));
    }

    [Test]
    public async Task Taken_out_it_holds_the_hashes_no_formula_and_is_logged_itself()
    {
        string csv = await (await _auditor.Get("/logboek/logboek.csv?soort=retention")).Content.ReadAsStringAsync();
        Assert.That(csv.Split('\n')[0], Is.EqualTo("number,at,actor,role,action,subject,reason,previous_sha256,sha256"));
        Assert.That(csv.Split('\n')[1], Does.Match($"^{3 + _before},2026-03-02T12:04:07Z,\"retention\",system,retention.erase,\"undecided\",\"'=72 h\",[0-9a-f]{{64}},[0-9a-f]{{64}}$"));
        Assert.That((await _auditor.Page("/logboek?soort=audit")).QuerySelector("tbody tr")!.TextContent, Does.Contain("Logboek opgehaald").And.Contain("Iris Mulder"));
    }

    [Test]
    public async Task Many_lines_are_paged_by_number()
    {
        await Add(db =>
        {
            for (int i = 0; i < LogModel.PageSize; i++)
                AuditTrail.Record(db, Boa, "picture.look", $"picture:{i}", "review", Now);
        });
        var first = await _auditor.Page("/logboek");
        Assert.That(first.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(LogModel.PageSize));
        var second = await _auditor.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.That(second.QuerySelectorAll("tbody th").Select(n => n.TextContent), Is.EqualTo(Enumerable.Range(1, 3 + _before).Reverse().Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    private Task Add(Action<CentralDb> change) => _web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        change(db);
        await db.SaveChangesAsync();
    });
}
