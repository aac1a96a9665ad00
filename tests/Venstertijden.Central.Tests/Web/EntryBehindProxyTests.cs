using System.Net;
using System.Net.Http.Json;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Behind a proxy the bound on the public check counts each asker apart.</summary>
public class EntryBehindProxyTests
{
    private WebUnderTest _web;
    private HttpClient _proxy;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync(o => o.Proxies = [IPNetwork.Parse("127.0.0.1/32")]);
        await _web.SeedAsync();
        _proxy = new HttpClient { BaseAddress = _web.Address };
    }

    [OneTimeTearDown]
    public async Task StopWeb()
    {
        _proxy.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Who_asks_too_much_is_stopped_and_his_neighbour_behind_the_same_proxy_is_not()
    {
        for (int i = 0; i < EntryPages.PerMinute; i++)
            await Ask("203.0.113.9");
        Assert.That((await Ask("203.0.113.9"), await Ask("203.0.113.10")), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.OK)));
    }

    private async Task<HttpStatusCode> Ask(string asker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/entry-checks") { Content = JsonContent.Create(new { plate = "VGVD12" }) };
        request.Headers.Add("X-Forwarded-For", asker);
        using var answer = await _proxy.SendAsync(request);
        return answer.StatusCode;
    }
}
