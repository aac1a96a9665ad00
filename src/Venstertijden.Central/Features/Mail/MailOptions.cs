namespace Venstertijden.Central.Features.Mail;

/// <summary><c>mail</c> in central's YAML. Without it mails are laid in the folder <c>mail</c> of <c>data</c>.</summary>
public sealed record MailOptions
{
    /// <summary><c>mail.from</c>: the sender.</summary>
    public string From { get; init; } = "venstertijden@localhost";

    /// <summary><c>mail.link</c>: address under which firms reach these pages; null takes <c>http.url</c>.</summary>
    public string? Link { get; init; }

    /// <summary><c>mail.folder</c>: where mails are laid as files; null with <see cref="Smtp"/>.</summary>
    public string? Folder { get; init; }

    /// <summary><c>mail.smtp</c>: the server that takes them.</summary>
    public SmtpAddress? Smtp { get; init; }

    /// <summary>Opens the way out.</summary>
    /// <param name="data">Central's data folder.</param>
    public IMail Open(string data) => Smtp is { } smtp ? new SmtpMail(smtp, From) : new FolderMail(Folder ?? Path.Combine(data, "mail"), From);
}

/// <summary>How the line to the mail server is kept from others.</summary>
public enum SmtpSecurity
{
    /// <summary>The line begins open and is closed before anything is said (port 587).</summary>
    StartTls,

    /// <summary>Closed from the first byte (port 465).</summary>
    Tls,

    /// <summary>Open: only to this machine itself.</summary>
    None,
}

/// <summary>A mail server.</summary>
/// <param name="Host"><c>mail.smtp.host</c>.</param>
/// <param name="Port"><c>mail.smtp.port</c>: 1 to 65535; default 587.</param>
/// <param name="Security"><c>mail.smtp.security</c>: <c>starttls</c> (default), <c>tls</c>, or <c>none</c> for 127.0.0.1 only.</param>
/// <param name="Username"><c>mail.smtp.username</c>; null signs in as nobody.</param>
/// <param name="PasswordFile"><c>mail.smtp.passwordFile</c>: a file that holds the password alone.</param>
/// <param name="TrustFile"><c>mail.smtp.trustFile</c>: PEM certificate of the authority behind the server's; null trusts what the machine trusts.</param>
public sealed record SmtpAddress(string Host, int Port = 587, SmtpSecurity Security = SmtpSecurity.StartTls, string? Username = null, string? PasswordFile = null, string? TrustFile = null);
