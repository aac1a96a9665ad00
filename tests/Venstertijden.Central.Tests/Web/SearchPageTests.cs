using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Search;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Search: by plate without a plate in any address, by period, camera, state and reason; every search on record.</summary>
public class SearchPageTests
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

    [TestCase("VG-VD-12", "Exact", 1)]
    [TestCase("VGVDI2", "Exact", 0)]
    [TestCase("VGVDI2", "Alike", 1)]
    [TestCase("GVD1", "Part", 1)]
    [TestCase("V????2", "Part", 1)]
    [TestCase("XX?X", "Part", 0)]
    public async Task A_plate_is_found_exactly_alike_and_by_part_and_stands_in_no_address(string typed, string match, int expected)
    {
        await new CaseSeed().AddTo(_web);
        await new CaseSeed { Plate = "VNSB91", Ago = Duration.FromMinutes(50) }.AddTo(_web);
        var answer = await _officer.Submit("/zoeken", "form[role=search]", new() { ["Plate"] = typed, ["Match"] = match, ["Purpose"] = "appeal", ["stand"] = "ready" });
        string address = answer.Headers.Location!.OriginalString;
        Assert.That(address, Does.Match("^/zoeken\\?stand=ready&zoek=[0-9a-f-]{36}$"));
        var page = await _officer.Page(address);
        Assert.That(page.QuerySelectorAll(".list__row").Length, Is.EqualTo(expected));
        await _web.InScope(async services =>
        {
            var logged = await services.GetRequiredService<CentralDb>().Audit.Where(a => a.Action == "case.search").OrderBy(a => a.Number).LastAsync();
            Assert.That(logged.Reason, Does.StartWith("appeal, " + match.ToLowerInvariant()));
            Assert.That(logged.Subject + logged.Reason, Does.Not.Contain("VGVD").IgnoreCase);
        });
    }

    [Test]
    public async Task A_shared_link_shows_a_colleague_no_plate_and_no_result_and_lapses_with_its_key()
    {
        await new CaseSeed().AddTo(_web);
        string address = (await _officer.Submit("/zoeken", "form[role=search]", new() { ["Plate"] = "VGVD12", ["Match"] = "Exact", ["Purpose"] = "case" })).Headers.Location!.OriginalString;
        using var colleague = await Visitor.Of(_web, TestPeople.ColleagueUserName);
        var theirs = await colleague.Page(address);
        Assert.That(theirs.Body!.TextContent, Does.Contain("verlopen of van een collega"));
        Assert.That(theirs.DocumentElement.OuterHtml, Does.Not.Contain("VGVD12").And.Not.Contain("list__row"));
        Assert.That((await colleague.Get("/zoeken/zaken.csv" + address[7..])).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        _web.Clock.Advance(SearchNote.KeptFor);
        Assert.That((await _officer.Page(address)).Body!.TextContent, Does.Contain("verlopen of van een collega"));
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            int keys = await db.SubjectKeys.CountAsync();
            await SearchNote.Forget(db, _web.Clock.GetCurrentInstant(), default);
            Assert.That((await db.SearchNotes.CountAsync(), await db.SubjectKeys.CountAsync()), Is.EqualTo((0, keys - 1)));
        });
    }

    [Test]
    public async Task Without_a_purpose_or_anything_to_seek_the_field_says_so_and_nothing_is_lost()
    {
        var page = await Visitor.Read(await _officer.Submit("/zoeken", "form[role=search]", new() { ["Plate"] = "VGVD12", ["Match"] = "Alike", ["van"] = "2026-03-01" }));
        Assert.That(page.QuerySelector("#Purpose-error")!.TextContent, Is.EqualTo("Kies waarvoor u dit kenteken zoekt."));
        Assert.That((page.QuerySelector("#Plate")!.GetAttribute("value"), page.QuerySelector("#van")!.GetAttribute("value")), Is.EqualTo(("VGVD12", "2026-03-01")));
        var empty = await Visitor.Read(await _officer.Submit("/zoeken", "form[role=search]", []));
        Assert.That(empty.QuerySelector("#Plate-error"), Is.Not.Null);
    }

    [Test]
    public async Task Filters_stand_in_the_address_pages_follow_and_the_file_holds_no_plate_unless_judged_and_permitted()
    {
        for (int i = 0; i < 52; i++) await new CaseSeed { Ago = Duration.FromMinutes(10 + i), PicturesArrived = false }.AddTo(_web);
        var judged = await new CaseSeed { Plate = "VNSB91", Camera = TownAtWork.Kerkstraat }.AddTo(_web);
        await _officer.Submit($"/zaak/{judged}", ".blind form[action*=Reject]", [], "button[value=loading-seen]");
        var first = await _officer.Page("/zoeken?van=2026-03-02&tot=2026-03-02");
        Assert.That((first.QuerySelector("h2")!.TextContent, first.QuerySelectorAll(".list__row").Length), Is.EqualTo(("53 zaken gevonden", 50)));
        Assert.That((await _officer.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).QuerySelectorAll(".list__row").Length, Is.EqualTo(3));
        Assert.That((await _officer.Page("/zoeken?camera=kerkstraat&stand=rejected")).QuerySelector("h2")!.TextContent, Is.EqualTo("1 zaak gevonden"));
        string plain = await (await _officer.Get("/zoeken/zaken.csv?van=2026-03-02")).Content.ReadAsStringAsync();
        Assert.That(plain.Split('\n'), Has.Length.EqualTo(55).And.ItemAt(0).EqualTo("number,seen,camera,zone,offence,reason,state,legal_last_day"));
        string withPlates = await (await _officer.Get("/zoeken/zaken.csv?van=2026-03-02&kentekens=true")).Content.ReadAsStringAsync();
        Assert.That((plain + withPlates).Split("VNSB91"), Has.Length.EqualTo(2), "the judged one, in the file that asked for plates");
        Assert.That(withPlates, Does.Not.Contain("VGVD12"), "who may have to judge it reads it himself first");
    }

    [Test]
    public async Task Opening_cases_stops_at_its_bound_says_so_and_goes_on_from_there()
    {
        await _web.InScope(async services =>
        {
            var (db, vault) = (services.GetRequiredService<CentralDb>(), services.GetRequiredService<Vault>());
            for (int i = 0; i < SearchDesk.MostOpened + 30; i++)
            {
                var row = new CaseRow
                {
                    Id = Guid.CreateVersion7(), Number = $"2026-{900_000 + i}", Zone = "assen-brink", Camera = Contracts.CameraId.Parse(TownAtWork.Brink), State = CaseState.New, Offence = "pedestrian-zone", Reason = "outside-window",
                    FirstSeen = WebUnderTest.Start, LastSeen = WebUnderTest.Start, ActDate = new LocalDate(2026, 2, 1), LegalLastDay = new LocalDate(2026, 6, 1), InternalLastDay = new LocalDate(2026, 5, 11), ReviewBy = WebUnderTest.Start,
                };
                CaseFile.Begin(db, vault, row, new CaseOpened(WebUnderTest.Start, Central.Features.Audit.Actor.System("test"), "assen-brink", i == 0 ? "VPVV44" : "VGVD12", "NL", "pedestrian-zone", "outside-window", false, null));
            }

            await db.SaveChangesAsync();
        });
        string address = (await _officer.Submit("/zoeken", "form[role=search]", new() { ["Plate"] = "PVV", ["Match"] = "Part", ["Purpose"] = "case", ["tot"] = "2026-02-20" })).Headers.Location!.OriginalString;
        var first = await _officer.Page(address);
        Assert.That(first.QuerySelector("[role=status]:not(#told)")!.TextContent, Does.Contain("1.000 zaken zijn een voor een bekeken, tot en met zo 1 feb 2026"));
        Assert.That(first.QuerySelectorAll(".list__row").Length, Is.Zero, "its number is the lowest of that day");
        var rest = await _officer.Page(first.QuerySelector("a[href*='na=']")!.GetAttribute("href")!);
        Assert.That(rest.QuerySelectorAll(".list__row").Length, Is.EqualTo(1));
        Assert.That(rest.Body!.TextContent, Does.Contain("alle 30 zaken"));
    }

    [Test]
    public async Task A_case_prints_on_one_sheet_once_its_reader_has_read_the_plate_himself()
    {
        var id = await new CaseSeed().AddTo(_web);
        Assert.That((await _officer.Get($"/zaak/{id}/afdruk")).Headers.Location!.OriginalString, Is.EqualTo($"/zaak/{id}/dossier"));
        await _officer.Submit($"/zaak/{id}", "form[action*=Read]", new() { ["Typed"] = "VGVD12" });
        var page = await _officer.Page($"/zaak/{id}/afdruk");
        Assert.That(page.Body!.TextContent, Does.Contain("Zaak 2026-000001").And.Contain("VG-VD-12").And.Contain("VOLKSWAGEN").And.Contain("Afgedrukt door Jan de Vries"));
        Assert.That(page.QuerySelectorAll(".print__picture").Length, Is.EqualTo(2));
    }
}
