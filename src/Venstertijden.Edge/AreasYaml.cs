using System.Globalization;
using OpenCvSharp;
using YamlDotNet.RepresentationModel;

namespace Venstertijden.Edge;

/// <summary>Areas of the picture as <c>camera.yaml</c> writes them: polygons of corners <c>[x, y]</c>.</summary>
internal static class AreasYaml
{
    public const string Expected = "a list of areas, each of three or more corners [x, y] with x and y from 0 to 1 of the picture's width and height";

    /// <summary>Null when it is not <see cref="Expected"/>.</summary>
    public static IReadOnlyList<Point2d>[]? Read(YamlNode node)
    {
        if (node is not YamlSequenceNode { Children: { Count: > 0 } areas })
            return null;
        var polygons = areas.Select(Polygon).ToList();
        return polygons.Contains(null) ? null : [.. polygons.OfType<Point2d[]>()];
    }

    private static Point2d[]? Polygon(YamlNode node)
    {
        if (node is not YamlSequenceNode { Children: { Count: >= 3 } corners })
            return null;
        var points = corners.Select(Corner).ToList();
        return points.Contains(null) ? null : [.. points.OfType<Point2d>()];
    }

    private static Point2d? Corner(YamlNode node)
        => node is YamlSequenceNode { Children: [YamlScalarNode x, YamlScalarNode y] } && Fraction(x) is { } across && Fraction(y) is { } down ? new(across, down) : null;

    private static double? Fraction(YamlScalarNode node)
        => double.TryParse(node.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double part) && part is >= 0 and <= 1 ? part : null;
}
