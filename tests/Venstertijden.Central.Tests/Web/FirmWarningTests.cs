using System.Net;
using Ical.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Firms.Warning;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>A firm is warned on its page, by mail and in its calendar.</summary>
public class FirmWarningTests
{
    private const string Settings = "/mijn-voertuigen/instellingen";
    private readonly HeldMail _mail = new();
    private WebUnderTest _web;

    [SetUp]
    public async Task StartWeb()
    {
        (_mail.Taken, _mail.IsAway, _mail.Tries) = ([], false, 0);
        _web = await WebUnderTest.StartAsync(services: s => s.AddSingleton<IMail>(_mail));
        await _web.SeedAsync();
    }

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task Each_step_is_mailed_once_however_often_the_round_runs_and_central_starts()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        await Round();
        Assert.That(_mail.Taken, Is.Empty, "no address was given");
        await firm.Submit(Settings, "form.sheet", new() { ["Address"] = "planning@jansen.example" });
        await Round();
        await Round();
        Assert.That(_mail.Taken.Select(m => m.To), Is.EqualTo(new[] { "planning@jansen.example" }));
        Assert.That(_mail.Taken[0].Text, Does.Contain("Vanaf ma 16 mrt 2026 geen ontheffing meer (vervoerder, emissievrij):").And.Contain("- VP-VV-44 (Bus 2)").And.Not.Contain("VG-VD-12"));
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 9, 8, 0));
        await Round();
        Assert.That(_mail.Taken, Has.Count.EqualTo(2), "seven days before");
        _web.Clock.Reset(Instant.FromUtc(2026, 10, 3, 8, 0));
        await Round();
        Assert.That(_mail.Taken[2].Subject, Is.EqualTo("VG-VD-12: toegang tot de binnenstad eindigt"));
        Assert.That(_mail.Taken[2].Text, Does.Contain("Vanaf vr 1 jan 2027 niet meer in"));
    }

    [Test]
    public async Task What_cannot_be_delivered_is_tried_again_shown_and_never_lost_and_a_right_that_moves_cancels_it()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        await firm.Submit(Settings, "form.sheet", new() { ["Address"] = "planning@jansen.example" });
        _mail.IsAway = true;
        await Round();
        await Round();
        Assert.That(_mail.Tries, Is.EqualTo(1), "not again before a minute has passed");
        Assert.That((await firm.Page(Settings)).QuerySelector("main")!.TextContent, Does.Contain("kon niet worden bezorgd (1 keer geprobeerd)"));
        _web.Clock.AdvanceMinutes(2);
        _mail.IsAway = false;
        await Round();
        Assert.That(_mail.Taken, Has.Count.EqualTo(1));
        Assert.That((await firm.Page(Settings)).QuerySelector(".mails")!.TextContent, Does.Contain("verstuurd"));

        _web.Clock.Reset(Instant.FromUtc(2026, 3, 9, 8, 0));
        _mail.IsAway = true;
        await Round();
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            (await db.Exemptions.SingleAsync()).ReplacedAt = _web.Clock.GetCurrentInstant();
            db.Exemptions.Add(new() { Id = Guid.CreateVersion7(), Plate = "VPVV44", Kind = "carrier-zero-emission", RecordedAt = _web.Clock.GetCurrentInstant(), From = new LocalDateTime(2025, 3, 15, 0, 0), Until = new LocalDateTime(2027, 3, 16, 0, 0), WholeDays = true });
            await db.SaveChangesAsync();
            await services.GetRequiredService<Venstertijden.Central.Features.Matching.FactsLoader>().Reload(WebUnderTest.Site, default);
        });
        _mail.IsAway = false;
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 10, 8, 0));
        await Round();
        Assert.That(_mail.Taken, Has.Count.EqualTo(1), "the exemption was prolonged before the second mail went");
    }

    [Test]
    public async Task A_warning_on_the_page_is_seen_once_and_steps_that_are_off_are_not_mailed()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        Assert.That((await firm.Page("/mijn-voertuigen")).QuerySelectorAll(".notice--warning"), Has.Length.EqualTo(1));
        await firm.Submit("/mijn-voertuigen", ".notice--warning form", []);
        var page = await firm.Page("/mijn-voertuigen");
        Assert.That(page.QuerySelectorAll(".notice--warning"), Is.Empty);
        await firm.Submit("/mijn-voertuigen", ".add form", [], at: page.QuerySelector("#told form")!.GetAttribute("action"));
        Assert.That((await firm.Page("/mijn-voertuigen")).QuerySelectorAll(".notice--warning"), Has.Length.EqualTo(1));

        var wrong = await firm.Submit(Settings, "form.sheet", new() { ["Address"] = "planning" });
        Assert.That((await Visitor.Read(wrong)).QuerySelector("#Address-error")!.TextContent, Does.StartWith("Dit is geen e-mailadres"));
        var form = (await firm.Page(Settings)).QuerySelectorAll("input[name=Steps]").Select(i => i.GetAttribute("checked"));
        Assert.That(form, Is.All.Not.Null, "all steps are on by themselves");
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var row = await db.Firms.SingleAsync();
            (row.NoticeAddress, row.StepsOff) = ("planning@jansen.example", "30");
            await db.SaveChangesAsync();
        });
        await Round();
        Assert.That(_mail.Taken, Is.Empty);
    }

    [Test]
    public async Task The_calendar_opens_by_its_secret_address_alone_and_a_new_one_closes_the_old()
    {
        using var firm = await Visitor.Of(_web, Role.FirmOwner);
        await firm.Submit(Settings, "form[action*='handler=Calendar']", []);
        string old = AddressOf(await firm.Page(Settings));
        Assert.That((await firm.Page(Settings)).QuerySelector("#Calendar"), Is.Null, "shown once");
        using var anybody = new Visitor(_web);
        var answer = await anybody.Get(old);
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/calendar"));
        var calendar = Calendar.Load(await answer.Content.ReadAsStringAsync())!;
        Assert.That(calendar.Events.Select(e => (e!.Summary, e.Start!.Month, e.Start.Day)), Does.Contain(("VP-VV-44 (Bus 2): ontheffing loopt af (vervoerder, emissievrij)", 3, 16)).And.Some.Matches<(string? Summary, int, int)>(e => e.Summary!.StartsWith("VG-VD-12 (Bus 1) mag niet meer in", StringComparison.Ordinal)));
        await firm.Submit(Settings, "form[action*='handler=Calendar']", []);
        Assert.That((await anybody.Get(old)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        string next = AddressOf(await firm.Page(Settings));
        await firm.Submit(Settings, "form[action*='handler=CloseCalendar']", []);
        Assert.That((await anybody.Get(next)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static string AddressOf(AngleSharp.Html.Dom.IHtmlDocument page) => new Uri(page.QuerySelector("#Calendar")!.GetAttribute("value")!).AbsolutePath;

    // A round of its own each time: what it remembers is gone, as after a restart.
    private Task Round() => ActivatorUtilities.CreateInstance<WarningRound>(_web.Services).Run(WebUnderTest.Site, default);
}
