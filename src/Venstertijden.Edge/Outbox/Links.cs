using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Keys;

namespace Venstertijden.Edge.Outbox;

/// <summary>Makes links of a chain into rows, numbered, chained, signed and sealed, and opens them again.</summary>
internal sealed class Links(CameraName camera, DeviceKeys keys, IClock clock, ILogger log) : IDisposable
{
    private readonly AtRest _atRest = new(keys.Derive("outbox", []));

    internal ChainHead Add(List<OutboxRow> rows, ChainHead head, PassageDraft draft)
    {
        var message = head.Link(draft, camera);
        return Add(rows, head, message.Seq, MessageKind.Passage, WireJson.Write(message));
    }

    internal ChainHead Add(List<OutboxRow> rows, ChainHead head, Gap gap)
    {
        var message = head.Link(gap, camera, clock.GetCurrentInstant());
        log.GapRecorded(camera, head.Chain, gap.From, gap.To, gap.Reason);
        return Add(rows, head, message.Seq, MessageKind.Gap, WireJson.Write(message));
    }

    /// <summary>The message in a row; null when it was changed on the disk.</summary>
    internal OutboxMessage? Open(Guid chain, OutboxRow row) =>
        _atRest.Open(row.Sealed, Belonging(chain, row.Seq)) is { } payload && keys.HasSigned(payload, row.Signature)
            ? new(row.Seq, row.Kind, Instant.FromUnixTimeMilliseconds(row.MadeMs), payload, row.Signature)
            : null;

    /// <summary>Lets <see cref="Fits"/> tell whether this device's secret opens a file, also when it is empty.</summary>
    internal byte[] KeyCheck(Guid chain) => _atRest.Seal("outbox"u8, Belonging(chain, 0));

    internal bool Fits(Guid chain, byte[] keyCheck) => _atRest.Open(keyCheck, Belonging(chain, 0)) is not null;

    public void Dispose() => _atRest.Dispose();

    private ChainHead Add(List<OutboxRow> rows, ChainHead head, long seq, MessageKind kind, byte[] payload)
    {
        rows.Add(new(seq, kind, clock.GetCurrentInstant().ToUnixTimeMilliseconds(), keys.Sign(payload), _atRest.Seal(payload, Belonging(head.Chain, seq))));
        return head.After(seq, payload);
    }

    private static byte[] Belonging(Guid chain, long seq) => Encoding.ASCII.GetBytes($"{chain}/{seq}");
}
