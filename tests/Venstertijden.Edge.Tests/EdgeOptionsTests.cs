namespace Venstertijden.Edge.Tests;

public class EdgeOptionsTests
{
    private const string Good = """
        site: assen
        camera: brink-noord
        source: rtsp://user:geheim@camera.example/stream
        broker:
          host: broker.example
          tls: true
          username: assen/brink-noord
          passwordFile: broker-password
        keyFile: keys/device.pem
        centralKeyFile: central.pem
        data: /var/lib/vth
        evidence:
          maxAgeDays: 12
        """;

    [Test]
    public void A_full_configuration_is_read_with_paths_from_its_own_folder()
    {
        var options = EdgeOptionsReader.Read(Good, "camera.yaml", "/etc/vth");

        Assert.That((options.Site.Value, options.Camera.Value, options.Source), Is.EqualTo(("assen", "brink-noord", "rtsp://user:geheim@camera.example/stream")));
        Assert.That(options.Broker, Is.EqualTo(new BrokerOptions("broker.example", 8883, true, "assen/brink-noord", "/etc/vth/broker-password")));
        Assert.That((options.KeyFile, options.CentralKeyFile, options.Data), Is.EqualTo(("/etc/vth/keys/device.pem", "/etc/vth/central.pem", "/var/lib/vth")));
        Assert.That((options.Evidence.MaxAgeDays, options.Evidence.MaxGigabytes), Is.EqualTo((12, 5.0)));
        Assert.That(options.ConfigHash, Does.Match("^[0-9a-f]{64}$"));
    }

    [Test]
    public void The_smallest_configuration_has_sensible_defaults()
    {
        var options = EdgeOptionsReader.Read("site: assen\ncamera: a\nsource: video.mp4\nbroker: {host: h}\nkeyFile: k.pem\ndata: d\n", "camera.yaml", "/x");

        Assert.That((options.Broker.Port, options.Broker.Tls, options.CentralKeyFile, options.Source), Is.EqualTo((1883, false, "/x/central-public.pem", "/x/video.mp4")));
    }

    [Test]
    public void How_frames_are_read_is_configured_per_camera()
    {
        var options = EdgeOptionsReader.Read(Good + """

            reading:
              secondReader: none
              tiles: true
              agreeing: 3
              include:
                - [[0, 0.2], [1, 0.2], [1, 1], [0, 1]]
              exclude: [[[0.8, 0.3], [1, 0.3], [1, 0.6]], [[0, 0], [0.1, 0], [0.1, 0.1]]]
            """, "camera.yaml", "/etc/vth");

        Assert.That((options.Reading.SecondReader, options.Reading.Tiles, options.Tracking.LeastAgreeing), Is.EqualTo((false, true, 3)));
        Assert.That((options.Reading.Areas.Include.Count, options.Reading.Areas.Exclude.Count, options.Reading.Areas.Include[0][2]), Is.EqualTo((1, 2, new OpenCvSharp.Point2d(1, 1))));
    }

    [Test]
    public void Everything_counts_where_no_area_is_named()
    {
        var options = EdgeOptionsReader.Read(Good, "camera.yaml", "/etc/vth");

        Assert.That((options.Reading.Areas.IsEverywhere, options.Reading.Tiles, options.Reading.SecondReader, options.Tracking.LeastAgreeing), Is.EqualTo((true, false, true, 2)));
    }

