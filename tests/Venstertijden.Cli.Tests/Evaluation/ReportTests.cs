using Venstertijden.Cli.Evaluation;
using Venstertijden.Cli.Evaluation.Report;
using Venstertijden.Cli.Evaluation.Statistics;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli.Tests.Evaluation;

public class ReportTests
{
    private static readonly Judgement Rules = new(new ReadRule(0.6), new ReadRule(0.6), new SecondReaderOdds { Agrees = 10, Differs = 0.5 });

    [Test]
    public void Sets_are_counted_by_what_is_at_or_above_the_threshold()
    {
        List<Outcome> outcomes =
        [
            Plate("SS12SD", "SS12SD", 0.9), Plate("SS12SD", "SS12SD", 0.5), Plate("GVD1A", "GVD7A", 0.8), Plate("TBS44X", "", 0) with { Found = false },
            Of(OutcomeKind.Doubtful) with { Truth = "PKK12B", Concluded = "PKK12B", Confidence = 0.9 },
            Of(OutcomeKind.Beside) with { Concluded = "ZONE30", Confidence = 0.7 }, Of(OutcomeKind.Sample) with { Ms = 5 },
        ];

        Assert.That(Tables(outcomes).OfSets(), Does.EndWith("| set | ours | 4 | 3 (75.0 %, 30.1-95.4) | 1 (25.0 %, 4.6-69.9) | 1 | 1 |\n"));
    }

    [Test]
    public void A_second_reader_makes_a_passage_more_or_less_sure_but_not_a_picture()
    {
        var outcome = Plate("SS12SD", "SS12SD", 0.9) with { Look = LookKind.Passage };

        Assert.That(Rules.Probability(outcome), Is.EqualTo(0.9));
        Assert.That(Rules.Probability(outcome with { Second = "SS12SD" }), Is.EqualTo(9 / 9.1).Within(0.01));
        Assert.That(Rules.Probability(outcome with { Second = "SS12SB" }), Is.EqualTo(4.5 / 5.5).Within(1e-9));
    }

    [TestCase(0.3)]
    [TestCase(0.97)]
    [TestCase(0.99999)]
    public void What_the_second_reader_did_to_a_confidence_can_be_taken_out(double vote)
    {
        foreach (var second in (string?[])["SS12SD", "SS12SB", null])
            Assert.That(Rules.WithoutSecond(Rules.Odds!.Weigh(vote, "SS12SD", second), "SS12SD", second), Is.EqualTo(vote).Within(1e-9), second);
    }

    [Test]
    public void Certain_reads_are_counted_with_those_that_are_wrong()
    {
        List<Outcome> outcomes = [Plate("SS12SD", "SS12SD", 0.999), Plate("GVD1A", "GVD7A", 0.996), Plate("GVD1A", "GVD1A", 0.99), Of(OutcomeKind.Beside) with { Concluded = "ZONE30", Confidence = 0.999 }];

        Assert.That(Tables(outcomes).OfCertain(), Does.EndWith($"| set | ours | 3 | {new Share(2, 3)} | {new Share(2, 3)} |\n"));
    }

    [Test]
    public void Characters_are_judged_one_by_one_whatever_was_overlooked_before_them()
    {
        var outcome = Plate("SS12SD", "S12SB", 0.4) with { Characters = [0.9, 0.99, 0.98, 0.97, 0.4] };

        Assert.That(Tables([outcome]).RawCharacters("ours", LookKind.Picture), Is.EqualTo(new Judged[] { new(0.9, true), new(0.99, true), new(0.98, true), new(0.97, true), new(0.4, false) }));
    }

