using NodaTime;

namespace Venstertijden.Central.Features.Mail;

/// <summary>A letter by e-mail to one address.</summary>
/// <param name="Id">The same when it is sent again: mail programs then show it once.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">As plain text.</param>
/// <param name="Html">The same as HTML.</param>
/// <param name="At">When it was written.</param>
public sealed record OutgoingMail(Guid Id, string To, string Subject, string Text, string Html, Instant At);

/// <summary>The way mail leaves the house: a folder (default) or a mail server.</summary>
public interface IMail
{
    /// <summary>Hands a mail over. Returns when the other side has it; may be called again with the same mail.</summary>
    /// <exception cref="MailException">It was not taken; trying again may help.</exception>
    Task Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>A mail that was not taken. The message holds no address.</summary>
public sealed class MailException : Exception
{
    public MailException()
    {
    }

    public MailException(string message)
        : base(message)
    {
    }

    public MailException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
