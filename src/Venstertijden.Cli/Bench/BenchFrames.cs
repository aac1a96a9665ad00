using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Cli.Evaluation;
using Venstertijden.Edge.Sources;
using Venstertijden.Street;

namespace Venstertijden.Cli.Bench;

/// <summary>Pictures to measure speed on: real ones where they are at hand, else rendered ones with a vehicle in view.</summary>
/// <param name="From">For people: where they come from.</param>
/// <param name="Pictures">8-bit BGR, all of one size.</param>
internal sealed record BenchFrames(string From, IReadOnlyList<Mat> Pictures) : IDisposable
{
    private const int Most = 40;
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 30);

    /// <summary>640 x 480.</summary>
    public static BenchFrames Small() => Real("plates-dev") ?? Rendered("rendered street, 640 x 480", ToSmall);

    /// <summary>1280 x 720.</summary>
    public static BenchFrames Wide() => Real("plates-train") ?? Rendered("rendered street, 1280 x 720", static frame => frame.Clone());

    public void Dispose()
    {
        foreach (var picture in Pictures)
            picture.Dispose();
    }

    private static BenchFrames? Real(string name)
    {
        if (Repository.Shared(name) is not { } folder)
            return null;
        var files = RealSet.Load(folder, name).Frames;
        var step = Math.Max(1, files.Count / Most);
        var pictures = files.Where((_, i) => i % step == 0).Take(Most)
            .Select(frame => PictureFile.Open(frame.Path, out var fault) ?? throw new BadInputException($"{frame.Path}: expected a picture, but {fault}"));
        return new(string.Create(CultureInfo.InvariantCulture, $"real frames of {name}"), [.. pictures]);
    }

    private static BenchFrames Rendered(string from, Func<Mat, Mat> cut)
    {
        var (renderer, scene) = (new StreetRenderer(), StreetScene.Brink);
        var pictures = new List<Mat>();
        using var image = new Mat(scene.Height, scene.Width, MatType.CV_8UC3);
        foreach (var passage in Traffic(Morning))
        {
            var clip = StreetClip.Of(renderer, scene, passage);
            for (var i = 0; i < clip.Count; i++)
            {
                clip.Render(i, MemoryMarshal.AsBytes(image.AsSpan<Vec3b>()));
                pictures.Add(cut(image));
            }
        }

        return new(from, pictures);
    }

    /// <summary>Three vehicles of different build, one after another, each in view for two seconds.</summary>
    internal static IReadOnlyList<StreetPassage> Traffic(Instant start)
    {
        (string Plate, VehicleShape Shape, bool Inward, string? Lettering)[] vehicles =
        [
            ("V-VVD-12", VehicleShape.Van, true, "Bakker Brink 0592"),
            ("SS-12-SD", VehicleShape.PassengerCar, false, null),
            ("BU-789-X", VehicleShape.Truck, true, null),
        ];
        return [.. vehicles.Select((v, i) => new StreetPassage(
            start + (Duration.FromSeconds(2.6) * i), new StreetVehicle(v.Plate, "NL", v.Shape, VehicleColour.White, v.Lettering), v.Inward, Duration.FromSeconds(2)))];
    }

    private static Mat ToSmall(Mat frame)
    {
        using var middle = frame[new Rect(160, 0, 960, 720)];
        var small = new Mat();
        Cv2.Resize(middle, small, new Size(640, 480), 0, 0, InterpolationFlags.Area);
        return small;
    }
}
