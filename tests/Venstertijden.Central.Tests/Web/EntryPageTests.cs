using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>"May I enter?", asked by somebody without an account, on Monday 2 March 2026 at 13.04.</summary>
public class EntryPageTests
{
    private WebUnderTest _web;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            foreach (var v in SampleRegister.Vehicles.Where(v => v.Plate is "VE217R" or "V343NA" or "V131FA" or "G883ED"))
                await RegisterBook.Record(db, new RegisterVehicle
                {
                    Plate = v.Plate, Brand = v.Brand, Model = v.Model, Category = v.Category, Fuels = v.Fuels, EmissionClass = v.EmissionClass, FirstAdmission = v.FirstAdmission, Body = v.Body, RecordedAt = WebUnderTest.Start,
                }, default);
            db.Exemptions.Add(new Exemption { Id = Guid.NewGuid(), Plate = "G883ED", Kind = "resident", From = new LocalDateTime(2025, 1, 1, 0, 0), Until = new LocalDateTime(2028, 1, 1, 0, 0), WholeDays = true, RecordedAt = WebUnderTest.Start });
            await db.SaveChangesAsync();
            await services.GetRequiredService<FactsLoader>().Reload(WebUnderTest.Site, default);
        });
    }

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [TestCase("VE-217-R", "NL", "2026-03-02T10:00", "yes", "2026-03-02T12:00:00", "2027-01-01", TestName = "A_van_of_class_5_may_enter_within_the_window_until_the_end_of_2026")]
    [TestCase("VE-217-R", "NL", "2026-03-02T13:00", "later", "2026-03-03T07:00:00", "2027-01-01", TestName = "After_the_window_it_may_enter_the_next_morning")]
    [TestCase("VE-217-R", "NL", "2026-03-07T13:00", "later", "2026-03-09T07:00:00", "2027-01-01", TestName = "On_Saturday_after_the_window_it_waits_for_Monday")]
    [TestCase("VE-217-R", "NL", "2027-01-04T10:00", "never", null, null, TestName = "In_2027_it_may_enter_at_no_hour")]
    [TestCase("V-343-NA", "NL", "2026-03-02T10:00", "never", null, null, TestName = "A_van_of_class_3_may_enter_at_no_hour")]
    [TestCase("V-131-FA", "NL", "2026-03-02T10:00", "yes", "2026-03-02T12:00:00", null, TestName = "An_emission_free_van_may_enter_within_the_window_without_an_end")]
    [TestCase("G-883-ED", "NL", "2026-03-02T18:00", "later", "2026-03-03T07:00:00", null, TestName = "The_exemption_of_a_resident_is_told_to_nobody_else")]
    [TestCase("V-ZZZ-99", "NL", "2026-03-02T10:00", "unknown", null, null, TestName = "Of_a_plate_that_the_register_lacks_nothing_is_guessed")]
    [TestCase("AB CD 123", "DE", "2026-03-02T10:00", "yes", "2026-03-02T12:00:00", null, TestName = "A_foreign_vehicle_keeps_to_the_window")]
    [TestCase("VE-217-R", "DE", "2027-01-04T10:00", "yes", "2027-01-04T12:00:00", null, TestName = "A_foreign_plate_is_not_taken_for_the_Dutch_one_of_the_same_text")]
    public async Task The_answer_comes_from_rules_and_register(string plate, string country, string at, string answer, string? moment, string? ends)
    {
        var zone = (await Asked(new { plate, country, at })).GetProperty("zones")[0];
        string? told = (zone.GetProperty("until").GetString() ?? zone.GetProperty("from").GetString());
        Assert.That((zone.GetProperty("zone").GetString(), zone.GetProperty("answer").GetString(), told, zone.GetProperty("accessEndsOn").GetString()), Is.EqualTo(("assen-kernwinkelgebied", answer, moment, ends)));
    }

    [TestCase("""{"plate":"x"}""", "plate", "six letters and digits")]
    [TestCase("""{"plate":"VE217R","at":"gisteren"}""", "at", "such as 2026-03-02T10:30")]
    [TestCase("""{"plate":"VE217R","at":"2046-03-02T10:30"}""", "at", "within six years")]
    [TestCase("""{"plate":"VE217R","country":"Duitsland"}""", "country", "two letters")]
    [TestCase("""{"plate":"VE217R","zone":"elders"}""", "zone", "assen-kernwinkelgebied")]
    public async Task What_is_wrong_is_told_at_its_field(string body, string field, string says)
    {
        using var stranger = Stranger();
        var answer = await stranger.PostAsync("/api/v1/entry-checks", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.BadRequest, "application/problem+json")));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var error = problem.GetProperty("errors")[0];
        Assert.That((error.GetProperty("pointer").GetString(), error.GetProperty("detail").GetString()), Is.EqualTo(($"#/{field}", "")).Using<(string, string), (string, string)>((a, b) => a.Item1 == b.Item1 && a.Item2.Contains(says)));
    }

    [TestCase("")]
    [TestCase("[1]")]
    [TestCase("{\"plate\":")]
    [TestCase("{\"plate\":\"" + "long", 5_000)]
    public async Task What_is_no_question_is_refused_with_an_example(string body, int length = 0)
    {
        using var stranger = Stranger();
        var answer = await stranger.PostAsync("/api/v1/entry-checks", new StringContent(body.PadRight(length, 'x'), System.Text.Encoding.UTF8, "application/json"));
        Assert.That((answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.BadRequest, "")).Using<(HttpStatusCode, string), (HttpStatusCode, string)>((a, b) => a.Item1 == b.Item1 && a.Item2.Contains("expected a JSON object")));
    }

    [Test]
    public async Task The_page_gives_one_big_answer_with_its_conditions_and_keeps_nothing()
    {
        int before = await Rows();
        using var anyone = new Visitor(_web);
        var page = await Visitor.Read(await anyone.Submit("/mag-ik-naar-binnen", "form.entry", new() { ["plate"] = "ve217r", ["day"] = "2026-03-02", ["time"] = "10:00" }));
        Assert.That(page.QuerySelector("#answer")!.TextContent.Trim(), Is.EqualTo("Ja, tot 12.00 uur"));
        Assert.That(page.QuerySelector("#antwoord")!.TextContent, Does.Contain("Alleen om te laden en te lossen.").And.Contain("Vanaf vr 1 jan 2027 mag dit voertuig hier niet meer in.").And.Contain("FORD TRANSIT, bestelauto, Diesel, emissieklasse 5").And.Contain("De Brink"));
        Assert.That(page.Body!.TextContent, Does.Contain("bestelauto (N1), klasse 5"), "what changes on coming dates");
        Assert.That(page.QuerySelector("input[name=plate]:not([type=hidden])")!.GetAttribute("value"), Is.EqualTo("ve217r"), "nothing typed is lost");
        var later = await Visitor.Read(await anyone.Submit("/mag-ik-naar-binnen", "form.entry", new() { ["plate"] = "VE-217-R", ["day"] = "2026-03-02", ["time"] = "13:00" }));
        Assert.That(later.QuerySelector("#antwoord")!.TextContent, Does.Contain("Nee, nu niet. Wel weer de volgende dag vanaf 7.00 uur").And.Contain("Tenzij u een ontheffing hebt."));
        Assert.That(await Rows(), Is.EqualTo(before));
        var answer = await anyone.Get("/mag-ik-naar-binnen");
        Assert.That((answer.Headers.CacheControl!.NoStore, string.Join(";", answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Where(c => !c.Contains("=; expires=Thu, 01 Jan 1970")) : [])), Is.EqualTo((true, "")));
    }

    [Test]
    public async Task What_is_mistyped_is_told_at_its_field_and_stays()
    {
        using var anyone = new Visitor(_web);
        var page = await Visitor.Read(await anyone.Submit("/mag-ik-naar-binnen", "form.entry", new() { ["plate"] = "nee", ["day"] = "2060-01-01", ["time"] = "half tien" }));
        Assert.That(page.QuerySelectorAll(".field-error").Select(e => e.TextContent), Is.EqualTo(new[] { "Dit is geen Nederlands kenteken. Kijk nog eens, of kies een ander land.", "Kies een dag binnen zes jaar van vandaag.", "Vul een tijd in, bijvoorbeeld 10:30." }));
        Assert.That((page.QuerySelector("#plate")!.GetAttribute("value"), page.QuerySelector("#antwoord")), Is.EqualTo(("nee", (object?)null)));
    }

    [Test]
    public async Task The_answer_can_be_carried_as_a_dated_document()
    {
        using var anyone = new Visitor(_web);
        var pdf = await anyone.Submit("/mag-ik-naar-binnen", "form.entry", new() { ["plate"] = "VE-217-R", ["day"] = "2026-03-02", ["time"] = "10:00" }, at: "/mag-ik-naar-binnen?handler=Pdf");
        Assert.That((pdf.Content.Headers.ContentType!.MediaType, pdf.Content.Headers.ContentDisposition!.FileName), Is.EqualTo(("application/pdf", "toegang-2026-03-02.pdf")));
        using var read = PdfSharp.Pdf.IO.PdfReader.Open(new MemoryStream(await pdf.Content.ReadAsByteArrayAsync()), PdfSharp.Pdf.IO.PdfDocumentOpenMode.Import);
        Assert.That((read.PageCount, read.Info.Title), Is.EqualTo((1, "Mag ik naar binnen?")));
    }

    [Test]
    public async Task Who_asks_too_much_is_told_when_to_come_back_and_others_are_not_held_up()
    {
        using var greedy = Stranger("127.0.0.9");
        for (int i = 0; i < EntryPages.PerMinute; i++)
            (await greedy.GetAsync("/mag-ik-naar-binnen")).EnsureSuccessStatusCode();
        var refused = await greedy.GetAsync("/mag-ik-naar-binnen");
        Assert.That((refused.StatusCode, refused.Headers.RetryAfter!.Delta), Is.EqualTo((HttpStatusCode.TooManyRequests, (TimeSpan?)TimeSpan.FromMinutes(1))));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("U vraagt te veel achter elkaar"));
        using var other = Stranger();
        Assert.That((await other.GetAsync("/mag-ik-naar-binnen")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<JsonElement> Asked(object question)
    {
        using var stranger = Stranger();
        var answer = await stranger.PostAsJsonAsync("/api/v1/entry-checks", question);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private HttpClient Stranger(string from = "127.0.0.1") => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = _web.Address };

    private async Task<int> Rows()
    {
        int rows = 0;
        await _web.InScope(async services => rows = await services.GetRequiredService<CentralDb>().Audit.CountAsync());
        return rows;
    }
}
