using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Venstertijden.Central.Tests.Features.Mail;

/// <summary>A small mail server on this machine (SMTP, RFC 5321) that keeps what it is given; closes the line on STARTTLS, and refuses on demand.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly bool _tls;
    private readonly Task _serving;

    internal SmtpListener(bool tls)
    {
        _tls = tls;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
#pragma warning disable RS0030 // A certificate is checked against the machine's own clock.
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
#pragma warning restore RS0030
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        _listener.Start();
        _serving = Serve();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The certificate, to be trusted.</summary>
    internal string Pem => _certificate.ExportCertificatePem();

    /// <summary>What was taken, as it came.</summary>
    internal List<string> Taken { get; } = [];

    /// <summary>Receivers that are refused.</summary>
    internal string? Refused { get; set; }

    /// <summary>Whether the line was closed when the last mail came.</summary>
    internal bool WasClosed { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Talk(client.GetStream());
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
            {
                // Whoever hung up did so on purpose.
            }
        }
    }

    private async Task Talk(Stream line)
    {
        var (reader, writer) = Over(line);
        bool closed = false;
        await writer.WriteLineAsync("220 localhost");
        while (await reader.ReadLineAsync(_stop.Token) is { } said)
        {
            switch (said.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync(_tls && !closed ? "250-localhost\r\n250 STARTTLS" : "250 localhost");
                    break;
                case "STARTTLS":
                    await writer.WriteLineAsync("220 go");
                    var secure = new SslStream(line);
                    await secure.AuthenticateAsServerAsync(_certificate);
                    (reader, writer) = Over(secure);
                    closed = true;
                    break;
                case "RCPT" when Refused is { } refused && said.Contains(refused, StringComparison.Ordinal):
                    await writer.WriteLineAsync("550 no such user");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync(_stop.Token) is { } text && text != ".")
                        mail.Append(text).Append('\n');
                    Taken.Add(mail.ToString());
                    WasClosed = closed;
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 fine");
                    break;
            }
        }
    }

    private static (StreamReader Reader, StreamWriter Writer) Over(Stream line) => (new StreamReader(line, Encoding.UTF8), new StreamWriter(line, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true });
}
