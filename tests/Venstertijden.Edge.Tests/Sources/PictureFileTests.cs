using OpenCvSharp;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge.Tests.Sources;

public class PictureFileTests
{
    private string _folder;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("picture-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(".jpg")]
    [TestCase(".png")]
    [TestCase(".bmp")]
    public void A_whole_picture_is_opened_as_BGR(string extension)
    {
        using var picture = PictureFile.Open(Write("whole" + extension, Encoded(extension)), out var fault);

        Assert.That(fault, Is.Null);
        Assert.That((picture!.Width, picture.Height, picture.Type() == MatType.CV_8UC3), Is.EqualTo((64, 48, true)));
    }

    [TestCase(".jpg")]
    [TestCase(".png")]
    public void A_picture_that_is_cut_off_is_refused_rather_than_filled_with_grey(string extension)
    {
        var whole = Encoded(extension);

        using var picture = PictureFile.Open(Write("cut" + extension, whole[..(whole.Length * 2 / 3)]), out var fault);

        Assert.That((picture, fault), Is.EqualTo(((Mat?)null, "it is cut off")));
    }

    [TestCase(0, "it is empty")]
    [TestCase(100, "it is not a picture that can be decoded")]
    public void Bytes_that_are_no_picture_are_refused(int length, string says)
    {
        using var picture = PictureFile.Open(Write("bytes.jpg", new byte[length]), out var fault);

        Assert.That((picture, fault), Is.EqualTo(((Mat?)null, says)));
    }

    [Test]
    public void A_picture_of_a_hundred_megapixels_is_refused_before_it_is_decoded()
    {
        var bytes = Encoded(".png");
        (bytes[18], bytes[22]) = (0x27, 0x27);

        using var picture = PictureFile.Open(Write("huge.png", bytes), out var fault);

        Assert.That((picture, fault), Is.EqualTo(((Mat?)null, "it has more than 48 megapixels")));
    }

    [TestCase(".jpg")]
    [TestCase(".bmp")]
    [TestCase(".tif")]
    [TestCase(".webp")]
    public void So_is_one_of_another_format(string extension)
    {
        using var picture = PictureFile.Open(Write("huge" + extension, PictureBytes.Claiming(Encoded(extension), extension, 12_000, 9_000)), out var fault);

        Assert.That((picture, fault), Is.EqualTo(((Mat?)null, "it has more than 48 megapixels")));
    }

    [TestCase(".png", MatKind.Grey)]
    [TestCase(".png", MatKind.Alpha)]
    [TestCase(".png", MatKind.SixteenBit)]
    [TestCase(".png", MatKind.SixteenBitGrey)]
    [TestCase(".tif", MatKind.SixteenBit)]
    [TestCase(".tif", MatKind.Alpha)]
    [TestCase(".jpg", MatKind.Grey)]
    public void Other_colours_and_depths_are_opened_as_8_bit_BGR_with_the_same_brightness(string extension, MatKind kind)
    {
        using var half = Half(kind);
        var path = Path.Combine(_folder, "other" + extension);
        Cv2.ImWrite(path, half);

        using var picture = PictureFile.Open(path, out var fault);

        Assert.That(fault, Is.Null);
        Assert.That(picture!.Type() == MatType.CV_8UC3, Is.True);
        var mean = Cv2.Mean(picture);
        Assert.That(new[] { mean.Val0, mean.Val1, mean.Val2 }, Is.All.EqualTo(128).Within(2));
    }

    [Test]
    public void A_picture_in_CMYK_is_opened_as_BGR()
    {
        using var picture = PictureFile.Open(Write("cmyk.jpg", PictureBytes.RedInCmyk()), out var fault);

        Assert.That(fault, Is.Null);
        var mean = Cv2.Mean(picture!);
        Assert.That(Math.Min(mean.Val2 - mean.Val0, mean.Val2 - mean.Val1), Is.GreaterThan(100), "it is red");
    }

    [TestCase(1, 64, 48)]
    [TestCase(3, 64, 48)]
    [TestCase(6, 48, 64)]
    [TestCase(8, 48, 64)]
    public void A_picture_that_was_taken_on_its_side_is_turned_upright(int orientation, int width, int height)
    {
        using var picture = PictureFile.Open(Write("turned.jpg", PictureBytes.Turned(Encoded(".jpg"), orientation)), out var fault);

        Assert.That(fault, Is.Null);
        Assert.That((picture!.Width, picture.Height), Is.EqualTo((width, height)));
    }

    [Test]
    public void A_picture_of_one_pixel_is_opened()
    {
        using (var one = new Mat(1, 1, MatType.CV_8UC3, Scalar.All(7)))
            Cv2.ImWrite(Path.Combine(_folder, "one.png"), one);

        using var picture = PictureFile.Open(Path.Combine(_folder, "one.png"), out var fault);

        Assert.That((picture?.Width, fault), Is.EqualTo((1, (string?)null)));
    }

    [Test]
    public void A_picture_without_width_is_refused()
    {
        var bytes = Encoded(".png");
        (bytes[18], bytes[19]) = (0, 0);

        using var picture = PictureFile.Open(Write("empty.png", bytes), out var fault);

        Assert.That((picture, fault), Is.EqualTo(((Mat?)null, "it is not a picture that can be decoded")));
    }

    [Test]
    public void A_picture_that_is_not_there_is_refused()
    {
        using var picture = PictureFile.Open(Path.Combine(_folder, "nothing.jpg"), out var fault);

        Assert.That((picture, fault), Is.EqualTo(((Mat?)null, "it does not exist")));
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public enum MatKind
    {
        Grey,
        Alpha,
        SixteenBit,
        SixteenBitGrey,
    }

    private static Mat Half(MatKind kind) => kind switch
    {
        MatKind.Grey => new Mat(48, 64, MatType.CV_8UC1, Scalar.All(128)),
        MatKind.Alpha => new Mat(48, 64, MatType.CV_8UC4, new Scalar(128, 128, 128, 30)),
        MatKind.SixteenBit => new Mat(48, 64, MatType.CV_16UC3, Scalar.All(128 * 257)),
        _ => new Mat(48, 64, MatType.CV_16UC1, Scalar.All(128 * 257)),
    };

    private static byte[] Encoded(string extension)
    {
        using var picture = new Mat(48, 64, MatType.CV_8UC3);
        Cv2.Randu(picture, Scalar.All(0), Scalar.All(256));
        Cv2.ImEncode(extension, picture, out var bytes);
        return bytes;
    }
}
