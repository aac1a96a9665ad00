using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Who oversees how personal data is kept sees what was erased, with the proof.</summary>
public class ErasuresPageTests
{
    private static readonly Instant Now = WebUnderTest.Start;
    private WebUnderTest _web;
    private Visitor _policy;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        _policy = await Visitor.Of(_web, Role.PolicyStaff);
    }

    [TearDown]
    public async Task StopWeb()
    {
        _policy.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Nothing_erased_says_so_and_what_will_come_here() =>
        Assert.That((await _policy.Page("/wissingen")).Body!.TextContent, Does.Contain("Er is nog niets gewist"));

    [Test]
    public async Task Each_record_tells_what_when_why_and_that_the_log_agrees_and_a_kind_can_be_chosen()
    {
        await Add(db =>
        {
            Erasure.Record(db, Erasure.Undecided, 3, "72 h", Now - Duration.FromDays(1));
            Erasure.Record(db, Erasure.Plate, 2, "on request: \"exemption\"", Now);
        });
        var page = await _policy.Page("/wissingen");
        Assert.That(page.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("[data-label=Wat]")!.TextContent.Trim()), Is.EqualTo(new[] { "Op verzoek", "Onbesliste passages" }), "the newest first");
        Assert.That(page.QuerySelectorAll("tbody .status").Select(s => s.TextContent.Trim()), Is.All.EqualTo("Klopt met het logboek"));
        Assert.That((await _policy.Page("/wissingen?soort=undecided-passages")).QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        string csv = await (await _policy.Get("/wissingen/wissingen.csv")).Content.ReadAsStringAsync();
        Assert.That(csv.Split('\n')[0], Is.EqualTo("at,kind,count,ground,case,record,sha256,audit_entry,proof"));
        Assert.That(csv.Split('\n')[1..], Has.One.Match("^2026-03-01T12:04:07Z,undecided-passages,3,\"72 h\",,[0-9a-f-]{36},[0-9a-f]{64},\\d+,proven$").And.One.Contains(",plate,2,\"on request: \"\"exemption\"\"\","));
    }

    [Test]
    public async Task A_record_that_was_changed_or_made_up_is_told_as_wrong()
    {
        await Add(db => Erasure.Record(db, Erasure.Undecided, 3, "72 h", Now));
        await Add(db => db.Erasures.Add(new Erasure { Id = Guid.NewGuid(), At = Now + Duration.FromHours(1), Kind = Erasure.Plate, Count = 9, Term = "made up" }));
        await Add(db => db.Erasures.Add(new Erasure { Id = Guid.NewGuid(), At = Now - Duration.FromDays(9), Kind = Erasure.Case, Count = 1, Term = "of an earlier version" }));
        await Add(db => db.Erasures.Where(e => e.Kind == Erasure.Undecided).ExecuteUpdate(set => set.SetProperty(e => e.Count, 4)));
        var page = await _policy.Page("/wissingen");
        Assert.That(page.QuerySelectorAll("tbody .status").Select(s => s.TextContent.Trim()), Is.EqualTo(new[] { "Klopt niet", "Klopt niet", "Van vóór deze controle" }));
        Assert.That(page.QuerySelector(".utrecht-alert--error")!.TextContent, Does.Contain("vth verify"));
    }

    [Test]
    public async Task Many_records_are_paged_by_key_and_a_broken_key_shows_the_first_page()
    {
        await Add(db =>
        {
            for (int i = 0; i < ErasuresModel.PageSize + 3; i++)
                Erasure.Record(db, Erasure.Undecided, 1, "72 h", Now - Duration.FromHours(i / 2));
        });
        var first = await _policy.Page("/wissingen");
        Assert.That(first.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(ErasuresModel.PageSize));
        var second = await _policy.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.That(second.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(3));
        Assert.That(second.QuerySelectorAll("a[rel=next]"), Is.Empty);
        Assert.That((await _policy.Page("/wissingen?voor=x.y")).QuerySelectorAll("tbody tr"), Has.Length.EqualTo(ErasuresModel.PageSize));
    }

    private Task Add(Action<CentralDb> change) => _web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        change(db);
        await db.SaveChangesAsync();
    });
}
