using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Venstertijden.Central.Features.Mail;

/// <summary>Hands mails to a mail server, over a line that is closed or to this machine itself.</summary>
public sealed class SmtpMail(SmtpAddress server, string from) : IMail
{
    private const int TimeoutMs = 30_000;

    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            using var client = new SmtpClient { Timeout = TimeoutMs };
            if (server.TrustFile is { } file)
                client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(file, certificate, errors);
            await client.ConnectAsync(server.Host, server.Port, server.Security switch { SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect, SmtpSecurity.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls }, ct);
            if (server is { Username: { } name, PasswordFile: { } passwordFile })
                await client.AuthenticateAsync(name, (await File.ReadAllTextAsync(passwordFile, ct)).Trim(), ct);
            using var message = MailMessages.Of(mail, from);
            await client.SendAsync(message, ct);
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (SmtpCommandException e)
        {
            throw new MailException($"the mail server refused it ({(int)e.StatusCode}, {e.ErrorCode})", e);
        }
        catch (Exception e) when (e is ProtocolException or SocketException or IOException or AuthenticationException or System.Security.Authentication.AuthenticationException or SslHandshakeException or NotSupportedException or OperationCanceledException or TimeoutException or InvalidOperationException && !ct.IsCancellationRequested)
        {
            throw new MailException($"the mail server could not be reached or is not the one expected ({e.GetType().Name})", e);
        }
    }

    private static bool IsTrusted(string file, X509Certificate? certificate, System.Net.Security.SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }
}
