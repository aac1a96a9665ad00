using Venstertijden.Cli.Evaluation;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Cli.Bench;

/// <summary>How many plates of the development set are read at the shipped threshold, and what a plate costs; beside Tesseract at the same corners.</summary>
internal static class DevPlatesBench
{
    private const int LeastRead = 41;

    public static IReadOnlyList<Figure> Measure(TextWriter notes)
    {
        if (Repository.Shared("plates-dev") is not { } folder)
        {
            notes.WriteLine("vth: left out: read.devPlatesRead and Tesseract beside it (no plates-dev: VTH_SHARED names the folder that holds it)");
            return [];
        }

        var set = RealSet.Load(folder, "plates-dev");
        var ours = Read(set, PlateReaderKind.Onnx);
        List<Figure> figures =
        [
            new("read.devPlatesRead", ours.Right, "plates", LeastRead, "higher"),
            new("read.devFalseReads", ours.False, "reads", 0, "lower"),
            new("read.plateMs", ours.MsPerPlate, "ms", null, "lower"),
        ];
        try
        {
            var tesseract = Read(set, PlateReaderKind.Tesseract);
            figures.AddRange(
            [
                new("read.tesseractDevPlatesRead", tesseract.Right, "plates", null, "higher"),
                new("read.tesseractDevFalseReads", tesseract.False, "reads", null, "lower"),
                new("read.tesseractPlateMs", tesseract.MsPerPlate, "ms", null, "lower"),
                new("read.plateSpeedToTesseract", tesseract.MsPerPlate / ours.MsPerPlate, "x", null, "higher"),
            ]);
        }
        catch (ModelException e)
        {
            notes.WriteLine($"vth: left out: Tesseract ({e.Message})");
        }

        return figures;
    }

    private static (int Right, int False, double MsPerPlate) Read(RealSet set, PlateReaderKind reader)
    {
        using var search = PlateSearch.Open(new ReadingOptions { Reader = reader });
        var (right, wrong, plates, spent) = (0, 0, 0, TimeSpan.Zero);
        foreach (var frame in set.Frames)
        {
            using var picture = PictureFile.Open(frame.Path, out var fault) ?? throw new BadInputException($"{frame.Path}: expected a picture, but {fault}");
            var truth = frame.Plates.Select(plate => plate.Text).ToList();
            foreach (var plate in search.Search(picture).Plates)
            {
                (plates, spent) = (plates + 1, spent + plate.Took);
                if (PlateConclusion.Of(plate.Reading, search.PictureRule, picture, plate.Found.Corners) is not { } read)
                    continue;
                if (truth.RemoveAll(text => PlateTexts.Alike(text, read.Text)) > 0)
                    right++;
                else
                    wrong++;
            }
        }

        return (right, wrong, spent.TotalMilliseconds / Math.Max(1, plates));
    }
}
