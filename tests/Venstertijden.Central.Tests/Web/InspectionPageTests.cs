using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The sign round through the door, as a phone without scripts takes it. Each test takes a round of its own.</summary>
public class InspectionPageTests
{
    private const string Page = "/schouwronde", Form = "form.round";

    private WebUnderTest _web;
    private Visitor _officer;
    private Guid _case;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        _case = await new CaseSeed().AddTo(_web);
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 20, 10, 0));
        _officer = await Visitor.Of(_web, Role.Officer);
    }

    [OneTimeTearDown]
    public async Task StopWeb()
    {
        _officer.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task A_signed_round_is_in_the_file_at_once_and_a_fault_reopens_the_cases_since_the_last_good_one()
    {
        Assert.That((await _officer.Page(Page)).QuerySelector("h1")!.TextContent, Is.EqualTo("3 posten moeten nu worden geschouwd"));
        var fields = await Answers();
        (fields["state-brink-noord-1"], fields["note-brink-noord-1"]) = ("covered", "klimop");
        var signed = await Send(fields);
        string? at = signed.Headers.Location?.OriginalString;
        Assert.That(at, Does.StartWith("/schouwronde/ronde/schouw-"), await signed.Content.ReadAsStringAsync());

        var result = await _officer.Page(at!);
        Assert.That(result.QuerySelector("h1")!.TextContent, Is.EqualTo("Ronde ondertekend: 1 post met een gebrek"));
        Assert.That(result.Body!.TextContent, Does.Contain("Ondertekend door Jan de Vries").And.Contain("afgedekt: klimop").And.Contain("1 zaak sinds de vorige goede schouw wordt opnieuw bekeken").And.Contain("Geldt tot en met ma 20 apr 2026"));
        var photo = await _officer.Get(result.QuerySelector(".found__photos a")!.GetAttribute("href")!);
        Assert.That(System.Text.Encoding.Latin1.GetString(await photo.Content.ReadAsByteArrayAsync()), Does.StartWith("ÿØÿ").And.Not.Contain("Jan"), "without what the phone wrote");

        using var staff = await Visitor.Of(_web, Role.PolicyStaff);
        Assert.That((await staff.Page("/dossier-klaar")).QuerySelector(".lacks__item")!.TextContent, Does.Contain("De Brink noord"), "readiness knows at once");
        Assert.That((await staff.Page("/schouwronde/rondes")).QuerySelector(".rounds__item")!.TextContent, Does.Contain("3 posten, Jan de Vries").And.Contain("1 gebrek"));
        await _web.Services.GetRequiredService<Repercussions>().Run(WebUnderTest.Site, default);
        await _web.InScope(async services => Assert.That((await services.GetRequiredService<CentralDb>().Cases.SingleAsync(c => c.Id == _case)).State, Is.EqualTo(CaseState.Lapsed)));
        Assert.That((await _officer.Page(Page)).QuerySelector(".stop summary")!.TextContent, Does.Contain("De Brink noord").And.Contain("gebrek: nu"), "and it comes first from now on");
        await _web.InScope(async services =>
        {
            var audit = await services.GetRequiredService<CentralDb>().Audit.Where(a => a.Action == "round.sign").ToListAsync();
            Assert.That(audit.Select(a => (a.Actor, a.Reason)), Does.Contain(("Jan de Vries", "3 posts, 1 with a fault")));
        });
    }

    [Test]
    public async Task Sent_twice_one_after_the_other_or_at_once_it_is_recorded_once()
    {
        var fields = await Answers();
        fields["Key"] = Guid.NewGuid().ToString();
        var both = await Task.WhenAll(Send(fields), Send(fields));
        var again = await Send(fields);
        Assert.That(both.Append(again).Select(a => a.Headers.Location?.OriginalString).Distinct().Single(), Does.StartWith("/schouwronde/ronde/"));
        Assert.That(await Papers(fields), Is.EqualTo(3));
        using var colleague = await Visitor.Of(_web, TestPeople.ColleagueUserName);
        fields["SignedBy"] = "Fatima Bakker";
        Assert.That(await (await Send(fields, colleague)).Content.ReadAsStringAsync(), Does.Contain("al ondertekend door een ander"));
    }

    [TestCase("pdf", "Dit is geen foto (JPEG).")]
    [TestCase("cut", "Deze foto is beschadigd.")]
    [TestCase("large", "Deze foto is groter dan 10 MB.")]
    [TestCase("none", "Maak een foto.")]
    public async Task A_bad_photograph_is_told_at_its_field_and_nothing_of_the_round_is_stored(string what, string told)
    {
        byte[]? bad = what switch { "pdf" => "%PDF-1.7 schouw"u8.ToArray(), "cut" => PhonePhoto.Of()[..400], "large" => [.. PhonePhoto.Of(), .. new byte[10 * 1024 * 1024]], _ => null };
        var fields = await Answers();
        fields["Key"] = Guid.NewGuid().ToString();
        fields["note-kerkstraat-1"] = "achter de boom";
        var page = await Visitor.Read(await Send(fields, change: photos =>
        {
            if (bad is null) photos.Remove("photo-kerkstraat-1");
            else photos["photo-kerkstraat-1"] = bad;
        }));
        Assert.That(page.QuerySelector("#photo-kerkstraat-1-error")!.TextContent, Does.StartWith(told));
        var link = page.QuerySelector(".faults a")!;
        Assert.That((link.GetAttribute("href"), link.TextContent), Is.EqualTo(("#photo-kerkstraat-1", $"Kerkstraat, G07z: {page.QuerySelector("#photo-kerkstraat-1-error")!.TextContent}")));
        Assert.That(page.QuerySelector("#stop-kerkstraat")!.HasAttribute("open"), "the post with the fault is open");
        Assert.That((page.QuerySelector("#note-kerkstraat-1")!.GetAttribute("value"), ((IHtmlInputElement)page.QuerySelector("#state-kerkstraat-1")!).IsChecked), Is.EqualTo(("achter de boom", true)), "nothing typed is lost");
        Assert.That(await Papers(fields), Is.Zero);
    }

    [Test]
    public async Task Half_a_round_is_signed_only_by_who_says_so_and_another_ones_name_signs_nothing()
    {
        var fields = await Answers();
        fields["Key"] = Guid.NewGuid().ToString();
        foreach (string name in fields.Keys.Where(k => k.StartsWith("state-marktstraat", StringComparison.Ordinal)).ToList())
            fields.Remove(name);
        void WithoutMarktstraat(Dictionary<string, byte[]> photos) => photos.Keys.Where(k => k.StartsWith("photo-marktstraat", StringComparison.Ordinal)).ToList().ForEach(k => photos.Remove(k));
        Assert.That(await (await Send(fields, change: WithoutMarktstraat)).Content.ReadAsStringAsync(), Does.Contain("Er zijn posten open."));
        (fields["Partial"], fields["SignedBy"]) = ("true", "Fatima Bakker");
        Assert.That(await (await Send(fields, change: WithoutMarktstraat)).Content.ReadAsStringAsync(), Does.Contain("niet de naam waarmee u bent aangemeld"));
        Assert.That(await Papers(fields), Is.Zero);
        fields["SignedBy"] = "jan de vries";
        Assert.That((await Send(fields, change: WithoutMarktstraat)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await Papers(fields), Is.EqualTo(2), "the open post has no paper");
    }

    [Test]
    public async Task The_copy_for_the_phone_holds_nothing_of_a_person()
    {
        string shell = await (await _officer.Get("/schouwronde/schil")).Content.ReadAsStringAsync();
        Assert.That(shell, Does.Contain("Kerkstraat").And.Contain("data-round").And.Not.Contain("Jan de Vries").And.Not.Contain("__RequestVerificationToken").And.Not.Contain("boa"));
        var worker = await _officer.Get("/schouwronde/werker.js");
        Assert.That((worker.Headers.GetValues("Service-Worker-Allowed").Single(), worker.Content.Headers.ContentType!.MediaType), Is.EqualTo(("/schouwronde", "text/javascript")));
        Assert.That((await _officer.Submit(Page, Form, new() { ["Key"] = "geen sleutel" }, replace: true)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await _officer.Get("/schouwronde/ronde/schouw-0000000000")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    /// <summary>Every post of the page answered: the first sign of each rule is good, the other stands elsewhere.</summary>
    private async Task<Dictionary<string, string>> Answers()
    {
        var page = await _officer.Page(Page);
        var fields = new Dictionary<string, string> { ["SignedBy"] = "Jan de Vries" };
        foreach (var stop in page.QuerySelectorAll("[data-stop]"))
        {
            string camera = stop.GetAttribute("data-stop")!;
            (fields[$"at-{camera}"], fields[$"place-{camera}"]) = ("2026-03-20T10:40", "bij de ingang");
            for (int sign = 1; sign <= stop.QuerySelectorAll("[data-sign]").Length; sign++)
                fields[$"state-{camera}-{sign}"] = sign % 2 == 1 ? "good" : "not-here";
        }

        return fields;
    }

    private Task<HttpResponseMessage> Send(Dictionary<string, string> fields, Visitor? by = null, Action<Dictionary<string, byte[]>>? change = null)
    {
        var photos = fields.Where(f => f.Key.StartsWith("state-", StringComparison.Ordinal) && f.Value != "not-here").ToDictionary(f => "photo" + f.Key["state".Length..], _ => PhonePhoto.Of(6));
        change?.Invoke(photos);
        return (by ?? _officer).Upload(Page, Form, fields, photos);
    }

    private async Task<int> Papers(Dictionary<string, string> fields)
    {
        int count = 0;
        string number = Central.Features.Inspecting.Round.NumberOf(WebUnderTest.Site, Guid.Parse(fields["Key"]));
        await _web.InScope(async services => count = await services.GetRequiredService<CentralDb>().Papers.CountAsync(p => p.Number == number));
        return count;
    }
}
