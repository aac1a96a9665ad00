using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Webhooks;
using Venstertijden.Central.Features.Applying;
using Venstertijden.Central.Features.Firms.Warning;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web.Api;

/// <summary>A program is told what happens: once, signed, again when it did not listen, and not at all into a closed network.</summary>
public class WebhookTests
{
    private ApiTown _town;
    private Listener _other;
    private HeldMail _mail;
    private Visitor _firm;
    private string _page, _secret;

    [SetUp]
    public async Task StartTown()
    {
        _mail = new HeldMail();
        _town = await ApiTown.Start(services => services.AddSingleton<IMail>(_mail).Configure<WebOptions>(o => o.DemoSignIns = [new("bedrijf", TestPeople.Password, "bedrijf")]));
        _other = await Listener.Start();
        _firm = await Visitor.Of(_town.Web, Role.FirmOwner);
        var (id, _) = await _town.Client(TestPeople.FirmId);
        _page = $"/instellingen/koppelingen/{id}/meldingen";
        await _firm.Submit(_page, "form.sheet", new() { ["Address"] = _other.Address });
        _secret = ((IHtmlInputElement)(await _firm.Page(_page)).QuerySelector("#OnceSecret")!).Value;
    }

    [TearDown]
    public async Task StopTown()
    {
        _firm.Dispose();
        await _other.DisposeAsync();
        await _town.DisposeAsync();
    }

