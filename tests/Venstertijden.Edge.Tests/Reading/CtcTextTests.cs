using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class CtcTextTests
{
    private const string Alphabet = "-ABC";

    [Test]
    public void Neighbouring_columns_of_one_class_are_one_character_and_blanks_part_them()
    {
        var text = CtcText.Decode(Columns("AA-AB-BBC"), Alphabet);

        Assert.That(text.Text, Is.EqualTo("AABBC"));
    }

    [Test]
    public void A_character_is_as_sure_as_its_best_column()
    {
        float[] probabilities =
        [
            0.1f, 0.1f, 0.9f,
            0.6f, 0.8f, 0.05f,
            0.2f, 0.1f, 0.03f,
            0.1f, 0.0f, 0.02f,
        ];

        var text = CtcText.Decode(probabilities, Alphabet);

        Assert.That((text.Text, text.Confidences[0], text.Others[0], text.OtherConfidences[0]),
            Is.EqualTo(("A", (double)0.8f, 'B', (double)0.1f)));
    }

    [Test]
    public void Nothing_but_blanks_is_an_empty_text_without_confidence()
    {
        var reading = CtcText.Decode(Columns("----"), Alphabet).ToReading();

        Assert.That((reading.Text, reading.Confidence), Is.EqualTo(("", 0.0)));
    }

    [Test]
    public void A_reading_is_as_sure_as_its_least_sure_character()
    {
        var lines = CtcText.Join([new("AB", [0.9, 0.7], ['B', 'C'], [0.05, 0.2]), new("C", [0.8], ['A'], [0.1])]);

        var reading = lines.ToReading();

        Assert.That((reading.Text, reading.Confidence), Is.EqualTo(("ABC", 0.7)));
        Assert.That(reading.Alternatives[0], Is.EqualTo(("ACC", 0.2)));
    }

    private static float[] Columns(string best)
    {
        var probabilities = new float[Alphabet.Length * best.Length];
        for (var column = 0; column < best.Length; column++)
            probabilities[(Alphabet.IndexOf(best[column], StringComparison.Ordinal) * best.Length) + column] = 0.9f;
        return probabilities;
    }
}
