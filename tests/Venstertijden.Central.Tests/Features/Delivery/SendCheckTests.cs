using NodaTime;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Policy;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Tests.Features.Delivery;

/// <summary>The last look before a sanction leaves the house.</summary>
public class SendCheckTests
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    private static readonly SendSituation Good = new(
        new CaseApproved(Instant.MinValue, new Actor(Guid.NewGuid(), "A", "officer"), "A-1", "pedestrian-zone", "R315a", new Finding(true, true, true, true), null),
        new Tariff("van", new EnumSet<VehicleCategory>(), new Sourced<string>("R315a", "list", false), "text", new Sourced<decimal>(190, "list", false)),
        [], false, Duration.FromHours(5), Duration.FromHours(24), RepeatAnswer.Free, false, Today.PlusDays(100), Today);

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("everything as it should", Good);
        yield return Row("on the last day itself", Good with { LegalLastDay = Today });
        yield return Row("a day after the last day", Good with { LegalLastDay = Today.PlusDays(-1) }, Hold.TooLate);
        yield return Row("no tariff for the vehicle", Good with { Tariff = null }, Hold.NoTariff);
        yield return Row("an amount that nobody set", Good with { Tariff = Good.Tariff! with { AmountEuro = new Sourced<decimal>(190, null, true) } }, Hold.ExampleAmount);
        yield return Row("a code that nobody set", Good with { Tariff = Good.Tariff! with { FactCode = new Sourced<string>("R571", null, true) } }, Hold.ExampleAmount);
        yield return Row("a paper withdrawn meanwhile", Good with { Missing = ["paper.approval"] }, Hold.Incomplete);
        yield return Row("an exemption that came late", Good with { SaysSomethingElse = true }, Hold.LateTruth);
        yield return Row("a list of just the age allowed", Good with { ListAge = Duration.FromHours(24) });
        yield return Row("a list too old", Good with { ListAge = Duration.FromHours(25) }, Hold.ListStale);
        yield return Row("no list at all", Good with { ListAge = null }, Hold.ListStale);
        yield return Row("an earlier case not yet sent", Good with { Repeat = RepeatAnswer.Pending }, Hold.RepeatWaits);
        yield return Row("an earlier fine that covers it", Good with { Repeat = RepeatAnswer.Repeat }, Hold.Repeat);
        yield return Row("a flood of hits", Good with { IsBraked = true }, Hold.Brake);
        yield return Row("several at once", Good with { Missing = ["clock"], ListAge = null, Tariff = null }, Hold.NoTariff, Hold.Incomplete, Hold.ListStale);
    }

    [TestCaseSource(nameof(Table))]
    public void A_case_goes_only_when_nothing_holds_it(SendSituation situation, Hold[] holds) => Assert.That(SendCheck.Of(situation), Is.EqualTo(holds));

    private static TestCaseData Row(string name, SendSituation situation, params Hold[] holds) => new TestCaseData(situation, holds).SetArgDisplayNames(name);
}
