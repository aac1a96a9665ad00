using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class ModelFileTests
{
    private string _folder;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("models-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_missing_net_is_named_with_its_place()
    {
        var error = Assert.Throws<ModelException>(() => _ = new OnnxDetector(new ReadingOptions { ModelFolder = _folder }))!;

        Assert.That(error.Message, Does.StartWith(Path.Combine(_folder, "detector.onnx") + ": expected a readable net"));
    }

    [TestCase("{\"alphabet\":\"-ab\"}", "alphabet is not a blank followed by A-Z and 0-9")]
    [TestCase("{\"looks\":[[0.1,0.1]]}", "looks are not three or more pairs of margins")]
    [TestCase("{\"threshold\":1.5}", "threshold is not between 0 and 1")]
    [TestCase("{\"calibration\":{\"picture\":[[0,0]]}}", "calibration.picture: expected two or more pairs [confidence, probability]")]
    [TestCase("{\"calibration\":{\"passage\":[[0,0.1],[1,1]]}}", "calibration.passage: expected to begin with [0, 0] and to end with [1, probability]")]
    [TestCase("{\"calibration\":{\"passage\":[[0,0],[0.9,0.5],[0.95,0.4],[1,1]]}}", "calibration.passage: expected confidences that rise and probabilities that never fall")]
    [TestCase("{\"calibration\":{\"passageCharacters\":[[0,0]]}}", "calibration.passageCharacters: expected two or more pairs [confidence, probability]")]
    [TestCase("{\"secondReader\":{\"agrees\":0.5}}", "secondReader: expected agrees from 1 to 1000 and differs over 0, to 1")]
    [TestCase("{", "expected the contract of the net")]
    public void A_contract_that_does_not_hold_what_is_needed_is_refused(string json, string says)
    {
        File.WriteAllBytes(Path.Combine(_folder, "reader.onnx"), [1]);
        File.WriteAllText(Path.Combine(_folder, "reader.json"), json);

        var error = Assert.Throws<ModelException>(() => _ = new OnnxReader(new ReadingOptions { ModelFolder = _folder }))!;

        Assert.That(error.Message, Does.Contain("reader.json").And.Contain(says));
    }

    [Test]
    public void Bytes_that_are_no_net_are_refused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "reader.onnx"), [1, 2, 3]);
        File.WriteAllText(Path.Combine(_folder, "reader.json"), "{}");

        Assert.That(() => new OnnxReader(new ReadingOptions { ModelFolder = _folder }),
            Throws.TypeOf<ModelException>().With.Message.StartsWith("expected an ONNX net"));
    }

    [Test]
    public void The_nets_that_ship_say_their_training_date_in_their_version()
    {
        using var search = PlateSearch.Open(new ReadingOptions());

        Assert.That(search.DetectorVersion, Does.Match(@"^detector-\d{4}-\d\d-\d\d-[0-9a-f]{8}$"));
        Assert.That(search.ReaderVersion, Does.Match(@"^reader-\d{4}-\d\d-\d\d-[0-9a-f]{8}$"));
    }
}
