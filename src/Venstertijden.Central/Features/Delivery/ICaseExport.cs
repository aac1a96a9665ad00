namespace Venstertijden.Central.Features.Delivery;

/// <summary>
/// The way to the fining body: one place where batches are put and one from which its answers come. The CJIB's own interface is not public; what stands behind
/// this is a folder or an SFTP server that an adapter of theirs, or ours, empties and fills. Every member throws <see cref="DeliveryException"/> when the other
/// side cannot be reached or refuses, and may be called again.
/// </summary>
public interface ICaseExport
{
    /// <summary>In words for a screen, without secrets: <c>sftp://cjib.example:22/in</c>.</summary>
    string Address { get; }

    /// <summary>
    /// Puts a batch there under its name, whole or not at all. Lies it there already with the same content, or did the other side take it away with a receipt
    /// (<see cref="ReceiptOf"/>), nothing happens.
    /// </summary>
    /// <exception cref="DeliveryException">It was not put, or other content lies under that name.</exception>
    Task Put(string name, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>Names of the answers that wait, the oldest name first; receipts are none.</summary>
    Task<IReadOnlyList<string>> Answers(CancellationToken ct);

    /// <summary>An answer; at most <see cref="MaxAnswerBytes"/>.</summary>
    Task<byte[]> Read(string name, CancellationToken ct);

    /// <summary>Sets an answer aside that was taken in or refused. One that is gone already is fine.</summary>
    Task SetAside(string name, bool takenIn, CancellationToken ct);

    /// <summary>Greater answers are refused.</summary>
    const int MaxAnswerBytes = 16 * 1024 * 1024;

    /// <summary>Who takes a batch away leaves this among the answers first: so that it is never put twice.</summary>
    static string ReceiptOf(string name) => name + ".received";
}

/// <summary>The fining body cannot be reached, or refuses: said in one line that names no secret.</summary>
public sealed class DeliveryException : Exception
{
    public DeliveryException()
    {
    }

    public DeliveryException(string message)
        : base(message)
    {
    }

    public DeliveryException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
