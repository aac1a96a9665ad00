using System.Globalization;
using Venstertijden.Cli.Csv;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli.Reading;

/// <summary>One line of <c>vth read</c>'s CSV.</summary>
/// <param name="Path">As given or found; of a video with <c>#t=SECONDS</c>.</param>
/// <param name="Plate">Empty when nothing was read.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Corners">Pixels, clockwise from the plate's upper left.</param>
/// <param name="Detecting">For the whole picture; of a video the mean of its frames.</param>
/// <param name="Reading">For this plate; of a video the mean of its frames.</param>
internal sealed record ReadRow(
    string Path, string Plate = "", double? Confidence = null, PlateCorners? Corners = null, TimeSpan? Detecting = null, TimeSpan? Reading = null)
{
    private static readonly string[] Header = ["path", "plate", "confidence", "x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4", "detect_ms", "read_ms"];

    /// <summary>RFC 4180 with LF.</summary>
    public static void WriteAll(TextWriter to, IEnumerable<ReadRow> rows)
    {
        foreach (var fields in rows.Select(row => row.Fields()).Prepend(Header))
            to.Write(string.Join(',', fields.Select(CsvText.Cell)) + "\n");
    }

    private IEnumerable<string> Fields()
    {
        yield return Path;
        yield return Plate;
        yield return Number(Confidence, "0.0000");
        OpenCvSharp.Point2f?[] corners = [Corners?.UpperLeft, Corners?.UpperRight, Corners?.LowerRight, Corners?.LowerLeft];
        foreach (var corner in corners)
        {
            yield return Number(corner?.X, "0.0");
            yield return Number(corner?.Y, "0.0");
        }

        yield return Number(Detecting?.TotalMilliseconds, "0.00");
        yield return Number(Reading?.TotalMilliseconds, "0.00");
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
