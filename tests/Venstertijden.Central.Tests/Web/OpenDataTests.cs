using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema;
using NodaTime;
using Venstertijden.Central.Features.OpenData;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Policy.Documents;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>The open data, asked as a stranger asks: over HTTP, without signing in.</summary>
public class OpenDataTests
{
    private WebUnderTest _web;
    private HttpClient _stranger;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        await _web.SeedAsync();
        _stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _web.Address };
    }

    [OneTimeTearDown]
    public async Task StopWeb()
    {
        _stranger.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task A_stranger_reads_the_rules_in_the_form_of_cds()
    {
        using var answer = await _stranger.GetAsync("/curbs/policies");
        string json = await answer.Content.ReadAsStringAsync();
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType!.ToString().Replace(" ", "")), Is.EqualTo((HttpStatusCode.OK, OpenDataPages.MediaType)));
        var schema = await JsonSchema.FromJsonAsync(await _stranger.GetStringAsync("/open-data/curb-policies.schema.json"));
        Assert.That(schema.Validate(json).Select(e => e.ToString()), Is.Empty);
        Assert.That(json, Does.Contain("assen-brink").And.Contain("\"author\":\"Gemeente Assen\"").And.Contain("\"license_url\":\"https://creativecommons.org/publicdomain/zero/1.0/\""));
        Assert.That(answer.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
        Assert.That(answer.Headers.CacheControl!.Public, Is.True);
    }

    [Test]
    public async Task Who_has_the_newest_gets_no_body_again()
    {
        using var first = await _stranger.GetAsync("/curbs/policies");
        Assert.That(first.Content.Headers.LastModified, Is.Not.Null);
        Assert.That(await StatusOf(r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!)), Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(await StatusOf(r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified), Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(await StatusOf(r => r.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""))), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_changes_is_a_feed_in_two_forms_with_the_same_ids_that_says_when_it_did_not_change()
    {
        using var answer = await _stranger.GetAsync(OpenDataPages.ChangesJson);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var changes = json.RootElement.GetProperty("changes").EnumerateArray().ToList();
        var vans = changes.Single(c => c.GetProperty("change").GetString() == "access-ends" && c.GetProperty("on").GetString() == "2027-01-01");
        Assert.That(vans.GetProperty("summary").GetString(), Does.StartWith("Vanaf vr 1 jan 2027 mogen deze voertuigen").And.Contain("klasse 5"));
        Assert.That(vans.GetProperty("summaryEnglish").GetString(), Does.StartWith("From Fri 1 Jan 2027 these vehicles"));
        Assert.That(vans.GetProperty("type").GetString(), Is.EqualTo("zone.changed"));
        var atom = System.Xml.Linq.XDocument.Parse(await _stranger.GetStringAsync(OpenDataPages.ChangesAtom));
        System.Xml.Linq.XNamespace ns = "http://www.w3.org/2005/Atom";
        Assert.That(atom.Root!.Elements(ns + "entry").Select(e => e.Element(ns + "id")!.Value), Is.EqualTo(changes.Select(c => c.GetProperty("id").GetString())));
        foreach (string address in (string[])[OpenDataPages.ChangesJson, OpenDataPages.ChangesAtom])
        {
            using var first = await _stranger.GetAsync(address);
            Assert.That(first.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var same = await _stranger.SendAsync(again);
            Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified), address);
        }

        Assert.That(await CountSince("2026-01-15T00:00:00Z"), Is.LessThan(changes.Count).And.Zero);
        Assert.That(await CountSince("2000-01-01T00:00:00Z"), Is.EqualTo(changes.Count));
        using var bad = await _stranger.GetAsync(OpenDataPages.ChangesJson + "?sinds=gisteren");
        Assert.That(bad.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await bad.Content.ReadAsStringAsync(), Does.Contain("expected a moment in UTC"));

        async Task<int> CountSince(string since)
        {
            using var read = JsonDocument.Parse(await _stranger.GetStringAsync($"{OpenDataPages.ChangesJson}?sinds={since}"));
            return read.RootElement.GetProperty("changes").GetArrayLength();
        }
    }

    [TestCase("application/vnd.cds+json;version=1.0", HttpStatusCode.OK)]
    [TestCase("application/vnd.cds+json", HttpStatusCode.OK)]
    [TestCase("text/html, */*;q=0.8", HttpStatusCode.OK)]
    [TestCase("application/vnd.cds+json;version=2.0", HttpStatusCode.NotAcceptable)]
    [TestCase("application/vnd.cds+json;q=0", HttpStatusCode.NotAcceptable)]
    [TestCase("text/html", HttpStatusCode.NotAcceptable)]
    public async Task Only_who_takes_this_version_gets_it(string accept, HttpStatusCode status) =>
        Assert.That(await StatusOf(r => r.Headers.TryAddWithoutValidation("Accept", accept)), Is.EqualTo(status));

    [Test]
    public async Task Single_policies_are_asked_by_id_and_a_bad_id_is_told()
    {
        var all = await Policies("/curbs/policies");
        string[] ids = [.. all.Select(IdOf)];
        Assert.That((await Policies($"/curbs/policies?ids={ids[3]},{ids[1]}")).Select(IdOf), Is.EquivalentTo(new[] { ids[1], ids[3] }));
        using var one = JsonDocument.Parse(await _stranger.GetStringAsync($"/curbs/policies/{ids[0]}"));
        Assert.That(IdOf(one.RootElement.GetProperty("data")), Is.EqualTo(ids[0]));
        foreach (var (address, status) in new[] { ("/curbs/policies?ids=x", 400), ("/curbs/policies/x", 400), ($"/curbs/policies/{Guid.Empty}", 404), ("/curbs/zones", 501), ("/curbs/areas/7", 501), ("/curbs/spaces", 501) })
        {
            using var answer = await _stranger.GetAsync(address);
            using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), address);
            Assert.That(told.RootElement.GetProperty("error_description").GetString(), Does.Contain("expected"), address);
        }
    }

    [Test]
    public async Task A_draft_never_shows_and_what_is_published_shows_at_once()
    {
        string before = await _stranger.GetStringAsync("/curbs/policies");
        using var writer = await Visitor.Of(_web, Venstertijden.Central.Features.Identity.Role.PolicyStaff);
        await writer.Submit("/regels", "form[action*=Start]", []);
        Assert.That(await _stranger.GetStringAsync("/curbs/policies"), Is.EqualTo(before));

        var live = _web.Services.GetRequiredService<LivePolicies>();
        var old = live.Current;
        var newer = PolicyReader.ReadDocument("new.yaml", Policy.Assen.AssenPolicies.Files[1].Yaml.Replace("version: 1", "version: 2").Replace("Mo-Sa 07:00-12:00", "Mo-Sa 06:15-11:45").Replace("recorded: 2022-12-01T09:00:00Z", "recorded: 2025-12-01T09:00:00Z"), out _)!;
        live.Replace(new PolicySet([.. old.Documents, newer]));
        try
        {
            Assert.That(await _stranger.GetStringAsync("/curbs/policies"), Does.Contain("06:15").And.Contain("assen-brink-2023-01-01/2"));
            live.Replace(new PolicySet([.. old.Documents, Of("hoogeveen", newer)]));
            Assert.That(await _stranger.GetStringAsync("/curbs/policies"), Is.EqualTo(before), "another town's rules are not ours to publish");
        }
        finally
        {
            live.Replace(old);
        }
    }

    [Test]
    public async Task The_page_tells_the_windows_the_terms_and_what_is_missing()
    {
        using var anyone = new Visitor(_web);
        var page = await anyone.Page("/open-data");
        Assert.That(page.Body!.TextContent, Does.Contain("ma-za 7-12 uur").And.Contain("voorbeeld").And.Contain("DATEX II").And.Contain("creativecommons.org"));
        Assert.That(page.QuerySelector("a[href='/curbs/policies']"), Is.Not.Null);
    }

    private static PolicyDocument Of(string site, PolicyDocument like) =>
        PolicyReader.ReadDocument("other.yaml", Policy.Assen.AssenPolicies.Files[1].Yaml.Replace("site: assen", $"site: {site}").Replace("version: 1", $"version: {like.Version.Number}"), out _)!;

    private static string IdOf(JsonElement policy) => policy.GetProperty("curb_policy_id").GetString()!;

    private async Task<List<JsonElement>> Policies(string address)
    {
        using var json = JsonDocument.Parse(await _stranger.GetStringAsync(address));
        return [.. json.RootElement.GetProperty("data").GetProperty("policies").EnumerateArray().Select(p => p.Clone())];
    }

    private async Task<HttpStatusCode> StatusOf(Action<HttpRequestMessage> asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/curbs/policies");
        asked(request);
        using var answer = await _stranger.SendAsync(request);
        return answer.StatusCode;
    }
}
