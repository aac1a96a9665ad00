using Microsoft.Extensions.Logging;
using Venstertijden.Edge.Outbox;

namespace Venstertijden.Edge;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "{Camera}: the source has no more frames; what was recorded is still delivered")]
    internal static partial void SourceEnded(this ILogger log, CameraName camera);

    [LoggerMessage(1002, LogLevel.Error, "{Camera}: no frames: {Why}")]
    internal static partial void SourceFailed(this ILogger log, CameraName camera, string why);

    [LoggerMessage(1003, LogLevel.Warning, "Skipped picture {Path}: {Reason}")]
    internal static partial void PictureSkipped(this ILogger log, string path, string reason);

    [LoggerMessage(1004, LogLevel.Error, "{Camera}: what is due to be erased could not be ({Why}); tried again in 20 s")]
    internal static partial void TidyingFailed(this ILogger log, CameraName camera, string why);

    [LoggerMessage(1005, LogLevel.Warning, "{Camera}: reads without a second reader: {Why}")]
    internal static partial void NoSecondReader(this ILogger log, CameraName camera, string why);
}
