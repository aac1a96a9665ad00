using Microsoft.Extensions.Logging;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Outbox;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Information, "{Camera}: outbox opened, chain {Chain}, last number {Last}, {Depth} not acknowledged")]
    internal static partial void OutboxOpened(this ILogger log, CameraName camera, Guid chain, long last, long depth);

    [LoggerMessage(1102, LogLevel.Critical, "{Camera}: ALARM, the outbox of chain {Lost} is gone ({Why}); chain {Chain} begins. Passages that central had not acknowledged are lost. What was left lies in {Aside}")]
    internal static partial void ChainLost(this ILogger log, CameraName camera, Guid? lost, string why, Guid chain, string? aside);

    [LoggerMessage(1103, LogLevel.Critical, "{Camera}: no room on the disk ({Why}): {Lost} passages could not be stored, up to number {Seq}. Make room; what is lost until then is recorded as a gap")]
    internal static partial void DiskFull(this ILogger log, CameraName camera, string why, long lost, long seq);

    [LoggerMessage(1104, LogLevel.Warning, "{Camera}: recorded a gap in chain {Chain}: numbers {From} to {To}, {Reason}")]
    internal static partial void GapRecorded(this ILogger log, CameraName camera, Guid chain, long from, long to, GapReason reason);

    [LoggerMessage(1106, LogLevel.Warning, "{Camera}: what central acknowledged could not be erased yet ({Why}); tried again")]
    internal static partial void EraseDelayed(this ILogger log, CameraName camera, string why);

    [LoggerMessage(1107, LogLevel.Error, "{Camera}: the outbox file was removed while in use; written again from memory of the open file, nothing is lost")]
    internal static partial void FileRewritten(this ILogger log, CameraName camera);
}
