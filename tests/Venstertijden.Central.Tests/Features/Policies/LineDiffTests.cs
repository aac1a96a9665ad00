using Venstertijden.Central.Features.Policies;

namespace Venstertijden.Central.Tests.Features.Policies;

public class LineDiffTests
{
    [TestCase("a b c", "a b c", "=a =b =c")]
    [TestCase("a b c", "a x c", "=a -b +x =c")]
    [TestCase("", "a", "+a")]
    [TestCase("a b", "", "-a -b")]
    [TestCase("a b c d", "b d e", "-a =b -c =d +e")]
    public void The_fewest_lines_are_told_as_removed_and_added(string before, string after, string expected) =>
        Assert.That(string.Join(' ', LineDiff.Of(Lines(before), Lines(after)).Select(l => l.Fate switch { LineFate.Same => "=", LineFate.Added => "+", _ => "-" } + l.Text)), Is.EqualTo(expected));

    [Test]
    public void Both_texts_can_be_put_together_again_from_the_difference()
    {
        var random = new Random(7);
        for (int run = 0; run < 200; run++)
        {
            string[] before = [.. Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(4))).ToString())];
            string[] after = [.. Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(4))).ToString())];
            var lines = LineDiff.Of(before, after);
            Assert.That(lines.Where(l => l.Fate != LineFate.Added).Select(l => l.Text), Is.EqualTo(before));
            Assert.That(lines.Where(l => l.Fate != LineFate.Removed).Select(l => (l.After, l.Text)), Is.EqualTo(after.Select((text, i) => ((int?)i + 1, text))));
        }
    }

    [Test]
    public void Only_lines_near_a_change_are_shown_with_a_mark_for_what_was_left_out() =>
        Assert.That(LineDiff.Around(LineDiff.Of(Lines("a b c d e f g"), Lines("a b c x e f g")), 1).Select(l => l?.Text ?? "..."), Is.EqualTo(new[] { "...", "c", "d", "x", "e", "..." }));

    private static string[] Lines(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
