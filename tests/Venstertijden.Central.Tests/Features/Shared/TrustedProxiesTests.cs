using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Tests.Features.Shared;

/// <summary>Who says for whom he asks is believed when he is a proxy that was named, and no further than that.</summary>
public class TrustedProxiesTests
{
    [TestCase("10.0.0.5", "203.0.113.9", "https", "203.0.113.9", "https", TestName = "a named proxy is believed")]
    [TestCase("::ffff:10.0.0.5", "203.0.113.9", "https", "203.0.113.9", "https", TestName = "also where the system writes its address as one of version 6")]
    [TestCase("10.0.1.77", "2001:db8::9", "https", "2001:db8::9", "https", TestName = "a proxy of a named network is believed")]
    [TestCase("192.0.2.66", "203.0.113.9", "https", "192.0.2.66", "http", TestName = "anybody else changes nothing")]
    [TestCase("127.0.0.1", "203.0.113.9", "https", "127.0.0.1", "http", TestName = "loopback changes nothing unless it was named")]
    [TestCase("10.0.0.5", "198.51.100.1, 203.0.113.9", "https", "203.0.113.9", "https", TestName = "what the asker himself put in front changes nothing")]
    [TestCase("10.0.0.5", "203.0.113.9, 10.0.1.7", "https, https", "203.0.113.9", "https", TestName = "two proxies in a row are both believed")]
    [TestCase("10.0.0.5", "nonsense", "https", "10.0.0.5", "http", TestName = "what is no address changes nothing")]
    public async Task The_asker_is(string from, string forwardedFor, string forwardedProto, string address, string scheme)
    {
        var seen = await Through([IPNetwork.Parse("10.0.0.5/32"), IPNetwork.Parse("10.0.1.0/24")], from, forwardedFor, forwardedProto);
        Assert.That((seen.Connection.RemoteIpAddress, seen.Request.Scheme), Is.EqualTo((IPAddress.Parse(address), scheme)));
    }

    [Test]
    public async Task Without_named_proxies_nobody_is_believed()
    {
        var seen = await Through([], "127.0.0.1", "203.0.113.9", "https");
        Assert.That((seen.Connection.RemoteIpAddress, seen.Request.Scheme), Is.EqualTo((IPAddress.Loopback, "http")));
    }

    private static async Task<HttpContext> Through(IPNetwork[] proxies, string from, string forwardedFor, string forwardedProto)
    {
        await using var services = new ServiceCollection().AddLogging().AddOptions().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseTrustedProxies(proxies);
        app.Run(_ => Task.CompletedTask);
        var context = new DefaultHttpContext { RequestServices = services };
        (context.Connection.RemoteIpAddress, context.Request.Scheme) = (IPAddress.Parse(from), "http");
        (context.Request.Headers["X-Forwarded-For"], context.Request.Headers["X-Forwarded-Proto"]) = (forwardedFor, forwardedProto);
        await app.Build()(context);
        return context;
    }
}
