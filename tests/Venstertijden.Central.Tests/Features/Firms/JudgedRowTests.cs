using NodaTime;
using Venstertijden.Central.Features.Firms.Uploading;

namespace Venstertijden.Central.Tests.Features.Firms;

/// <summary>What would come of each row of an uploaded list.</summary>
public class JudgedRowTests
{
    private static readonly LocalDate Monday = new(2026, 3, 2);

    [Test]
    public void Each_row_says_what_would_come_of_it()
    {
        UploadRow[] rows =
        [
            new(1, "AE-123-B"), new(2, "VN-SB-91", "Bus 7"), new(3, "VG-VD-12", "Bus 1"), new(4, "VP-VV-44"), new(5, "ae123b"),
            new(6, "geen"), new(7, "VK-KK-07", "", "", "ooit"), new(8, "BIE-45-K", "", "", "1-3-2026"), new(9, "11-TBS-1", "", "", "2-3-2026"), new(10, "12-TBS-1", Done: true),
        ];
        var fleet = new Dictionary<string, KnownVehicle> { ["VNSB91"] = new("Bus 2", null, null), ["VGVD12"] = new("Bus 1", "Noord", null) };
        var judged = JudgedRow.All(rows, fleet, new HashSet<string> { "VPVV44" }, Monday);
        Assert.That(judged.Select(r => r.State), Is.EqualTo(new[]
        {
            RowState.New, RowState.Changes, RowState.There, RowState.OtherFirm, RowState.Twice, RowState.NotAPlate, RowState.BadDate, RowState.PastDate, RowState.New, RowState.Done,
        }));
        Assert.That(judged[4].FirstLine, Is.EqualTo(1));
    }

    [TestCase("NL-AE-123-B", "AE-123-B")]
    [TestCase("AE-1Z3-B", "AE-123-B")]
    [TestCase("AE-1223-B", "AE-123-B")]
    public void A_plate_that_is_almost_one_comes_with_what_may_be_meant(string typed, string meant) =>
        Assert.That(JudgedRow.All([new UploadRow(1, typed)], new Dictionary<string, KnownVehicle>(), new HashSet<string>(), Monday)[0].Suggestions.Select(s => s.Shown), Does.Contain(meant));
}
