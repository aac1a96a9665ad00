using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The page for the street: a plate checked, and what passed that may be stopped. It is Monday 13.04: the windows are closed.</summary>
public class StreetPageTests
{
    private WebUnderTest _web;
    private Visitor _officer;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        await new CaseSeed { Warned = true }.AddTo(_web);
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.Exemptions.Add(new Central.Features.Exemptions.Exemption { Id = Guid.CreateVersion7(), Plate = "BIE45K", Kind = "event", From = new LocalDateTime(2026, 3, 1, 0, 0), Until = new LocalDateTime(2026, 3, 16, 0, 0), RecordedAt = WebUnderTest.Start });
            await db.SaveChangesAsync();
            await services.GetRequiredService<FactsLoader>().Reload(WebUnderTest.Site, default);
        });
        _officer = await Visitor.Of(_web, Role.Officer);
    }

    [OneTimeTearDown]
    public async Task StopWeb()
    {
        _officer.Dispose();
        await _web.DisposeAsync();
    }

    [TestCase("BIE45K", "NL", "Mag hier nu rijden", "VOLKSWAGEN|nothing of another vehicle", "DAF LF", "evenement: geldt tot en met zo 15 mrt 2026", "Geen zaken in het laatste jaar")]
    [TestCase("v-gvd-12", "NL", "Mag hier nu niet rijden", null, "VOLKSWAGEN TRANSPORTER", "Geen ontheffing in dit gebied", "2026-000001", "1 keer gewaarschuwd")]
    [TestCase("VZZZ99", "NL", "Hangt af van het voertuig", null, "Het register kent dit kenteken niet")]
    [TestCase("B-AB 123", "de", "Hangt af van het voertuig", null, "Buitenlandse voertuigen staan niet in het register")]
    public async Task A_plate_is_answered_with_what_holds_here_and_now_and_what_is_known_of_it(string plate, string country, string answer, string? not, params string[] told)
    {
        var found = (await Check(plate, country)).QuerySelector("#found")!;
        Assert.That(found.QuerySelector("#answer")!.TextContent.Trim(), Is.EqualTo(answer), found.TextContent);
        foreach (string text in told)
            Assert.That(found.TextContent, Does.Contain(text));
        if (not is not null)
            Assert.That(found.TextContent, Does.Not.Contain(not.Split('|')[0]), not.Split('|')[1]);
    }

    [Test]
    public async Task Every_check_is_on_record_with_its_purpose_and_without_the_plate()
    {
        await Check("AE123B", "NL", purpose: "driver-asks");
        await _web.InScope(async services =>
        {
            var entry = await services.GetRequiredService<CentralDb>().Audit.OrderByDescending(a => a.Number).FirstAsync(a => a.Action == "street.check");
            Assert.That((entry.Actor, entry.Reason), Is.EqualTo(("Jan de Vries", "driver-asks, assen-kernwinkelgebied")));
            Assert.That(entry.Subject, Does.StartWith("plate:").And.Not.Contain("AE123B"));
        });
    }

    [TestCase("geen kenteken", "NL", "street-check", "#Plate-error", "Dit is geen Nederlands kenteken.")]
    [TestCase("", "NL", "street-check", "#Plate-error", "Dit is geen Nederlands kenteken.")]
    [TestCase("B?", "DE", "street-check", "#Plate-error", "Typ 2 tot 12 letters en cijfers.")]
    [TestCase("VGVD12", "Q1", "street-check", "#Country-error", "Typ de twee letters van het land")]
    [TestCase("VGVD12", "NL", "nieuwsgierig", "#Purpose-error", "Kies waarom u kijkt.")]
    public async Task What_cannot_be_checked_says_why_and_looks_at_nothing(string plate, string country, string purpose, string at, string told)
    {
        int before = await Checks();
        var page = await Check(plate, country, purpose);
        Assert.That(page.QuerySelector(at)!.TextContent, Does.StartWith(told));
        Assert.That((page.QuerySelector("#found"), await Checks()), Is.EqualTo(((AngleSharp.Dom.IElement?)null, before)));
        Assert.That(page.QuerySelector("#Plate")!.GetAttribute("value") ?? "", Is.EqualTo(plate), "nothing typed is lost");
    }

    [Test]
    public async Task A_notice_stands_there_for_a_quarter_of_an_hour_and_looking_at_it_is_on_record()
    {
        Assert.That((await _officer.Page("/straat")).QuerySelector("[data-live-part]")!.TextContent, Does.Contain("geen land voor de straat"));
        _web.Services.GetRequiredService<LivePolicies>().Replace(LaterDocument.Over(LaterDocument.Of("assen-kernwinkelgebied-2026-01-01", ("elsewhere: { value: count, example: true }", "elsewhere: { value: count, example: true }\n  byCountry:\n    DE: { value: street, example: true }"))));
        _ = CountryCode.TryParse("DE", out var germany);
        _ = PlateText.TryParse("BAB123", germany, out var plate);
        var notices = _web.Services.GetRequiredService<StreetNotices>();
        notices.Add(WebUnderTest.Site, [new StreetNotice(Guid.CreateVersion7(), _web.Clock.GetCurrentInstant(), CameraId.Parse("kerkstraat"), "Kerkstraat", plate, new VehicleHint { Class = "van", Colour = "white", Confidence = 0.9 }, false)]);
        var page = await _officer.Page("/straat");
        Assert.That(page.QuerySelector(".stopping")!.TextContent, Does.Contain("BAB123").And.Contain("Kerkstraat").And.Contain("bestelauto, wit"));
        Assert.That((await _officer.Page("/")).QuerySelector("a[href='/straat'].need")!.TextContent, Does.Contain("1"));
        await _web.InScope(async services => Assert.That(await services.GetRequiredService<CentralDb>().Audit.CountAsync(a => a.Action == "street.watch"), Is.EqualTo(1)));
        _web.Clock.Advance(StreetNotice.Lasts);
        Assert.That(notices.Of(WebUnderTest.Site), Is.Empty);
        Assert.That((await _officer.Page("/straat")).QuerySelector(".stopping"), Is.Null);
        _web.Clock.Reset(WebUnderTest.Start);
    }

    private async Task<IHtmlDocument> Check(string plate, string country, string purpose = "street-check") =>
        await Visitor.Read(await _officer.Submit("/straat", "form.check", new() { ["Plate"] = plate, ["Country"] = country, ["Zone"] = "assen-kernwinkelgebied", ["Purpose"] = purpose }));

    private async Task<int> Checks()
    {
        int count = 0;
        await _web.InScope(async services => count = await services.GetRequiredService<CentralDb>().Audit.CountAsync(a => a.Action == "street.check"));
        return count;
    }
}
