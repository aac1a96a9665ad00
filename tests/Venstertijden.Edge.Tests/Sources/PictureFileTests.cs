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

    private static byte[] Encoded(string extension)
    {
        using var picture = new Mat(48, 64, MatType.CV_8UC3);
        Cv2.Randu(picture, Scalar.All(0), Scalar.All(256));
        Cv2.ImEncode(extension, picture, out var bytes);
        return bytes;
    }
}
