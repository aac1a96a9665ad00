using Microsoft.Extensions.Logging;

namespace Venstertijden.Edge.Sources;

internal static partial class Log
{
    [LoggerMessage(EventId = 1100, Level = LogLevel.Information, Message = "Connected to {Camera}")]
    public static partial void CameraConnected(this ILogger log, string camera);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "No frames from {Camera}; trying again in {Seconds} s")]
    public static partial void CameraLost(this ILogger log, string camera, double seconds);
}
