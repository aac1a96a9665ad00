using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.Tests.Documents;

public class AssenDocumentsTests
{
    public static IEnumerable<PolicyDocument> Documents => AssenPolicies.AllWithDrafts.Documents;

    [Test]
    public void Every_shipped_document_is_named_after_its_id() =>
        Assert.That(AssenPolicies.Files.Select(file => file.Name), Is.EqualTo(
            AssenPolicies.Files.Select(file => PolicyReader.ReadDocument(file.Name, file.Yaml, out _)!.Version.Id + ".yaml")));

    [TestCaseSource(nameof(Documents))]
    public void Every_vehicle_that_a_rule_covers_has_a_fact_code_and_an_amount(PolicyDocument document)
    {
        foreach (var regime in Enum.GetValues<Regime>())
            foreach (var category in document.Terms(regime)?.AppliesTo ?? [])
                Assert.That(document.TariffFor(regime, category)?.AmountEuro.Value, Is.GreaterThan(0), $"{regime} {category}");
    }

    [TestCaseSource(nameof(Documents))]
    public void Periods_of_a_zone_follow_each_other_without_a_gap(PolicyDocument document) =>
        Assert.That(document.Valid.Until is not { } until || AssenPolicies.All.On(document.Zone, until) is not null);

    [Test]
    public void The_draft_for_vans_of_class_6_changes_2028_into_2029_and_nothing_else()
    {
        var law = AssenPolicies.Files.Single(file => file.Name == "assen-kernwinkelgebied-2026-01-01.yaml").Yaml.Split('\n');
        var draft = AssenPolicies.DraftFiles.Single().Yaml.Split('\n');

        var changed = draft.Except(law).Where(line => !line.TrimStart().StartsWith('#')).Select(line => line.Trim());

        Assert.That(changed, Is.EqualTo(new[] { "version: 2", "recorded: 2026-11-01T09:00:00Z", "accessUntil: 2029-01-01" }));
    }

    [Test]
    public void What_is_not_published_is_marked_as_example()
    {
        var document = Documents.First(d => d.Version.Id == "assen-kernwinkelgebied-2026-01-01");

        Assert.That(document.TariffFor(Regime.ZeroEmissionZone, VehicleCategory.N1)!.IsExample);
        Assert.That(document.ForeignPlatesElsewhere.IsExample);
        Assert.That(document.Pedestrian!.IsExample, Is.False);
    }
}
