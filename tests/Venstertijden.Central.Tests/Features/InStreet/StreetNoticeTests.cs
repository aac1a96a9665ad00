using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Features.InStreet;

/// <summary>Which passages an officer in the street hears of: only of countries that the rules leave to the street, and only while they can be met.</summary>
public class StreetNoticeTests
{
    private static readonly Instant Outside = Town.MondayMorning + Duration.FromMinutes(1);
    private static readonly Instant Inside = Town.MondayMorning + Duration.FromMinutes(75);
    private static readonly Judge Judge = new(
        LaterDocument.Over(LaterDocument.Of("assen-kernwinkelgebied-2026-01-01", ("elsewhere: { value: count, example: true }", "elsewhere: { value: count, example: true }\n  byCountry:\n    DE: { value: street, example: true }"))), new ReadTrust());

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("a German vehicle outside the window", true, A.Passage("BAB123", Outside));
        yield return Row("inside the window", false, A.Passage("BAB123", Inside), now: Inside);
        yield return Row("of a country that is only counted", false, A.Passage("1ABC234", Outside), country: "BE");
        yield return Row("a Dutch one becomes a case instead", false, A.Passage(A.Van, Outside), country: "NL");
        yield return Row("of a country that nobody could read", false, A.Passage("BAB123", Outside), country: "");
        yield return Row("driving out, which is not enforced", false, A.Passage("BAB123", Outside, direction: Direction.Out));
        yield return Row("too weak a read", false, A.Passage("BAB123", Outside, confidence: 0.4));
        yield return Row("a quarter of an hour ago, from a full outbox", false, A.Passage("BAB123", Outside), now: Outside + StreetNotice.Lasts);
        yield return Row("just within a quarter of an hour", true, A.Passage("BAB123", Outside), now: Outside + StreetNotice.Lasts - Duration.FromSeconds(1));
        yield return Row("by a clock that is not set", false, A.Passage("BAB123", Outside) with { Clock = new ClockState(3, "ntp", false, "2026a") });
    }

    [TestCaseSource(nameof(Table))]
    public void A_passage_is_told_to_the_street_when_it_can_be_stopped(PassageMessage message, Instant now, bool told)
    {
        var camera = new EnrolledCamera { Camera = CameraId.Parse("kerkstraat"), DisplayName = "Kerkstraat", Place = "Assen", Street = "Kerkstraat", Zone = "assen-kernwinkelgebied", PublicKey = [], KeyId = "", PedestrianMode = EnforcementMode.Fine };
        var notice = StreetNotice.Of(message, Judge.Passage(message, camera, Facts.None, now), camera, now);
        Assert.That(notice is not null, Is.EqualTo(told));
        if (notice is not null)
            Assert.That((notice.Plate.Text, notice.IsSure), Is.EqualTo(("BAB123", false)), "no register knows it: it may be a trailer");
    }

    private static TestCaseData Row(string name, bool told, PassageMessage message, string country = "DE", Instant? now = null) =>
        new TestCaseData(message with { Plate = message.Plate! with { Country = country } }, now ?? Outside + Duration.FromSeconds(2), told).SetArgDisplayNames(name);
}
