using Microsoft.Extensions.Logging;

namespace Venstertijden.Edge.Evidence;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Error, "A picture of passage {Passage} could not be sealed ({Why}); the passage goes without it")]
    internal static partial void NoRoomForPicture(this ILogger log, Guid passage, string why);

    [LoggerMessage(1302, LogLevel.Error, "Picture {File} of passage {Passage} was changed on the disk; it is not given out")]
    internal static partial void PictureDamaged(this ILogger log, Guid passage, string file);

    [LoggerMessage(1303, LogLevel.Information, "Destroyed the pictures of {Passages} passages by age or size; {Bytes} bytes remain")]
    internal static partial void PicturesPruned(this ILogger log, int passages, long bytes);
}
