using Venstertijden.Central.Features.Search;

namespace Venstertijden.Central.Tests.Features.Search;

public class PlateSoughtTests
{
    [TestCase("VG-VD-12", PlateMatch.Exact, "VGVD12", ExpectedResult = true)]
    [TestCase("VGVD12", PlateMatch.Exact, "VGVD1Z", ExpectedResult = false)]
    [TestCase("VGVD12", PlateMatch.Alike, "VGVDI2", ExpectedResult = true, Description = "1 and I")]
    [TestCase("VGVD12", PlateMatch.Alike, "V6VDIZ", ExpectedResult = false, Description = "three confusable characters are too many")]
    [TestCase("VGVD12", PlateMatch.Alike, "VGVD13", ExpectedResult = false, Description = "2 and 3 are not taken for each other")]
    [TestCase("GV?1", PlateMatch.Part, "VGVD12", ExpectedResult = true)]
    [TestCase("GV?2", PlateMatch.Part, "VGVD12", ExpectedResult = false)]
    [TestCase("VGVD12X", PlateMatch.Part, "VGVD12", ExpectedResult = false)]
    public bool A_plate_fits_what_is_sought(string typed, PlateMatch match, string plate) => PlateSought.Read(typed, match, "case").Sought!.Fits(plate);

    [TestCase("VG?D?2", PlateMatch.Part, ExpectedResult = 36 * 36)]
    [TestCase("VGVD12", PlateMatch.Exact, ExpectedResult = 1)]
    [TestCase("VG?", PlateMatch.Part, ExpectedResult = -1, Description = "only opening cases can tell")]
    [TestCase("V????2", PlateMatch.Part, ExpectedResult = -1)]
    public int Few_candidates_are_asked_for_by_their_hashes(string typed, PlateMatch match) => PlateSought.Read(typed, match, "case").Sought!.Candidates()?.Count ?? -1;

    [Test]
    public void Every_candidate_fits_and_alike_ones_stay_few()
    {
        var sought = PlateSought.Read("V0B1S5", PlateMatch.Alike, "case").Sought!;
        var candidates = sought.Candidates()!;
        Assert.That(candidates, Is.Unique);
        Assert.That(candidates.All(sought.Fits), Is.True);
        Assert.That(candidates, Has.Count.LessThan(500).And.Contains("V0B1S5").And.Contains("VO81S5"));
    }

    [TestCase("VGVD12", PlateMatch.Exact, null, ExpectedResult = "bad.purpose")]
    [TestCase("VG", PlateMatch.Exact, "case", ExpectedResult = "bad.plate")]
    [TestCase("VG?D12", PlateMatch.Exact, "case", ExpectedResult = "bad.plate")]
    [TestCase("V?", PlateMatch.Part, "case", ExpectedResult = "bad.part.short")]
    [TestCase("V*12", PlateMatch.Part, "case", ExpectedResult = "bad.part")]
    public string? What_cannot_be_sought_says_why(string typed, PlateMatch match, string? purpose) => PlateSought.Read(typed, match, purpose).Problem;
}
