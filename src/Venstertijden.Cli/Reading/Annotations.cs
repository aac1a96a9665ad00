using System.Globalization;
using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli.Reading;

/// <summary>Draws what was read into pictures, for people to look at.</summary>
internal sealed class Annotations
{
    private static readonly Scalar Counted = new(60, 200, 0);
    private static readonly Scalar Doubted = new(0, 140, 255);
    private static readonly Scalar Ink = new(255, 255, 255);

    private readonly string _folder;

    /// <exception cref="BadInputException">The folder cannot be made.</exception>
    public Annotations(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--annotate: expected a folder that can be made and written, '{folder}' cannot ({e.Message})", e);
        }

        _folder = folder;
    }

    /// <summary>Writes one picture; the name tells the path it came from.</summary>
    public void Write(string path, Mat picture, IEnumerable<Mark> marks)
    {
        using var drawn = picture.Clone();
        foreach (var mark in marks)
            Draw(drawn, mark);
        var name = string.Join('_', path.Split('/', '\\', ':').Where(part => part is not ("" or "." or "..")));
        var file = Path.Combine(_folder, name.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase) ? name : name + ".jpg");
        if (!Cv2.ImWrite(file, drawn))
            throw new BadInputException($"--annotate: '{file}' cannot be written");
    }

    private static void Draw(Mat picture, Mark mark)
    {
        var colour = mark.Counts ? Counted : Doubted;
        var corners = mark.Corners;
        Point[] outline = [.. new[] { corners.UpperLeft, corners.UpperRight, corners.LowerRight, corners.LowerLeft }.Select(p => p.ToPoint())];
        var thick = Math.Max(1, picture.Width / 640);
        Cv2.Polylines(picture, [outline], isClosed: true, colour, thick, LineTypes.AntiAlias);
        Cv2.Circle(picture, outline[0], 2 * thick, colour, -1);
        var text = string.Create(CultureInfo.InvariantCulture, $"{mark.Text} {mark.Confidence:0.00}");
        var scale = picture.Width / 1100.0;
        var size = Cv2.GetTextSize(text, HersheyFonts.HersheySimplex, scale, thick, out var below);
        var at = new Point(Math.Clamp(outline.Min(p => p.X), 0, Math.Max(0, picture.Width - size.Width)), Math.Max(size.Height, outline.Min(p => p.Y) - below - 2));
        Cv2.Rectangle(picture, new Rect(at.X, at.Y - size.Height - 2, size.Width, size.Height + below + 4), colour, -1);
        Cv2.PutText(picture, text, at, HersheyFonts.HersheySimplex, scale, Ink, thick, LineTypes.AntiAlias);
    }
}

/// <summary>A plate to draw.</summary>
/// <param name="Corners">Its outline.</param>
/// <param name="Text">What it seems to say.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Counts">It is a read; else only a doubt.</param>
internal sealed record Mark(PlateCorners Corners, string Text, double Confidence, bool Counts);
