using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web.Api;

/// <summary>Who gets in: clients, their secrets and tokens, and what each refusal says.</summary>
public class ApiAccessTests
{
    private const string Page = "/instellingen/koppelingen";
    private ApiTown _town;

    [OneTimeSetUp]
    public async Task StartTown() => _town = await ApiTown.Start();

    [OneTimeTearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [SetUp]
    public void TurnClockBack() => _town.Web.Clock.Reset(WebUnderTest.Start);

    [Test]
    public async Task A_firm_makes_a_connection_sees_its_secret_once_and_closes_it()
    {
        using var firm = await Visitor.Of(_town.Web, Role.FirmOwner);
        await firm.Submit(Page, "form.sheet", new() { ["Name"] = "Ritplanner" });
        var once = await firm.Page(Page);
        string id = ((IHtmlInputElement)once.QuerySelector("#OnceId")!).Value, secret = ((IHtmlInputElement)once.QuerySelector("#OnceSecret")!).Value;
        Assert.That(secret, Does.StartWith("vths_").And.Length.GreaterThan(45));
        var again = await firm.Page(Page);
        Assert.That((again.QuerySelector("#OnceSecret"), again.Body!.TextContent.Contains("Nog niet gebruikt")), Is.EqualTo(((AngleSharp.Dom.IElement?)null, true)));

        using var program = await _town.Program(id, secret);
        Assert.That((await program.GetAsync("/api/v1/vehicles")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await firm.Page(Page)).Body!.TextContent, Does.Contain("Laatst gebruikt:"));

        await firm.Submit(Page, $"form[action*='Close'][action*='{id}']", []);
        var refused = await program.GetAsync("/api/v1/vehicles");
        Assert.That((await ApiTown.Problem(refused, 401)).GetProperty("code").GetString(), Is.EqualTo("unauthorized"));
        Assert.That(refused.Headers.WwwAuthenticate.ToString(), Does.Contain("invalid_token"));
        Assert.That((await _town.AskToken(id, secret)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await firm.Page(Page)).Body!.TextContent, Does.Contain("Ritplanner is gesloten."));
        await _town.Web.InScope(async services =>
        {
            var told = await services.GetRequiredService<CentralDb>().Audit.Where(a => a.Subject == "api-client:" + id).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync();
            Assert.That(told, Is.EqualTo(new[] { "api-client.create", "api-client.revoke" }));
        });
    }

    [Test]
    public async Task A_connection_needs_a_name_and_something_that_it_may_do()
    {
        using var firm = await Visitor.Of(_town.Web, Role.FirmOwner);
        var page = await Visitor.Read(await firm.Submit(Page, "form.sheet", new() { ["Name"] = " ", ["Scopes"] = "alles" }, replace: true));
        Assert.That(page.QuerySelectorAll(".field-error").Select(e => e.TextContent.Trim()), Has.Some.Contains("Vul een naam in"));
    }

    [Test]
    public async Task Another_firms_connection_is_not_found()
    {
        var (id, _) = await _town.Client(ApiTown.OtherFirm);
        using var firm = await Visitor.Of(_town.Web, Role.FirmOwner);
        foreach (string handler in new[] { "Rotate", "Close" })
            Assert.That((await firm.Submit(Page, "form.sheet", [], at: $"{Page}?handler={handler}&id={id}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_token_is_short_lived_and_given_for_the_secret_in_the_header_or_in_the_form()
    {
        var (id, secret) = await _town.Client(TestPeople.FirmId, ApiScopes.ReadVehicles);
        var token = await ApiTown.Json(await _town.AskToken(id, secret));
        Assert.That((token.GetProperty("token_type").GetString(), token.GetProperty("expires_in").GetInt32()), Is.EqualTo(("Bearer", 600)).Using<(string, int), (string, int)>((a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) <= 1));
        var form = await _town.Anyone().PostAsync("/api/v1/oauth/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret }));
        Assert.That(form.StatusCode, Is.EqualTo(HttpStatusCode.OK), await form.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task What_is_wrong_with_a_request_for_a_token_is_told_as_the_standard_says()
    {
        var (id, secret) = await _town.Client(TestPeople.FirmId, ApiScopes.ReadVehicles);
        Assert.That(await Error(await _town.AskToken(id, "vths_" + new string('x', 43)), 401), Is.EqualTo("invalid_client"));
        Assert.That(await Error(await _town.AskToken(Guid.NewGuid().ToString(), secret), 401), Is.EqualTo("invalid_client"));
        Assert.That(await Error(await _town.AskToken(id, secret, ApiScopes.WriteVehicles), 400), Is.EqualTo("invalid_scope"));
        Assert.That(await Error(await _town.AskToken(id, secret, "alles"), 400), Is.EqualTo("invalid_scope"));
        Assert.That(await Error(await _town.AskToken(id, secret, grant: "password"), 400), Is.EqualTo("unsupported_grant_type"));

        static async Task<string?> Error(HttpResponseMessage answer, int status) => (await ApiTown.Json(answer, status)).GetProperty("error").GetString();
    }

    [Test]
    public async Task A_renewed_secret_works_at_once_and_the_one_before_for_a_day()
    {
        var (id, old) = await _town.Client(TestPeople.FirmId);
        string? secret = null;
        await _town.Web.InScope(async services => secret = await services.GetRequiredService<ClientDesk>().Rotate(TestPeople.FirmId, Guid.Parse(id), Actor.System("test"), default));
        Assert.That(((await _town.AskToken(id, secret!)).StatusCode, (await _town.AskToken(id, old)).StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        _town.Web.Clock.Advance(Duration.FromHours(24));
        Assert.That(((await _town.AskToken(id, secret!)).StatusCode, (await _town.AskToken(id, old)).StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task Who_guesses_secrets_is_held_up_and_the_right_one_too_from_there()
    {
        var (id, secret) = await _town.Client(TestPeople.FirmId);
        for (int i = 0; i < ClientTokens.PerMinute; i++)
            await _town.AskToken(id, "vths_gok" + i);
        var held = await _town.AskToken(id, secret);
        Assert.That((await ApiTown.Problem(held, 429)).GetProperty("detail").GetString(), Does.Contain("60 seconds"));
        var (other, theirs) = await _town.Client(TestPeople.FirmId);
        Assert.That((await _town.AskToken(other, theirs)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Every_address_with_a_scope_refuses_who_has_no_token_lacks_the_scope_or_is_of_another_firm()
    {
        var all = _town.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Endpoint: e, Scope: e.Metadata.GetMetadata<IAuthorizeData>()?.Policy, Method: e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0])).Where(e => e.Scope is not null && ApiScopes.All.Contains(e.Scope)).ToList();
        Assert.That(all, Has.Count.GreaterThanOrEqualTo(8));
        var programs = new Dictionary<string, HttpClient>();
        foreach (string scope in ApiScopes.All)
            programs[scope] = await _town.Program(TestPeople.FirmId, scope);
        foreach (var (endpoint, scope, method) in all)
        {
            string address = endpoint.RoutePattern.RawText!.Replace("{id:guid}", ApiTown.TheirVehicle.ToString());
            await ApiTown.Problem(await Send(_town.Anyone(), method!, address), 401);
            foreach (var (other, program) in programs.Where(p => p.Key != scope))
            {
                var refused = await ApiTown.Problem(await Send(program, method!, address), 403);
                Assert.That(refused.GetProperty("detail").GetString(), Does.Contain(scope), $"{method} {address} with {other}");
            }

            if (address != endpoint.RoutePattern.RawText)
                await ApiTown.Problem(await Send(programs[scope!], method!, address), 404);
        }
    }

    [TestCase("GET", "/api/v1/nergens", 404, "not-found")]
    [TestCase("PATCH", "/api/v1/vehicles", 405, "method-not-allowed")]
    [TestCase("DELETE", "/api/v1/zones/assen-brink", 405, "method-not-allowed")]
    [TestCase("GET", "/api/v1/entry-checks", 405, "method-not-allowed")]
    public async Task What_does_not_exist_is_told_as_a_problem(string method, string address, int status, string code)
    {
        var answer = await _town.Anyone().SendAsync(new HttpRequestMessage(HttpMethod.Parse(method), address));
        Assert.That((await ApiTown.Problem(answer, status)).GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(answer.Content.Headers.Allow.Count > 0, Is.EqualTo(status == 405));
    }

    [TestCase("{\"plate\":\"VGVD12\",\"kleur\":\"wit\"}", "application/json", 400, "bad-field", "#/kleur", "expected one of plate, nickname, group, hiredUntil")]
    [TestCase("{\"plate\":\"VGVD12\",\"plate\":\"VGVD12\"}", "application/json", 400, "bad-field", "#/plate", "once")]
    [TestCase("{\"plate\":12}", "application/json", 400, "bad-field", "#/plate", "another kind")]
    [TestCase("{\"plate\":\"nee\"}", "application/json", 400, "bad-field", "#/plate", "six letters and digits")]
    [TestCase("{\"plate\":\"AE123B\",\"hiredUntil\":\"2026-03-01\"}", "application/json", 400, "bad-field", "#/hiredUntil", "today or later")]
    [TestCase("{\"plate\":", "application/json", 400, "bad-json", null, "")]
    [TestCase("[]", "application/json", 400, "bad-json", null, "")]
    [TestCase("plate=VGVD12", "application/x-www-form-urlencoded", 415, "media-type", null, "")]
    public async Task A_body_that_is_not_as_expected_is_refused_at_its_member(string body, string type, int status, string code, string? pointer, string says)
    {
        using var program = await _town.Program(TestPeople.FirmId, ApiScopes.WriteVehicles);
        var problem = await ApiTown.Problem(await program.PostAsync("/api/v1/vehicles", new StringContent(body, Encoding.UTF8, type)), status);
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code));
        if (pointer is not null)
            Assert.That((problem.GetProperty("errors")[0].GetProperty("pointer").GetString(), problem.GetProperty("errors")[0].GetProperty("detail").GetString()), Is.EqualTo((pointer, "")).Using<(string, string), (string, string)>((a, b) => a.Item1 == b.Item1 && a.Item2.Contains(says)));
    }

    [Test]
    public async Task A_body_that_is_too_long_is_not_read_to_its_end()
    {
        using var program = await _town.Program(TestPeople.FirmId, ApiScopes.WriteVehicles);
        await ApiTown.Problem(await program.PostAsJsonAsync("/api/v1/vehicles", new { nickname = new string('x', 20_000) }), 413);
    }

    [Test]
    public async Task A_program_that_asks_too_much_is_held_up_alone()
    {
        var (greedy, other) = (await _town.Program(TestPeople.FirmId), await _town.Program(TestPeople.FirmId));
        HttpResponseMessage last = null!;
        for (int i = 0; i <= ApiFeature.PerMinute; i++)
            last = await greedy.DeleteAsync($"/api/v1/vehicles/{Guid.Empty}");
        await ApiTown.Problem(last, 429);
        Assert.That((await other.GetAsync("/api/v1/vehicles")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static Task<HttpResponseMessage> Send(HttpClient http, string method, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(method), address);
        if (method is "POST" or "PUT")
            request.Content = JsonContent.Create(new { nickname = "x" });
        return http.SendAsync(request);
    }
}
