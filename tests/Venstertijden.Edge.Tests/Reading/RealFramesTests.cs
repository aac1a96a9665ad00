using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;
using Venstertijden.Testing;

namespace Venstertijden.Edge.Tests.Reading;

/// <summary>
/// Real frames of parked cars, which are not ours to ship. Measured with the
/// nets of 24 November 2026: 39 of 42 read, none false.
/// </summary>
public class RealFramesTests
{
    private const int Floor = 37;

    [Test]
    public void Real_frames_are_read_and_none_is_read_falsely()
    {
        var folder = SharedFolder.Get("plates-dev");
        using var search = PlateSearch.Open(new ReadingOptions());
        var (read, falsely) = (0, new List<string>());
        foreach (var frame in File.ReadLines(Path.Combine(folder, "frames.csv")).Skip(1).Select(line => line.Split(',')).GroupBy(row => row[0]))
        {
            using var picture = PictureFile.Open(Path.Combine(folder, "frames", frame.Key), out _)!;
            var texts = search.Search(picture).Plates
                .Select(p => PlateConclusion.Of(p.Reading, search.PictureRule, picture, p.Found.Corners))
                .Where(r => r is not null).Select(r => Shape(r!.Text)).ToList();
            var truth = frame.Select(row => Shape(row[6])).ToList();
            read += truth.Count(texts.Remove);
            if (texts.Count > 0)
                falsely.Add(frame.Key);
        }

        Assert.That(falsely, Is.Empty, "frames with a false read");
        Assert.That(read, Is.GreaterThanOrEqualTo(Floor), "of 42");
    }

    /// <summary>O and 0, I and 1 have one shape on many plates.</summary>
    private static string Shape(string plate) => plate.Replace("-", "", StringComparison.Ordinal).Replace('O', '0').Replace('I', '1');
}
