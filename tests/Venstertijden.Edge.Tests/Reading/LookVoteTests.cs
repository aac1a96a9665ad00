using Venstertijden.Edge.Reading;

namespace Venstertijden.Edge.Tests.Reading;

public class LookVoteTests
{
    [Test]
    public void Two_looks_that_agree_settle_it()
        => Assert.That(LookVote.Settled([Look("AE123B", 0.9), Look("AE123B", 0.8)]), Is.True);

    [TestCase("AE123B", "AE128B")]
    [TestCase("AE1", "AE1")]
    public void Looks_that_differ_or_are_too_short_do_not(string one, string other)
        => Assert.That(LookVote.Settled([Look(one, 0.9), Look(other, 0.9)]), Is.False);

    [Test]
    public void The_text_whose_looks_are_surest_together_wins_but_dissent_lowers_it()
    {
        var vote = LookVote.Of([Look("AE123B", 0.9), Look("AE128B", 0.5), Look("AE123B", 0.9)])!;

        Assert.That(vote.Text, Is.EqualTo("AE123B"));
        Assert.That(vote.Confidence, Is.EqualTo(0.9 * (0.5 + (0.5 * 2 / 3))).Within(1e-9));
        Assert.That(vote.Alternatives.Select(a => a.Text), Does.Contain("AE128B"));
    }

    [Test]
    public void A_fragment_counts_only_when_there_is_nothing_else()
    {
        Assert.That(LookVote.Of([Look("AE", 0.99), Look("AE123B", 0.4), Look("", 0)])!.Text, Is.EqualTo("AE123B"));
        Assert.That(LookVote.Of([Look("AE", 0.99), Look("", 0)])!.Text, Is.EqualTo("AE"));
        Assert.That(LookVote.Of([Look("", 0), Look("", 0)]), Is.Null);
    }

    private static PlateReading Look(string text, double confidence)
        => new(text, confidence, [.. text.Select(_ => confidence)], []);
}
