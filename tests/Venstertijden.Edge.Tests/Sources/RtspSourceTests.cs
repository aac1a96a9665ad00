using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Testing;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge.Tests.Sources;

public class RtspSourceTests
{
    [Test]
    public void Its_name_shows_neither_user_nor_password()
    {
        var source = Source("rtsp://boa:geheim@camera.example:8554/brink?channel=1");

        Assert.That(source.Name, Is.EqualTo("rtsp://camera.example:8554/brink?channel=1"));
    }

    [TestCase("http://camera.example/")]
    [TestCase("camera.example")]
    [TestCase("rtsp://")]
    public void Another_address_is_refused_without_repeating_it(string address)
        => Assert.That(() => Source(address), Throws.TypeOf<SourceException>().With.Message.EqualTo("expected an address such as rtsp://camera.example/stream"));

    private static RtspSource Source(string address)
        => new(address, FakeClock.FromUtc(2026, 3, 2), TimeProvider.System, NullLogger<RtspSource>.Instance);
}
