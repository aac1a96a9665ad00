using Microsoft.Extensions.Logging;
using Venstertijden.Edge.Outbox;

namespace Venstertijden.Edge.Delivery;

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Information, "{Camera}: connected to {Host}:{Port}")]
    internal static partial void Connected(this ILogger log, CameraName camera, string host, int port);

    [LoggerMessage(1202, LogLevel.Warning, "{Camera}: no connection to {Host}:{Port} ({Why}); next try in about {Seconds} s, passages wait in the outbox")]
    internal static partial void NotConnected(this ILogger log, CameraName camera, string host, int port, string why, double seconds);

    [LoggerMessage(1203, LogLevel.Warning, "{Camera}: no public key of central in {File}: no command can be trusted, so nothing is forgotten until it is there")]
    internal static partial void NoCentralKey(this ILogger log, CameraName camera, string file);

    [LoggerMessage(1204, LogLevel.Warning, "{Camera}: ignored a command that central did not sign")]
    internal static partial void CommandNotCentrals(this ILogger log, CameraName camera);

    [LoggerMessage(1205, LogLevel.Warning, "{Camera}: command not carried out: {What}")]
    internal static partial void CommandNotDone(this ILogger log, CameraName camera, string what);

    [LoggerMessage(1206, LogLevel.Warning, "{Camera}: central asks for pictures of passage {Passage}, which are not here (destroyed, too old, or never stored)")]
    internal static partial void NoPictures(this ILogger log, CameraName camera, Guid passage);

    [LoggerMessage(1207, LogLevel.Error, "{Camera}: a command could not be carried out on the disk: {Why}")]
    internal static partial void CommandFailed(this ILogger log, CameraName camera, string why);
}
