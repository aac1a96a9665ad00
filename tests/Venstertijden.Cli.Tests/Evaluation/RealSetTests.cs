using Venstertijden.Cli.Evaluation;

namespace Venstertijden.Cli.Tests.Evaluation;

public class RealSetTests
{
    private const string Header = "file,min_x,min_y,max_x,max_y,set,plate\n";

    [Test]
    public void Plates_are_gathered_by_frame_in_ordinal_order()
    {
        var set = Parse(Header + "b.jpg,1,2,101,32,nl,ss-12-sd\na.jpg,1,2,101,32,nl,GVD-1-A\nb.jpg,201,2,301,32,foreign,TBS 44\n");

        Assert.That(set.Frames.Select(f => (f.Name, f.Plates.Count)), Is.EqualTo(new[] { ("a.jpg", 1), ("b.jpg", 2) }));
        Assert.That(set.Frames[1].Plates[0], Is.EqualTo(new RealPlate(new PlateBox(1, 2, 101, 32), "SS12SD", TextKnown.Certain, "nl")));
        Assert.That(set.Frames[1].Path, Is.EqualTo(Path.Combine("pictures", "b.jpg")));
        Assert.That(set.AllBoxed, Is.True);
    }

    [TestCase("yes", "SS12SD", TextKnown.Certain)]
    [TestCase("partly", "SS12SD", TextKnown.Partly)]
    [TestCase("no", "SS12SD", TextKnown.No)]
    [TestCase("yes", "", TextKnown.No)]
    public void A_table_that_marks_what_is_legible_may_leave_small_plates_out(string legible, string plate, object known)
    {
        var set = Parse($"file,min_x,min_y,max_x,max_y,plate,legible\na.jpg,1,2,101,32,{plate},{legible}\n");

        Assert.That((set.Frames[0].Plates[0].Known, set.AllBoxed), Is.EqualTo(((TextKnown)known, false)));
    }

    [TestCase("file,min_x,min_y,max_x,plate\n", "frames.csv: expected the columns file, min_x, min_y, max_x, max_y, plate, but max_y is missing")]
    [TestCase(Header + "a.jpg,1,2,wide,32,nl,X\n", "frames.csv, line 2: expected max_x to be a number of pixels, not 'wide'")]
    [TestCase(Header + "a.jpg,101,2,1,32,nl,X\n", "frames.csv, line 2: expected a box with min_x < max_x and min_y < max_y")]
    [TestCase("file,min_x,min_y,max_x,max_y,plate,legible\na.jpg,1,2,101,32,X,perhaps\n", "frames.csv, line 2: expected legible to be yes, partly or no, not 'perhaps'")]
    public void A_broken_table_is_refused_with_its_line(string csv, string says)
        => Assert.That(() => Parse(csv), Throws.TypeOf<BadInputException>().With.Message.EqualTo(says));

    [TestCase("SS-12-SD", "ss12sd", true)]
    [TestCase("GO10", "G0I0", true, TestName = "O_and_0_and_I_and_1_have_one_shape")]
    [TestCase("SS12SD", "SS12SB", false)]
    public void Plates_are_the_same(string one, string other, bool alike) => Assert.That(PlateTexts.Alike(one, other), Is.EqualTo(alike));

    [TestCase(0, 0, 10, 10, 1)]
    [TestCase(5, 0, 15, 10, 1 / 3.0)]
    [TestCase(10, 0, 20, 10, 0)]
    public void Boxes_overlap_by_what_they_share_of_what_they_cover(double minX, double minY, double maxX, double maxY, double overlap)
        => Assert.That(new PlateBox(0, 0, 10, 10).Overlap(new PlateBox(minX, minY, maxX, maxY)), Is.EqualTo(overlap).Within(1e-9));

    private static RealSet Parse(string csv) => RealSet.Parse(csv, "frames.csv", "pictures", "test");
}
