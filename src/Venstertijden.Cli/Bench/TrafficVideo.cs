using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;
using Venstertijden.Street;

namespace Venstertijden.Cli.Bench;

/// <summary>Rendered traffic as an H.264 video, encoded by Debian's ffmpeg as a camera would.</summary>
internal static class TrafficVideo
{
    public const int FramesPerSecond = 25;

    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 30);

    /// <summary>ffmpeg is there.</summary>
    public static bool CanBeMade => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));

    /// <summary>Three vehicles pass within eight seconds, 25 frames a second.</summary>
    /// <param name="path">Where the video comes.</param>
    /// <param name="width">Pixels; the height follows.</param>
    /// <param name="seconds">Length.</param>
    /// <returns>The plates in the order in which they pass.</returns>
    /// <exception cref="BadInputException">ffmpeg cannot encode it.</exception>
    public static IReadOnlyList<string> Write(string path, int width, double seconds)
    {
        var (renderer, scene) = (new StreetRenderer(), StreetScene.Brink);
        var traffic = BenchFrames.Traffic(Morning + Duration.FromMilliseconds(400));
        using var ffmpeg = Start(path, scene, width);
        var bgr = new byte[scene.FrameBytes];
        try
        {
            for (var frame = 0; frame < seconds * FramesPerSecond; frame++)
            {
                var taken = Morning + Duration.FromMilliseconds(1000.0 * frame / FramesPerSecond);
                IReadOnlyList<VehicleInView> inView = [.. traffic.Where(p => taken >= p.Start && taken < p.Start + p.Length)
                    .Select(p => new VehicleInView(p.Vehicle, p.Inward, (taken - p.Start) / p.Length))];
                renderer.Render(scene, taken.InZone(scene.Zone).LocalDateTime, inView, bgr, frame);
                ffmpeg.StandardInput.BaseStream.Write(bgr);
            }

            ffmpeg.StandardInput.Close();
        }
        catch (IOException)
        {
            // ffmpeg ended early; its exit code and last words tell why.
        }

        var said = ffmpeg.StandardError.ReadToEnd();
        ffmpeg.WaitForExit();
        if (ffmpeg.ExitCode != 0)
            throw new BadInputException($"ffmpeg could not encode the traffic: {said.Trim().ReplaceLineEndings("; ")}");
        return [.. traffic.Where(p => p.Start + p.Length < Morning + Duration.FromSeconds(seconds)).Select(p => p.Vehicle.Plate)];
    }

    private static Process Start(string path, StreetScene scene, int width)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardInput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", Invariant($"{scene.Width}x{scene.Height}"), "-r", Invariant($"{FramesPerSecond}"), "-i", "-",
            "-vf", Invariant($"scale={width}:-2"), "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-crf", "23", "-g", Invariant($"{FramesPerSecond}"), "-pix_fmt", "yuv420p", path,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new BadInputException("ffmpeg could not be started");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
