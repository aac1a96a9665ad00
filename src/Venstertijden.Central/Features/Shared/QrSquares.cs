using System.Globalization;
using System.Text;
using QRCoder;

namespace Venstertijden.Central.Features.Shared;

/// <summary>A QR code as the path of a drawing: one square of 1 by 1 for each dark module, with the quiet zone around.</summary>
/// <param name="Size">Modules on a side.</param>
/// <param name="Path">For <c>d</c> of an SVG path.</param>
public sealed record QrSquares(int Size, string Path)
{
    /// <summary>Draws a text; a quarter of it may be dirty or torn.</summary>
    public static QrSquares Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var path = new StringBuilder();
        for (int y = 0; y < data.ModuleMatrix.Count; y++)
            for (int x = 0; x < data.ModuleMatrix[y].Count; x++)
                if (data.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return new QrSquares(data.ModuleMatrix.Count, path.ToString());
    }
}