    [Test]
    public void Groups_go_from_narrow_to_wide_and_from_light_to_dark()
    {
        List<Outcome> outcomes =
        [
            Plate("SS12SD", "SS12SD", 0.9) with { Width = 130, Light = "night" }, Plate("SS12SD", "SS12SD", 0.9) with { Width = 62, Light = "day" },
            Plate("SS12SD", "SS12SD", 0.9) with { Width = 400, Light = "day" },
        ];

        var groups = Tables(outcomes).OfGroups().Split('\n').Where(line => line.StartsWith("| width", StringComparison.Ordinal) || line.StartsWith("| light", StringComparison.Ordinal))
            .Select(line => line.Split(" | ")[1]);

        Assert.That(groups, Is.EqualTo(new[] { "60 to 80", "130 to 170", "250 or more", "day", "night" }));
    }

    [Test]
    public void A_document_gets_its_blocks_and_keeps_the_rest()
    {
        var filled = MarkedBlocks.Fill("Head\n<!-- evaluate: sets -->\nold\n<!-- end -->\nTail\n", "doc.md", new Dictionary<string, string> { ["sets"] = "new\n", ["speed"] = "fast\n" });

        Assert.That(filled, Is.EqualTo("Head\n<!-- evaluate: sets -->\nnew\n<!-- end -->\nTail\n"));
    }

    [TestCase("Head\n", "doc.md: expected a mark such as '<!-- evaluate: sets -->', but it has none")]
    [TestCase("<!-- evaluate: sets -->\n", "doc.md: expected '<!-- end -->' after '<!-- evaluate: sets -->'")]
    public void A_document_without_marks_is_refused(string document, string says)
        => Assert.That(() => MarkedBlocks.Fill(document, "doc.md", new Dictionary<string, string> { ["sets"] = "new" }), Throws.TypeOf<BadInputException>().With.Message.EqualTo(says));

    [Test]
    public void The_plot_is_an_SVG_with_a_point_per_bin_inside_the_frame()
    {
        var bins = Reliability.Curve([new(0.99999, true), new(0.7, true), new(0.02, false)]);
        var svg = System.Xml.Linq.XDocument.Parse(ReliabilityPlot.Draw("test", [("ours", bins)]));

        var points = svg.Descendants().Where(e => e.Name.LocalName == "circle" && e.Elements().Any()).Select(e => (double)e.Attribute("cx")!).ToList();
        Assert.That(points, Has.Count.EqualTo(3).And.All.InRange(70, 620));
    }

    [Test]
    public void A_sighting_belongs_to_the_plate_that_it_covers_best()
    {
        PlateSighting left = At(0, "LEFT"), right = At(200, "RIGHT"), sign = At(500, "SIGN");

        var (pairs, beside) = Pairing.Of([new(205, 0, 305, 30), new(0, 0, 100, 30), new(350, 0, 450, 30)], [left, right, sign]);

        Assert.That(pairs.Select(p => p.Sighting), Is.EqualTo(new[] { right, left, null }));
        Assert.That(beside, Is.EqualTo(new[] { sign }));
    }

    [TestCase(10, 0, 0)]
    [TestCase(10, 10, 45)]
    [TestCase(10, -10, 45)]
    [TestCase(-10, 1, 5.71)]
    public void Slant_is_measured_from_level_whichever_way(float right, float down, double degrees)
        => Assert.That(Pairing.Slant(new(new(0, 0), new(right, down), new(right, down + 3), new(0, 3))), Is.EqualTo(degrees).Within(0.01));

    private static PlateSighting At(float x, string text) => new(new(new(x, 0), new(x + 100, 0), new(x + 100, 30), new(x, 30)), text, text, 0.9, []);

    private static Tables Tables(IReadOnlyList<Outcome> outcomes) => new(outcomes, [("ours", Rules)]);

    private static Outcome Plate(string truth, string read, double confidence)
        => Of(OutcomeKind.Plate) with { Truth = truth, Found = true, Seen = read, Concluded = read, Confidence = confidence };

    private static Outcome Of(OutcomeKind kind)
        => new() { Reader = "ours", Models = "nets", Set = "set", Look = LookKind.Picture, Sample = "a", Kind = kind };
}
