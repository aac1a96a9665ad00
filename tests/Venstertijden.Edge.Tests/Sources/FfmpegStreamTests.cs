using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge.Tests.Sources;

public class FfmpegStreamTests
{
    [TestCase("YUV4MPEG2 W1920 H1080 F25:1 Ip A1:1 C420mpeg2", 1920, 1080)]
    [TestCase("YUV4MPEG2 H480 W640", 640, 480)]
    public void The_header_tells_the_size(string header, int width, int height) => Assert.That(FfmpegStream.Size(header), Is.EqualTo((width, height)));

    [TestCase("")]
    [TestCase("FRAME")]
    [TestCase("YUV4MPEG2 W1920")]
    [TestCase("YUV4MPEG2 W0 H10")]
    [TestCase("YUV4MPEG2 W99999999 H10")]
    [TestCase("YUV4MPEG2 Wide H10")]
    public void Another_header_is_refused(string header) => Assert.That(FfmpegStream.Size(header), Is.Null);

    [Test]
    public void An_address_cannot_break_out_of_its_quotes()
        => Assert.That(FfmpegStream.List(new Uri("rtsp://boa:o'k@camera.example/a'b\nfile 'x")).Split('\n')[1], Does.StartWith("file 'rtsp://").And.Matches("^[^']*'[^']*'$"));
}
