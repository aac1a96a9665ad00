using Venstertijden.Edge.Tracking;
using static Venstertijden.Edge.Tests.Tracking.Looks;

namespace Venstertijden.Edge.Tests.Tracking;

public class VoteTests
{
    [Test]
    public void One_look_is_no_read()
        => Assert.That(Vote.Of([ReadAs("AE123B", 0.99)], leastAgreeing: 2), Is.Null);

    [Test]
    public void Looks_that_never_agree_are_no_read()
        => Assert.That(Vote.Of([ReadAs("AE123B"), ReadAs("AE128B"), ReadAs("AE12B")], leastAgreeing: 2), Is.Null);

    [Test]
    public void The_text_of_most_confidence_wins_over_the_text_of_most_frames()
    {
        var vote = Vote.Of([ReadAs("AE128B", 0.3), ReadAs("AE128B", 0.3), ReadAs("AE128B", 0.3), ReadAs("AE123B", 0.9), ReadAs("AE123B", 0.9)], 2)!;

        Assert.That((vote.Text, vote.Agreeing), Is.EqualTo(("AE123B", 2)));
        Assert.That(vote.Alternatives[0].Text, Is.EqualTo("AE128B"));
    }

    [Test]
    public void A_mixture_that_no_frame_saw_is_no_read()
        => Assert.That(Vote.Of([ReadAs("AE123B"), ReadAs("AE123B"), ReadAs("AE128D"), ReadAs("AE128D"), ReadAs("AA123D", 0.99), ReadAs("AA128B", 0.1)], 2)?.Text,
            Is.Null.Or.EqualTo("AE123B").Or.EqualTo("AE128D"));

    [Test]
    public void Dissent_lowers_the_character_that_it_is_about_and_no_other()
    {
        var vote = Vote.Of([ReadAs("AE123B", 0.9), ReadAs("AE123B", 0.9), ReadAs("AE123B", 0.9), ReadAs("AE128B", 0.9)], 2)!;

        Assert.That(vote.Characters[0], Is.EqualTo(0.9).Within(1e-9));
        Assert.That(vote.Characters[4], Is.EqualTo(0.9 * 0.875).Within(1e-9));
        Assert.That(vote.Confidence, Is.EqualTo(vote.Characters[4]));
    }

    [Test]
    public void Fragments_do_not_vote()
        => Assert.That(Vote.Of([ReadAs("AE1", 0.99), ReadAs("AE1", 0.99), ReadAs("AE123B", 0.5), ReadAs("AE123B", 0.5)], 2)!.Text, Is.EqualTo("AE123B"));
}
