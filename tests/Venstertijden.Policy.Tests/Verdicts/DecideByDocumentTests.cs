using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Verdicts;

/// <summary>What a document can say that none of Assen's says today.</summary>
public class DecideByDocumentTests
{
    [Test]
    public void Signs_on_one_post_mark_every_hit()
    {
        var combined = Changed(("combinedSigns: { value: false", "combinedSigns: { value: true"));

        Assert.That(Judged(combined, Car()), Is.EqualTo("suspected/outside-window pedestrian-zone combined-signs"));
        Assert.That(Judged(combined, Car("2026-04-06T13:00:00")), Is.EqualTo("suspected/outside-window pedestrian-zone holiday;combined-signs"));
        Assert.That(Judged(combined, Car("2026-03-02T10:00:00")), Is.EqualTo("allowed/inside-window"));
    }

    [Test]
    public void A_foreign_plate_may_be_fined_for_the_pedestrian_rule_where_the_document_says_so_and_never_for_the_other()
    {
        var fines = Changed(("  elsewhere: { value: count, example: true }", "  elsewhere: { value: count, example: true }\n  byCountry:\n    DE: { value: fine, example: true }"));

        Assert.That(Judged(fines, OldVan("2026-03-02T13:00:00") with { Plate = Foreign("DE") }), Is.EqualTo("suspected/outside-window pedestrian-zone"));
        Assert.That(Judged(fines, OldVan() with { Plate = Foreign("DE") }), Is.EqualTo("not-enforceable/foreign-plate zero-emission-zone"));
        Assert.That(Judged(fines, OldVan("2026-03-02T13:00:00") with { Plate = Foreign("BE") }), Is.EqualTo("not-enforceable/foreign-plate pedestrian-zone+zero-emission-zone"));
    }

    [Test]
    public void An_exemption_for_every_moped_needs_no_emission_class()
    {
        var mopeds = Changed(("    conditions: [emission-free, moped]", "    conditions: [moped]"));
        var moped = (Car("2026-03-02T18:00:00") with { Category = VehicleCategory.L1, EmissionClass = null }).With("meal-delivery");

        Assert.That(Judged(mopeds, moped with { Fuels = Fuels.Elektriciteit }), Is.EqualTo("allowed/exemption"));
        Assert.That(Judged(mopeds, moped with { Fuels = Fuels.Benzine }), Is.EqualTo("allowed/exemption"));
        Assert.That(Judged(mopeds, moped with { Category = VehicleCategory.L3 }), Is.EqualTo("suspected/outside-window pedestrian-zone"));
    }

    // A table in which vans lose access that are admitted from this date on: an unknown admission is not later than the passage, and may be of that day.
    [TestCase("2026-03-03", "allowed/inside-window")]
    [TestCase("2026-03-02", "undecided/register-unknown")]
    public void An_unknown_date_of_first_admission_is_not_later_than_the_passage(string admittedFrom, string expected)
    {
        var table = Changed(("admittedFrom: 2025-01-01", "admittedFrom: " + admittedFrom));

        Assert.That(Judged(table, OldVan("2026-03-02T10:00:00") with { EmissionClass = EmissionClass.Class6, FirstAdmission = null }), Is.EqualTo(expected));
    }
}
