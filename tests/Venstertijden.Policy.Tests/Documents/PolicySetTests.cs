using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.Tests.Documents;

public class PolicySetTests
{
    private static readonly ZoneId Centre = ZoneId.Parse("assen-kernwinkelgebied");

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    [TestCase("2022-12-31T22:59:59Z", "assen-kernwinkelgebied-2000-01-01")]
    [TestCase("2022-12-31T23:00:00Z", "assen-kernwinkelgebied-2023-01-01")]
    [TestCase("2024-12-31T22:59:59Z", "assen-kernwinkelgebied-2023-01-01")]
    [TestCase("2024-12-31T23:00:00Z", "assen-kernwinkelgebied-2025-01-01")]
    [TestCase("2035-06-01T00:00:00Z", "assen-kernwinkelgebied-2026-01-01")]
    public void A_document_is_in_force_from_local_midnight_to_local_midnight(string instant, string id) =>
        Assert.That(AssenPolicies.All.At(Centre, At(instant))!.Version.Id, Is.EqualTo(id));

    [Test]
    public void A_later_record_wins_and_does_not_exist_before_it_was_recorded()
    {
        var set = AssenPolicies.AllWithDrafts;
        var passage = At("2026-12-01T09:00:00Z");

        Assert.That(set.At(Centre, passage)!.Version.Number, Is.EqualTo(2));
        Assert.That(set.At(Centre, passage, knownAt: At("2026-11-01T08:59:59Z"))!.Version.Number, Is.EqualTo(1));
        Assert.That(set.At(Centre, passage, knownAt: At("2026-11-01T09:00:00Z"))!.Version.Number, Is.EqualTo(2));
    }

    [Test]
    public void A_zone_without_document_has_none() =>
        Assert.That(AssenPolicies.All.At(ZoneId.Parse("elsewhere"), At("2026-03-02T09:00:00Z")), Is.Null);

    [Test]
    public void A_document_is_found_by_its_version() =>
        Assert.That(AssenPolicies.All.Documents.Select(d => AssenPolicies.All.Find(d.Version)), Is.EqualTo(AssenPolicies.All.Documents));
}
