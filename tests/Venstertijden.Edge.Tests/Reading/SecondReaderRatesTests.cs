using System.Diagnostics;
using OpenCvSharp;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Testing;

namespace Venstertijden.Edge.Tests.Reading;

/// <summary>
/// Where the likelihood ratios of <see cref="SecondReaderOdds"/> come from: real plates as they are, and made small and
/// blurred until the first reader errs too.
/// </summary>
[Explicit("A measurement of minutes, to be taken again with new nets.")]
public class SecondReaderRatesTests
{
    private static readonly double[] Sizes = [1, 0.6, 0.45, 0.35, 0.28, 0.22];

    [Test]
    public void Says_how_often_Tesseract_agrees_with_right_and_with_wrong_reads()
    {
        var folder = SharedFolder.Get("plates-dev");
        var options = new ReadingOptions();
        using var ours = new OnnxReader(options);
        using var tesseract = new TesseractReader(options);
        using var search = PlateSearch.Open(options);
        var counts = new Dictionary<(bool Right, string Answer), int>();
        var (watch, asked) = (new Stopwatch(), 0);
        foreach (var frame in File.ReadLines(Path.Combine(folder, "frames.csv")).Skip(1).Select(line => line.Split(',')).GroupBy(row => row[0]))
        {
            using var picture = PictureFile.Open(Path.Combine(folder, "frames", frame.Key), out _)!;
            var truth = frame.Select(row => row[6].Replace("-", "", StringComparison.Ordinal)).ToList();
            foreach (var corners in search.Search(picture).Plates.Select(p => p.Found.Corners))
            {
                foreach (var size in Sizes)
                {
                    using var small = new Mat();
                    Cv2.Resize(picture, small, default, size, size, InterpolationFlags.Area);
                    var at = Homography.Scale(size, size).Map(corners);
                    if (ours.Read(small, at) is not { } reading || PlateFormats.Of(reading.Text, PlateColours.LooksOf(small, at)) is null)
                        continue;
                    watch.Start();
                    var second = tesseract.Read(small, at)?.Text;
                    watch.Stop();
                    asked++;
                    var answer = second is null ? "nothing" : PlateFormats.SameShapes(second, reading.Text) ? "agrees" : "differs";
                    var key = (truth.Exists(t => PlateFormats.SameShapes(t, reading.Text)), answer);
                    counts[key] = counts.GetValueOrDefault(key) + 1;
                }
            }
        }

        foreach (var ((right, answer), count) in counts.OrderBy(c => c.Key))
            TestContext.Out.WriteLine($"{(right ? "right" : "wrong")} {answer} {count}");
        TestContext.Out.WriteLine($"{watch.Elapsed.TotalMilliseconds / asked:0.0} ms each");
        Assert.That(counts.Keys.Select(k => k.Right).Distinct(), Is.EquivalentTo(new[] { true, false }));
    }
}
