using NodaTime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>What officers see and do once more becomes known: cases that change, marked plates, and why a verdict was given.</summary>
public class LaterPagesTests
{
    private WebUnderTest _web;
    private Visitor _officer;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        _officer = await Visitor.Of(_web, Role.Officer);
    }

    [TearDown]
    public async Task StopWeb()
    {
        _officer.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Nothing_that_waits_says_so()
    {
        var changes = await _officer.Page("/zaken-die-veranderen");
        Assert.That(changes.QuerySelector("h1")!.TextContent, Is.EqualTo("Geen zaak wacht op u door wat later bekend werd"));
        Assert.That(changes.Body!.TextContent, Does.Contain("Er is niets veranderd").And.Contain("Nog niet geteld"));
        Assert.That((await _officer.Page("/gemerkte-kentekens")).Body!.TextContent, Does.Contain("Er is geen kenteken gemerkt."));
    }

    [Test]
    public async Task A_change_is_told_in_words_and_dismissed_only_with_a_reason()
    {
        var late = await Late(LateStatus.Open, LateEffect.AsksOfficer);
        var row = (await _officer.Page("/zaken-die-veranderen")).QuerySelector("tbody tr")!.TextContent;
        Assert.That(row, Does.Not.Contain("suspected").And.Not.Contain("outside-window").And.Not.Contain("allowed").And.Not.Contain("code."));
        var empty = await _officer.Submit("/zaken-die-veranderen", "form[action*=Dismiss]", new() { ["reason"] = " " });
        Assert.That(await empty.Content.ReadAsStringAsync(), Does.Contain("Schrijf op waarom er niets volgt."));
        await _officer.Submit("/zaken-die-veranderen", "form[action*=Dismiss]", new() { ["reason"] = "Al met de vervoerder besproken." });
        var after = await _officer.Page("/zaken-die-veranderen");
        Assert.That(after.QuerySelector("#told")!.TextContent, Does.Contain("Vastgelegd: er volgt niets."));
        Assert.That(after.QuerySelector("[aria-labelledby=done]")!.TextContent, Does.Contain("Al met de vervoerder besproken."));
        await _web.InScope(async services => Assert.That((await services.GetRequiredService<CentralDb>().LateTruths.SingleAsync(l => l.Id == late)).Status, Is.EqualTo(LateStatus.Dismissed)));
    }

    [Test]
    public async Task What_was_held_and_is_no_longer_so_is_told_and_changes_nothing()
    {
        await Late(LateStatus.Held, LateEffect.Lapses);
        Assert.That((await _officer.Page("/zaken-die-veranderen")).QuerySelector("form[action*=ApplyAll]"), Is.Not.Null);
        await _officer.Submit("/zaken-die-veranderen", "form[action*='handler=Apply']", []);
        Assert.That((await _officer.Page("/zaken-die-veranderen")).QuerySelector("#told")!.TextContent, Does.Contain("Dat was al afgehandeld of niet meer zo."));
    }

    [Test]
    public async Task A_plate_is_marked_once_with_a_kind_and_a_reason_and_the_list_shows_no_plate()
    {
        var bad = await _officer.Submit("/gemerkte-kentekens", "form.changes__form", new() { ["Plate"] = "?" });
        Assert.That(await bad.Content.ReadAsStringAsync(), Does.Contain("Vul een Nederlands kenteken in").And.Contain("Kies een soort.").And.Contain("Schrijf een reden op"));
        Dictionary<string, string> mark = new() { ["Plate"] = "V-56-KVT", ["Kind"] = PlateMark.Cloned, ["Reason"] = "Aangifte van de houder" };
        await _officer.Submit("/gemerkte-kentekens", "form.changes__form", mark);
        var page = await _officer.Page("/gemerkte-kentekens");
        Assert.That(page.QuerySelector("#told")!.TextContent, Does.Contain("V-56-KVT is gemerkt"));
        Assert.That(page.QuerySelector("tbody")!.TextContent, Does.Contain("Aangifte van de houder").And.Not.Contain("KVT"));
        var again = await _officer.Submit("/gemerkte-kentekens", "form.changes__form", mark);
        Assert.That(await again.Content.ReadAsStringAsync(), Does.Contain("Dit kenteken heeft dit merk al."));
        await _officer.Submit("/gemerkte-kentekens", "form[action*=Withdraw]", []);
        Assert.That((await _officer.Page("/gemerkte-kentekens")).Body!.TextContent, Does.Contain("Er is geen kenteken gemerkt."));
    }

    [Test]
    public async Task The_account_waits_for_the_blind_read_and_then_tells_verdict_and_reason_in_words()
    {
        var id = await new CaseSeed().AddTo(_web);
        string before = (await _officer.Page($"/zaak/{id}/uitleg")).Body!.TextContent;
        Assert.That(before, Does.Not.Contain("VG-VD-12").And.Not.Contain("V-GVD-12"));
        await _officer.Submit($"/zaak/{id}", "form[action*=Read]", new() { ["Typed"] = "VGVD12" });
        string after = (await _officer.Page($"/zaak/{id}/uitleg")).Body!.TextContent;
        Assert.That(after, Does.Contain("Verdacht: een regel is overtreden. Reden: buiten de venstertijd (suspected/outside-window)"));
        Assert.That((await _officer.Page($"/zaak/{id}/uitleg?op=morgen")).QuerySelector("#pick-problem"), Is.Not.Null);
    }

    [Test]
    public async Task The_page_of_a_sent_case_says_what_became_known_later_and_where_it_is_asked_back()
    {
        var id = await new CaseSeed().AddTo(_web);
        await SentCases.Approve(_web, id);
        await SentCases.MarkSent(_web, id, CaseState.Accepted);
        Assert.That((await _officer.Page($"/zaak/{id}")).QuerySelector("a[href*='/intrekken/nieuw']"), Is.Null);
        await Late(LateStatus.Open, LateEffect.ProposesWithdrawal, id);
        Assert.That((await _officer.Page($"/zaak/{id}")).QuerySelector(".notice a[href='/intrekken/nieuw?zaak=2026-000001']"), Is.Not.Null);
    }

    private async Task<Guid> Late(LateStatus status, LateEffect effect, Guid? of = null)
    {
        var (id, late) = (of ?? await new CaseSeed().AddTo(_web), Guid.CreateVersion7());
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var row = await db.Cases.SingleAsync(c => c.Id == id);
            db.LateTruths.Add(new LateTruth
            {
                Id = late, CaseId = id, CaseNumber = row.Number, CaseState = CaseState.Ready, FoundAt = WebUnderTest.Start, Effect = effect, Before = "suspected outside-window pedestrian-zone",
                After = "allowed exemption ", Causes = "exemption", Status = status,
            });
            await db.SaveChangesAsync();
        });
        return late;
    }
}
