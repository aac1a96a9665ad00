using System.Globalization;
using OpenCvSharp;
using Venstertijden.Cli.Csv;
using Venstertijden.Cli.Reading;
using Venstertijden.Edge.Reading;
using Venstertijden.Street;

namespace Venstertijden.Cli.Tests.Reading;

/// <summary><c>vth read</c> on pictures and videos drawn here, by the nets that ship.</summary>
public class ReadCommandTests
{
    private const string Header = "path,plate,confidence,x1,y1,x2,y2,x3,y3,x4,y4,detect_ms,read_ms";
    private string _folder;
    private StringWriter _errors;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("vth-read-").FullName;
        _errors = new StringWriter();
    }

    [TearDown]
    public void DeleteFolder()
    {
        Directory.Delete(_folder, recursive: true);
        _errors.Dispose();
    }

    [Test]
    public async Task Writes_a_row_per_plate_with_its_corners_from_the_upper_left_clockwise()
    {
        DrawPlate("street.png", "SS-12-SD");

        var rows = await Read(_folder);

        Assert.That(rows, Has.Count.EqualTo(1));
        Assert.That((rows[0][0], rows[0][1]), Is.EqualTo((In("street.png"), "SS12SD")));
        Assert.That(Numbers(rows[0][2..3])[0], Is.InRange(0.5, 1));
        Assert.That(Numbers(rows[0][3..11]), Is.EqualTo(new double[] { 220, 210, 420, 210, 420, 252, 220, 252 }).Within(8));
        Assert.That(Numbers(rows[0][11..13]), Is.All.GreaterThan(0));
    }

    [Test]
    public async Task Rows_come_in_ordinal_order_of_their_paths_whatever_the_threads()
    {
        foreach (var name in (string[])["b.png", "Z.png", "a/x.png", "a-1.png"])
            DrawEmpty(name);

        var rows = await Read(threads: 3, paths: _folder);

        Assert.That(rows.Select(r => r[0]), Is.EqualTo(new[] { In("Z.png"), In("a-1.png"), In("a/x.png"), In("b.png") }));
    }

    [Test]
    public async Task A_picture_with_nothing_read_has_one_row_without_plate()
    {
        DrawEmpty("empty.png");

        var row = (await Read(In("empty.png"))).Single();

        Assert.That(row[..11], Is.EqualTo((string[])[In("empty.png"), "", "", "", "", "", "", "", "", "", ""]));
        Assert.That(Numbers(row[11..12])[0], Is.GreaterThan(0));
    }

    [Test]
    public async Task An_unreadable_picture_has_a_row_and_is_named_on_standard_error()
    {
        DrawEmpty("good.png");
        await File.WriteAllTextAsync(In("bad, broken.jpg"), "not a picture");

        var rows = await Read(_folder);

        Assert.That(rows.Select(r => r[0]), Is.EqualTo(new[] { In("bad, broken.jpg"), In("good.png") }));
        Assert.That(rows[0][1..], Is.All.Empty);
        Assert.That(_errors.ToString(), Is.EqualTo($"vth: {In("bad, broken.jpg")}: it is not a picture that can be decoded; skipped\nvth: 1 of 2 files could not be opened\n"));
    }

    [Test]
    public void When_nothing_can_be_opened_nothing_is_written()
    {
        Assert.That(async () => await Read(In("nowhere.jpg")), Throws.TypeOf<BadInputException>().With.Message.EqualTo("nothing could be opened"));
        Assert.That(_errors.ToString(), Is.EqualTo($"vth: {In("nowhere.jpg")}: it does not exist; skipped\n"));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [Test]
    public void A_folder_without_pictures_is_refused()
        => Assert.That(async () => await Read(_folder), Throws.TypeOf<BadInputException>().With.Message.EqualTo(
            $"expected pictures or videos (such as .jpg, .png, .mp4), but there are none in {_folder}"));

    [Test]
    public void An_output_that_cannot_be_written_is_refused_before_the_work()
    {
        DrawEmpty("empty.png");
        var run = new ReadRun(new ReadingOptions(), 1, null, _errors);

        Assert.That(async () => await run.RunAsync([_folder], In("none/reads.csv"), default),
            Throws.TypeOf<BadInputException>().With.Message.Contains("its folder does not exist"));
    }

    [Test]
    public async Task Annotated_pictures_are_written()
    {
        DrawPlate("a/street.png", "SS-12-SD");
        var run = new ReadRun(new ReadingOptions(), 1, In("drawn"), _errors);

        await run.RunAsync([In("a")], In("reads.csv"), default);

        using var drawn = Cv2.ImRead(Directory.GetFiles(In("drawn")).Single());
        using var original = Cv2.ImRead(In("a/street.png"));
        Assert.That(Cv2.Norm(drawn, original), Is.GreaterThan(1000));
    }

    [Test]
    public async Task A_video_has_a_row_per_passage_with_its_second()
    {
        using (var writer = new VideoWriter(In("street.avi"), FourCC.MJPG, 5, new Size(640, 480)))
        {
            for (var i = 0; i < 20; i++)
            {
                using var frame = i is >= 4 and < 14 ? Street("SS-12-SD", 120 + (8 * (i - 4)), 60 + (18 * (i - 4)), 130 + (8 * (i - 4))) : Street(null, 0, 0, 0);
                writer.Write(frame);
            }
        }

        var rows = await Read(In("street.avi"));

        Assert.That(rows.Select(r => r[1]), Is.EqualTo(new[] { "SS12SD" }));
        Assert.That(rows[0][0], Does.StartWith(In("street.avi") + "#t="));
        Assert.That(Numbers([rows[0][0].Split("#t=")[1]])[0], Is.InRange(0.8, 2.8));
    }

    [Test]
    public async Task Black_frames_and_a_black_picture_have_a_row_each_and_no_plate()
    {
        using (var black = new Mat(480, 640, MatType.CV_8UC3, Scalar.All(0)))
        using (var writer = new VideoWriter(In("night.avi"), FourCC.MJPG, 5, new Size(640, 480)))
        {
            Cv2.ImWrite(In("night.png"), black);
            for (var i = 0; i < 10; i++)
                writer.Write(black);
        }

        var rows = await Read(_folder);

        Assert.That(rows.Select(r => (r[0], r[1])), Is.EqualTo(new[] { (In("night.avi"), ""), (In("night.png"), "") }));
        Assert.That(_errors.ToString(), Is.Empty);
    }

    [Test]
    public void A_camera_that_does_not_answer_is_named_without_its_password()
    {
        Assert.That(async () => await Read("rtsp://boa:geheim@127.0.0.1:9/brink"), Throws.TypeOf<BadInputException>().With.Message.EqualTo("nothing could be opened"));
        Assert.That(_errors.ToString(), Is.EqualTo("vth: rtsp://127.0.0.1:9/brink: expected a camera that sends pictures, but none answers there; skipped\n"));
    }

    private Task<List<string[]>> Read(params string[] paths) => Read(1, paths);

    private async Task<List<string[]>> Read(int threads, params string[] paths)
    {
        var output = Path.Combine(_folder, "reads.csv");
        await new ReadRun(new ReadingOptions(), threads, null, _errors).RunAsync(paths, output, default);
        var text = await File.ReadAllTextAsync(output);
        Assert.That(text, Does.StartWith(Header + "\n").And.Not.Contain("\r"));
        return [.. new CsvText(text).Records().Skip(1).Select(r => r.Cells.ToArray())];
    }

    private static List<double> Numbers(IEnumerable<string> cells) => [.. cells.Select(c => double.Parse(c, CultureInfo.InvariantCulture))];

    private string In(string name) => Path.Combine(_folder, name);

    private void DrawPlate(string name, string plate) => Write(name, Street(plate, 220, 210, 200));

    private void DrawEmpty(string name) => Write(name, Street(null, 0, 0, 0));

    private void Write(string name, Mat picture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        using (picture)
            Cv2.ImWrite(In(name), picture);
    }

    /// <summary>A grey car's back with a plate at a place, or nothing but road.</summary>
    private static Mat Street(string? plate, int x, int y, int width)
    {
        var street = new Mat(480, 640, MatType.CV_8UC3, new Scalar(112, 116, 118));
        Cv2.Rectangle(street, new Rect(0, 0, 640, 150), new Scalar(190, 170, 150), -1);
        if (plate is null)
            return street;
        Cv2.Rectangle(street, new Rect(x - (width / 2), y - width, 2 * width, (int)(1.4 * width)), new Scalar(90, 60, 50), -1);
        var drawn = PlateDrawing.Picture(plate);
        using var bgr = Mat.FromPixelData(drawn.Height, drawn.Width, MatType.CV_8UC3, drawn.Bgr);
        using var small = new Mat();
        Cv2.Resize(bgr, small, new Size(width, width * drawn.Height / drawn.Width), 0, 0, InterpolationFlags.Area);
        using var place = street[new Rect(x, y, small.Width, small.Height)];
        small.CopyTo(place);
        return street;
    }
}
