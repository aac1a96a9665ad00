using OpenCvSharp;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class MotionGateTests
{
    private MotionGate _gate;

    [SetUp]
    public void Watch()
    {
        _gate = new MotionGate();
        using var street = Street();
        _gate.Moved(street);
    }

    [TearDown]
    public void Dispose() => _gate.Dispose();

    [Test]
    public void The_first_frame_counts_as_motion()
    {
        using var gate = new MotionGate();
        using var street = Street();

        Assert.That(gate.Moved(street), Is.True);
    }

    [Test]
    public void The_noise_of_a_sensor_is_no_motion()
    {
        for (var i = 0; i < 5; i++)
        {
            using var street = Street(noise: 8);
            Assert.That(_gate.Moved(street), Is.False);
        }
    }

    [Test]
    public void Light_that_changes_slowly_is_no_motion()
    {
        for (var brighter = 0; brighter < 40; brighter++)
        {
            using var street = Street(brightness: 100 + (brighter / 2));
            Assert.That(_gate.Moved(street), Is.False, $"{brighter / 2} levels brighter");
        }
    }

    [Test]
    public void A_vehicle_far_away_is_motion()
    {
        using var street = Street();
        Cv2.Rectangle(street, new Rect(600, 300, 70, 50), Scalar.All(30), -1);

        Assert.That(_gate.Moved(street), Is.True);
    }

    private static Mat Street(int brightness = 100, double noise = 0)
    {
        var street = new Mat(720, 1280, MatType.CV_8UC3, Scalar.All(brightness));
        if (noise > 0)
        {
            using var grain = new Mat(street.Size(), MatType.CV_16SC3);
            Cv2.Randn(grain, Scalar.All(0), Scalar.All(noise));
            Cv2.Add(street, grain, street, null, MatType.CV_8U);
        }

        return street;
    }
}
