using Venstertijden.Central.Features.Mail;

namespace Venstertijden.Testing.Web;

/// <summary>A way for mail that keeps what it takes, or takes nothing.</summary>
public sealed class HeldMail : IMail
{
    /// <summary>What was taken, in order.</summary>
    public List<OutgoingMail> Taken { get; set; } = [];

    /// <summary>Takes nothing.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often somebody tried.</summary>
    public int Tries { get; set; }

    public Task Send(OutgoingMail mail, CancellationToken ct)
    {
        Tries++;
        if (IsAway) throw new MailException("the mail server could not be reached");
        Taken.Add(mail);
        return Task.CompletedTask;
    }
}