    [TestCase("  maxAgeDays: 12", "  maxAgeDays: 12\nreading:\n  include: [[[0, 0], [1, 1]]]", "camera.yaml: line 15: reading.include: expected a list of areas, each of three or more corners [x, y] with x and y from 0 to 1 of the picture's width and height")]
    [TestCase("  maxAgeDays: 12", "  maxAgeDays: 12\nreading:\n  secondReader: onnx", "camera.yaml: line 15: reading.secondReader: expected tesseract or none")]
    [TestCase("  maxAgeDays: 12", "  maxAgeDays: 12\nreading:\n  agreeing: 1", "camera.yaml: line 15: reading.agreeing: expected a whole number from 2 to 20")]
    [TestCase("site: assen", "site: Assen", "camera.yaml: line 1: site: expected 1 to 40 of a-z, 0-9 and '-', such as assen")]
    [TestCase("camera: brink-noord\n", "", "camera.yaml: camera: missing; expected 1 to 40 of a-z, 0-9 and '-', such as brink-noord")]
    [TestCase("camera: brink-noord", "camera: [a, b]", "camera.yaml: line 2: camera: expected 1 to 40 of a-z, 0-9 and '-', such as brink-noord")]
    [TestCase("keyFile: keys/device.pem\n", "", "camera.yaml: keyFile: missing; expected path of the device key (PEM)")]
    [TestCase("  host: broker.example\n", "", "camera.yaml: broker.host: missing; expected name or address of the broker")]
    [TestCase("  tls: true", "  tls: yes please", "camera.yaml: line 6: broker.tls: expected true or false")]
    [TestCase("  tls: true", "  port: 99999", "camera.yaml: line 6: broker.port: expected a whole number from 1 to 65535")]
    [TestCase("  tls: true", "  port: -1", "camera.yaml: line 6: broker.port: expected a whole number from 1 to 65535")]
    [TestCase("  tls: true", "  hots: x", "camera.yaml: line 6: broker.hots: unknown; expected one of tls, host, port, username, passwordFile")]
    [TestCase("  maxAgeDays: 12", "  maxAgeDays: 0", "camera.yaml: line 13: evidence.maxAgeDays: expected a whole number from 1 to 60")]
    [TestCase("  maxAgeDays: 12", "  maxGigabytes: veel", "camera.yaml: line 13: evidence.maxGigabytes: expected a number from 0.001 to 10000")]
    [TestCase("data: /var/lib/vth", "data:", "camera.yaml: line 11: data: expected a folder for outbox and pictures")]
    public void A_fault_is_named_by_file_line_key_and_what_was_expected(string from, string to, string message)
    {
        string faulty = Good.Replace(from, to, StringComparison.Ordinal);
        Assert.That(faulty, Is.Not.EqualTo(Good));

        var refusal = Assert.Throws<EdgeConfigException>(() => EdgeOptionsReader.Read(faulty, "camera.yaml", "/etc/vth"))!;

        Assert.That(refusal.Message, Is.EqualTo(message));
    }

    [Test]
    public void All_faults_are_named_at_once_and_no_value_is_repeated()
    {
        var refusal = Assert.Throws<EdgeConfigException>(() => EdgeOptionsReader.Read("site: A\nsource: rtsp://u:geheim@c\nbroker: geheim\n", "camera.yaml", "/"))!;

        Assert.That(refusal.Message, Does.Contain("site:").And.Contains("camera:").And.Contains("broker: expected a mapping").And.Contains("keyFile:").And.Contains("data:"));
        Assert.That(refusal.Message, Does.Not.Contain("geheim").And.Not.Contain("\n").And.Not.Contain("broker.host"));
    }

    [TestCase("", "expected one YAML document")]
    [TestCase("- a\n- b\n", "expected one YAML document")]
    [TestCase("site: [assen\n", "not YAML")]
    [TestCase("site: a\nsite: b\n", "not YAML")]
    public void What_is_no_mapping_is_refused_in_one_line(string text, string says)
    {
        var refusal = Assert.Throws<EdgeConfigException>(() => EdgeOptionsReader.Read(text, "camera.yaml", "/"))!;

        Assert.That(refusal.Message, Does.StartWith("camera.yaml").And.Contains(says).And.Not.Contains("\n"));
    }

    [Test]
    public void A_file_that_is_not_there_is_refused_in_one_line()
    {
        var refusal = Assert.Throws<EdgeConfigException>(() => EdgeOptionsReader.ReadFile("/nonexistent/camera.yaml"))!;

        Assert.That(refusal.Message, Does.StartWith("/nonexistent/camera.yaml: cannot be read").And.Not.Contains("\n"));
    }
}
