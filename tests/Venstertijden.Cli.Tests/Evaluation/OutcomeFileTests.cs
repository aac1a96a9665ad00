using Venstertijden.Cli.Evaluation;

namespace Venstertijden.Cli.Tests.Evaluation;

public class OutcomeFileTests
{
    private string _folder;
    private string _file;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("vth-outcomes-").FullName;
        _file = Path.Combine(_folder, "outcomes.csv");
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_was_written_is_read_back()
    {
        var plate = About("a.jpg", OutcomeKind.Plate) with
        {
            Truth = "SS12SD", Found = true, Seen = "SS12S0", Concluded = "SS12SD", Confidence = 0.999999999876, Characters = [0.999999, 1, 0.5, 1, 1, 0], Second = "SS12SD",
            Width = 101.5, Slant = 3.2, Turn = 20.1, Light = "day", Weather = "rain", Group = "NL, \"odd\"",
        };
        var sample = About("a.jpg", OutcomeKind.Sample) with { Ms = 7.25 };
        using (var file = OutcomeFile.Open(_file))
            file.Add([plate, sample]);

        using var again = OutcomeFile.Open(_file);

        Assert.That(again.All(), Is.EqualTo(new[] { plate, sample }).UsingPropertiesComparer());
    }

    [Test]
    public void A_second_run_knows_what_was_done_by_the_same_nets()
    {
        using (var file = OutcomeFile.Open(_file))
            file.Add([About("a.jpg", OutcomeKind.Sample)]);

        using var again = OutcomeFile.Open(_file);

        Assert.That(again.Has("ours", "nets 1", "set", LookKind.Picture, "a.jpg"), Is.True);
        Assert.That(again.Has("ours", "nets 2", "set", LookKind.Picture, "a.jpg"), Is.False);
        Assert.That(again.Has("ours", "nets 1", "set", LookKind.Passage, "a.jpg"), Is.False);
        Assert.That(again.Has("ours", "nets 1", "set", LookKind.Picture, "b.jpg"), Is.False);
    }

    [Test]
    public void A_sample_that_a_killed_run_left_half_written_is_done_again()
    {
        using (var file = OutcomeFile.Open(_file))
        {
            file.Add([About("a.jpg", OutcomeKind.Plate), About("a.jpg", OutcomeKind.Sample)]);
            file.Add([About("b.jpg", OutcomeKind.Plate), About("b.jpg", OutcomeKind.Sample)]);
        }

        var text = File.ReadAllText(_file);
        File.WriteAllText(_file, text[..^5]);

        using (var again = OutcomeFile.Open(_file))
        {
            Assert.That(again.All().Select(o => o.Sample), Is.EqualTo(new[] { "a.jpg", "a.jpg" }));
            Assert.That(again.Has("ours", "nets 1", "set", LookKind.Picture, "b.jpg"), Is.False);
            again.Add([About("b.jpg", OutcomeKind.Plate), About("b.jpg", OutcomeKind.Sample)]);
        }

        Assert.That(File.ReadAllText(_file), Is.EqualTo(text));
    }

    [Test]
    public void Another_file_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(_file, "id,verdict\n1,allowed\n");

        Assert.That(() => OutcomeFile.Open(_file), Throws.TypeOf<BadInputException>().With.Message.StartsWith($"{_file}: expected the outcomes of an evaluation"));
        Assert.That(File.ReadAllText(_file), Is.EqualTo("id,verdict\n1,allowed\n"));
    }

    private static Outcome About(string sample, OutcomeKind kind)
        => new() { Reader = "ours", Models = "nets 1", Set = "set", Look = LookKind.Picture, Sample = sample, Kind = kind };
}
