using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Tracking;

/// <summary>Plates and readings as a detector and a reader would give them.</summary>
internal static class Looks
{
    public static PlateCorners At(double x, double y, double width)
    {
        var (w, h) = ((float)width / 2, (float)width / 9.4f);
        var (mx, my) = ((float)x, (float)y);
        return new(new(mx - w, my - h), new(mx + w, my - h), new(mx + w, my + h), new(mx - w, my + h));
    }

    public static PlateReading ReadAs(string text, double confidence = 0.95)
        => new(text, confidence, [.. text.Select(_ => confidence)], []);

    public static PlateSeen Seen(double x, double y, double width, string? text, double confidence = 0.95, float score = 0.9f)
        => new(new PlateFound(At(x, y, width), score), text is null ? null : ReadAs(text, confidence), TimeSpan.Zero);
}
