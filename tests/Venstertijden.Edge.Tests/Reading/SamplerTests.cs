using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class SamplerTests
{
    private Sampler _sampler;
    private Mat _noise;

    [SetUp]
    public void Draw()
    {
        _sampler = new Sampler();
        _noise = new Mat(120, 200, MatType.CV_8UC3);
        Cv2.SetTheRNG(1);
        Cv2.Randu(_noise, Scalar.All(0), Scalar.All(256));
        Cv2.GaussianBlur(_noise, _noise, new Size(5, 5), 1.5);
    }

    [TearDown]
    public void Dispose()
    {
        _sampler.Dispose();
        _noise.Dispose();
    }

    [TestCase(100, 60)]
    [TestCase(64, 38)]
    [TestCase(50, 30)]
    [TestCase(150, 90)]
    public void Shrinking_gives_the_same_pixels_as_the_warp_that_the_nets_learned(int width, int height)
    {
        using Mat shrunk = new(), warped = new(), difference = new();

        _sampler.Shrink(_noise, width, height, shrunk);
        _sampler.Warp(_noise, Homography.Scale(width / 200.0, height / 120.0), width, height, warped);

        Cv2.Absdiff(shrunk, warped, difference);
        Cv2.MinMaxLoc(difference.Reshape(1), out _, out double most);
        Assert.That(most, Is.LessThanOrEqualTo(2), "levels of 255");
    }

    [TestCase(200, 1)]
    [TestCase(160, 1)]
    [TestCase(100, 2)]
    [TestCase(50, 4)]
    [TestCase(10, 4)]
    public void Takes_as_many_samples_as_an_output_pixel_covers(int width, int samples)
    {
        var map = Homography.Scale(width / 200.0, width / 200.0);

        Assert.That(Sampler.Samples(map, width, width * 120 / 200), Is.EqualTo(samples));
    }
}
