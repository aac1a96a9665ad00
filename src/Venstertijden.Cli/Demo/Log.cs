using Microsoft.Extensions.Logging;

namespace Venstertijden.Cli.Demo;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Picture skipped ({Skipped} so far): {Path}: {Reason}")]
    public static partial void PictureSkipped(this ILogger log, int skipped, string path, string reason);
}
