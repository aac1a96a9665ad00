using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Venstertijden.Central.Features.Shared;

/// <summary>Whom we believe when he says for whom he asks.</summary>
public static class TrustedProxies
{
    /// <summary>
    /// Takes the asker's address from <c>X-Forwarded-For</c> and the scheme from <c>X-Forwarded-Proto</c>, from these proxies alone and hop by hop: what stands further left than the
    /// first address that is no proxy may be made up. Without proxies nothing is believed.
    /// </summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, IReadOnlyCollection<System.Net.IPNetwork> proxies)
    {
        if (proxies.Count == 0)
            return app;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        // Loopback is known by default: here only what was named is.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownIPNetworks.Add(proxy);
        return app.UseForwardedHeaders(options);
    }
}
