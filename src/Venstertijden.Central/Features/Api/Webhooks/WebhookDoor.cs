using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Venstertijden.Central.Features.Shared;
using Microsoft.Extensions.Options;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>The way out to webhooks: signed, bounded in time, without following where an answer leads.</summary>
public sealed class WebhookDoor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;

    /// <summary>The demonstration alone reaches this machine itself.</summary>
    public WebhookDoor(IOptions<WebOptions> web)
    {
        AllowsLoopback = web.Value.IsDemo;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = (context, ct) => WebhookAddress.Connect(context.DnsEndPoint, AllowsLoopback, ct),
        }) { Timeout = Patience };
    }

    /// <summary>Whether http to this machine is allowed.</summary>
    public bool AllowsLoopback { get; }

    /// <summary>Sends once.</summary>
    /// <param name="address">To where.</param>
    /// <param name="delivery">What.</param>
    /// <param name="seconds">Unix time of sending.</param>
    /// <param name="secrets">Those that sign.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>Whether it was taken (a status of 200 to 299), and what the other side said, never its body.</returns>
    public async Task<(bool IsTaken, string Answer)> Send(string address, WebhookDelivery delivery, long seconds, IReadOnlyList<string> secrets, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(delivery.Payload, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Venstertijden", ApiFeature.Version));
        request.Headers.Add("webhook-id", delivery.Id.ToString());
        request.Headers.Add("webhook-timestamp", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', secrets.Select(s => WebhookSecret.Sign(s, delivery.Id, seconds, delivery.Payload))));
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return (answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            return (false, e switch
            {
                { InnerException: ClosedNetworkException closed } => closed.Message,
                { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => "the name is not known",
                { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection",
                { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
                _ => "no answer that can be read",
            });
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (false, "no answer within 10 seconds");
        }
    }

    public void Dispose() => _http.Dispose();
}
