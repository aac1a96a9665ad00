using System.Security.Cryptography;
using System.Text;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>Signatures of Standard Webhooks 1.0: HMAC-SHA256 over id, time and body, so that the other side knows who sent it and that nobody sends it again later.</summary>
internal static class WebhookSecret
{
    private const string Mark = "whsec_";

    public static string New() => Mark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>One value of <c>webhook-signature</c>.</summary>
    /// <param name="secret">With its mark.</param>
    /// <param name="id"><c>webhook-id</c>.</param>
    /// <param name="seconds"><c>webhook-timestamp</c>: Unix time.</param>
    /// <param name="body">As sent.</param>
    public static string Sign(string secret, Guid id, long seconds, string body)
    {
        byte[] signed = Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}"));
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Mark.Length..]), signed));
    }
}
