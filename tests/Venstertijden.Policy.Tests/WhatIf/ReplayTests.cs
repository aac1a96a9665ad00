using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Cli.Csv;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.WhatIf;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.WhatIf;

public class ReplayTests
{
    private static readonly ImmutableArray<LocalDate> Boundaries = AdmissionBand.BoundariesOf(AssenPolicies.AllWithDrafts);

    private static AnonymousFact Fact(PassageFacts facts)
    {
        var document = AssenPolicies.All.On(facts.Zone, facts.Time.Local.Date);
        return AnonymousFact.From(Boundaries, document, facts, Decide.Judge(AssenPolicies.All, facts, PassageContext.RulesAlone), "brink-noord", PassageDirection.In);
    }

    private static AnonymousFact ReadBack(AnonymousFact fact)
    {
        var (read, refusal) = AnonymousFact.Read(fact.Cells());
        Assert.That(refusal, Is.Null);
        return read!;
    }

    [Test]
    public void A_fact_keeps_no_plate_and_only_the_quarter_and_the_band() =>
        Assert.That(string.Join(',', Fact(OldVan("2026-03-02T10:14:59").With("resident;ze-hardship@2026-01-01..2026-12-31;works@2025-01-01..2025-12-31")).Cells()), Is.EqualTo(
            "assen-kernwinkelgebied,brink-noord,2026-03-02T10:00,in,NL,N1,rigid,4,..2017-01-01,,resident;ze-hardship,allowed,exemption"));

    /// <summary>Every row of the decision tables at a whole quarter has the same verdict again without its plate, its date of admission and its body.</summary>
    [Test]
    public void What_was_judged_is_judged_the_same_from_its_anonymous_fact()
    {
        var compared = 0;
        foreach (var row in DecisionTableTests.Rows().Select(row => (Dictionary<string, string>)row.Arguments[0]!))
        {
            FactsText.Read(column => row[column], AssenPolicies.All, out var facts);
            // Where class is empty but the fuels narrow it, or the time is no quarter, the fact knows less on purpose.
            if (facts is null || facts.Time.Local.Minute % 15 != 0 || facts.Time.Local.Second != 0 || (facts.EmissionClass is null && facts.Fuels != default)
                || (facts.Body is null) != (facts.FirstAdmission is null))
                continue;
            var verdict = Decide.Judge(AssenPolicies.All, facts, PassageContext.RulesAlone);
            var again = Replay.Judge(AssenPolicies.All, ReadBack(Fact(facts)))!;
            Assert.That((again.Code, again.Reason, again.OffenceCode), Is.EqualTo((verdict.Code, verdict.Reason, verdict.OffenceCode)), $"{row["id"]} {row["why"]}");
            compared++;
        }

        Assert.That(compared, Is.GreaterThan(250));
    }

    [Test]
    public void A_draft_changes_what_it_is_about_and_nothing_else()
    {
        var van = Fact(OldVan("2028-06-06T10:00:00") with { EmissionClass = Policy.Vehicles.EmissionClass.Class6, FirstAdmission = new LocalDate(2018, 1, 1) });

        Assert.That((Replay.Judge(AssenPolicies.All, van)!.Code, Replay.Judge(AssenPolicies.AllWithDrafts, van)!.Code), Is.EqualTo((VerdictCode.Suspected, VerdictCode.Allowed)));
    }

    [TestCase(2, "2026-03-02T10:00:00", "local_quarter")]
    [TestCase(3, "inward", "direction")]
    [TestCase(4, "DE", "country_group")]
    [TestCase(5, "N4", "category")]
    [TestCase(6, "box", "body_group")]
    [TestCase(7, "7", "emission_class")]
    [TestCase(8, "2017", "admission_band")]
    [TestCase(10, "inwoner", "exemption_group")]
    public void A_cell_that_cannot_be_read_is_named(int index, string value, string column)
    {
        var cells = Fact(OldVan()).Cells();
        cells[index] = value;

        Assert.That(AnonymousFact.Read(cells).Refusal!.Column, Is.EqualTo(column));
    }

    [TestCase("2016-12-31", "..2017-01-01", "2016-12-31")]
    [TestCase("2017-01-01", "2017-01-01..2020-01-01", "2019-12-31")]
    [TestCase("2025-01-01", "2025-01-01..", "2026-03-02")]
    public void A_band_lies_between_the_boundaries_of_the_rules(string admission, string band, string representative)
    {
        var found = AdmissionBand.Of(Boundaries, NodaTime.Text.LocalDatePattern.Iso.Parse(admission).Value);

        Assert.That(found.ToString(), Is.EqualTo(band));
        Assert.That(AdmissionBand.TryParse(band, out var read) && read == found);
        Assert.That($"{found.Representative(new LocalDate(2026, 3, 2)):uuuu-MM-dd}", Is.EqualTo(representative));
    }
}