    [Test]
    public async Task A_right_that_ends_is_told_once_signed_by_id_and_without_a_plate()
    {
        await Warn();
        await Round();
        _town.Web.Clock.AdvanceMinutes(5);
        await Round();
        Assert.That(_other.Heard.Select(h => JsonDocument.Parse(h.Body).RootElement.GetProperty("data").GetProperty("zone").GetString()), Is.EquivalentTo(new[] { "assen-brink", "assen-kernwinkelgebied" }), "a right in each zone, once");
        var (id, seconds, signature, body) = _other.Heard[0];
        Assert.That(signature, Is.EqualTo(Signed(_secret, id, seconds, body)));
        var told = JsonDocument.Parse(body).RootElement;
        Assert.That((told.GetProperty("type").GetString(), told.GetProperty("data").GetProperty("right").GetString(), told.GetProperty("data").GetProperty("endsOn").GetString(), told.GetProperty("data").GetProperty("daysBefore").GetInt32()),
            Is.EqualTo(("allowance.ending", "carrier-zero-emission", "2026-03-16", 30)));
        Assert.That(body, Does.Not.Contain("VPVV44").And.Not.Contain("VP-VV-44"));
        using var program = await _town.Program(TestPeople.FirmId);
        Assert.That((await program.GetAsync($"/api/v1/vehicles/{told.GetProperty("data").GetProperty("vehicleId").GetString()}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await _firm.Page(_page)).QuerySelector(".deliveries")!.TextContent, Does.Contain("aangekomen").And.Contain("200"));
    }

    [Test]
    public async Task What_is_not_taken_is_sent_again_under_the_same_id_and_after_a_day_the_webhook_is_put_out_with_a_notice()
    {
        _other.Says = 503;
        await _firm.Submit("/mijn-voertuigen/instellingen", "form.sheet", new() { ["Address"] = "planning@jansen.example" });
        await Warn();
        _mail.Taken.Clear();
        await Round();
        await Round();
        await Round();
        Assert.That(_other.Heard.Select(h => h.Id).ToList(), Is.Unique.And.Count.EqualTo(2), "none again before it is due");
        _town.Web.Clock.AdvanceSeconds(6);
        await Round();
        Assert.That(_other.Heard.GroupBy(h => h.Id).Max(g => g.Count()), Is.EqualTo(2), "under the same id");
        Assert.That((await _firm.Page(_page)).Body!.TextContent, Does.Contain("Meldingen komen niet aan sinds"));
        for (int hour = 0; hour < 25; hour++)
        {
            _town.Web.Clock.AdvanceHours(1);
            await Round();
        }

        int heard = _other.Heard.Count;
        Assert.That(_mail.Taken.Select(m => (m.To, m.Subject)), Is.EqualTo(new[] { ("planning@jansen.example", "Meldingen aan Planner zijn uitgezet") }));
        Assert.That((await _firm.Page("/")).QuerySelector("main")!.TextContent, Does.Contain("een dag lang kwam niets aan"));
        Assert.That((await _firm.Page(_page)).Body!.TextContent, Does.Contain("Meldingen zijn uitgezet op").And.Contain("niet aangekomen"));
        _other.Says = 200;
        _town.Web.Clock.AdvanceHours(1);
        await Round();
        Assert.That(_other.Heard, Has.Count.EqualTo(heard));
        await _firm.Submit(_page, "form.sheet", new() { ["Address"] = _other.Address });
        await _firm.Submit(_page, "form[action*=Test]", []);
        await Round();
        Assert.That(_other.Heard[^1].Body, Does.Contain("\"type\":\"test\""));
        Assert.That((await _firm.Page(_page)).Body!.TextContent, Does.Not.Contain("Meldingen zijn uitgezet op"));
    }

    [Test]
    public async Task After_a_rotation_both_secrets_sign_for_a_day()
    {
        await _firm.Submit(_page, "form[action*=Rotate]", []);
        string next = ((IHtmlInputElement)(await _firm.Page(_page)).QuerySelector("#OnceSecret")!).Value;
        await Test();
        var (id, seconds, signature, body) = _other.Heard[^1];
        Assert.That(signature.Split(' '), Is.EqualTo(new[] { Signed(next, id, seconds, body), Signed(_secret, id, seconds, body) }));
        _town.Web.Clock.AdvanceHours(24);
        await Test();
        Assert.That(_other.Heard[^1].Signature.Split(' '), Has.Length.EqualTo(1));

        async Task Test()
        {
            await _firm.Submit(_page, "form[action*=Test]", []);
            await Round();
        }
    }

    [Test]
    public async Task A_decision_is_told_to_the_firm_that_applied_and_a_closed_client_is_told_nothing()
    {
        await _town.Web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            foreach (var (firm, number) in new[] { (TestPeople.FirmId, "O-2026-000001"), (ApiTown.OtherFirm, "O-2026-000002") })
                db.Applications.Add(new()
                {
                    Id = Guid.CreateVersion7(), Number = number, FirmId = firm, Plate = "VGVD12", Kind = "business", From = new LocalDate(2026, 3, 3), LastDay = new LocalDate(2027, 3, 2), SubmittedAt = WebUnderTest.Start, DecideBy = new LocalDate(2026, 4, 1), FeeEuro = 10,
                    State = ApplicationState.Refused, DecidedAt = _town.Web.Clock.GetCurrentInstant(),
                });
            await db.SaveChangesAsync();
        });
        await Round();
        var told = JsonDocument.Parse(_other.Heard.Single().Body).RootElement.GetProperty("data");
        Assert.That((told.GetProperty("applicationNumber").GetString(), told.GetProperty("decision").GetString()), Is.EqualTo(("O-2026-000001", "refused")));
        await _firm.Submit("/instellingen/koppelingen", "form[action*=Close]", []);
        await Warn();
        _town.Web.Clock.AdvanceMinutes(1);
        await Round();
        Assert.That(_other.Heard, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_changes_in_a_zone_is_told_as_the_open_data_tell_it()
    {
        await _town.Web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var told = new List<Happening>();
            foreach (var source in services.GetServices<IWebhookSource>())
                told.AddRange(await source.Since(db, Instant.FromUnixTimeSeconds(0), default));
            var feed = await ApiTown.Json(await _town.Anyone().GetAsync("/open-data/wijzigingen.json"));
            var same = feed.GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("change").GetString(), c.GetProperty("on").GetString()));
            var data = told.Where(h => h.Event == WebhookEvents.ZoneChanged).Select(h => JsonDocument.Parse(WebhookPayload.Of(h)).RootElement.GetProperty("data")).ToList();
            Assert.That(data.Select(d => (d.GetProperty("change").GetString(), d.GetProperty("on").GetString())), Is.EquivalentTo(same).And.Contains(((string?)"access-ends", (string?)"2027-01-01")));
            Assert.That(told.All(h => h.Firm is null || h.Event != WebhookEvents.ZoneChanged), Is.True);
        });
        await Round();
        Assert.That(_other.Heard, Is.Empty, "what was announced before the webhook was made is no news");
    }

    [TestCase("http://planner.example/hook")]
    [TestCase("https://10.1.2.3/hook")]
    [TestCase("https://[::1]/hook")]
    [TestCase("https://[::ffff:192.168.1.1]/hook")]
    [TestCase("https://169.254.169.254/latest/meta-data")]
    [TestCase("https://wie:geheim@planner.example/hook")]
    [TestCase("ftp://planner.example/hook")]
    [TestCase("planner.example")]
    public void An_address_that_leads_into_a_closed_network_or_is_not_secure_is_refused(string typed) => Assert.That(WebhookAddress.Read(typed, allowsLoopback: false), Is.Null);

    [TestCase("127.0.0.1", false)]
    [TestCase("::ffff:10.0.0.1", false)]
    [TestCase("fd00::1", false)]
    [TestCase("64:ff9b::a00:1", false)]
    [TestCase("145.131.0.1", true)]
    [TestCase("2a02:898::1", true)]
    public void A_machine_of_a_closed_network_is_not_reached_whatever_its_name(string machine, bool may) => Assert.That(WebhookAddress.MayReach(IPAddress.Parse(machine), allowsLoopback: false), Is.EqualTo(may));

    [Test]
    public async Task A_name_that_leads_into_a_closed_network_is_not_followed()
    {
        using var door = new WebhookDoor(Microsoft.Extensions.Options.Options.Create(new WebOptions()));
        var delivery = new WebhookDelivery { Id = Guid.NewGuid(), WebhookId = Guid.NewGuid(), Event = "test", Source = "test", Payload = "{}", At = WebUnderTest.Start };
        Assert.That(await door.Send(_other.Address.Replace("127.0.0.1", "localhost"), delivery, 0, [_secret], default), Is.EqualTo((false, "the address leads into a closed network")));
        Assert.That(_other.Heard, Is.Empty);
    }

    private static string Signed(string secret, string id, string seconds, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{seconds}.{body}")));

    private Task Warn() => _town.Web.Services.GetRequiredService<WarningRound>().Run(WebUnderTest.Site, default);

    private Task Round() => _town.Web.Services.GetRequiredService<WebhookRound>().Run(WebUnderTest.Site, default);

    private sealed class HeldMail : IMail
    {
        public List<OutgoingMail> Taken { get; } = [];

        public Task Send(OutgoingMail mail, CancellationToken ct)
        {
            Taken.Add(mail);
            return Task.CompletedTask;
        }
    }

    /// <summary>The other side.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Listener(WebApplication app) => _app = app;

        public int Says { get; set; } = 200;

        public List<(string Id, string Seconds, string Signature, string Body)> Heard { get; } = [];

        public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";

        public static async Task<Listener> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var listener = new Listener(app);
            app.MapPost("/hook", async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                listener.Heard.Add((request.Headers["webhook-id"]!, request.Headers["webhook-timestamp"]!, request.Headers["webhook-signature"]!, await reader.ReadToEndAsync()));
                return Results.StatusCode(listener.Says);
            });
            await app.StartAsync();
            return listener;
        }

        public async ValueTask DisposeAsync() => await _app.DisposeAsync();
    }
}
