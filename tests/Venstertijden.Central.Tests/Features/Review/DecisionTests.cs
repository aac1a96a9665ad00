using NodaTime;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using PlateRead = Venstertijden.Central.Features.Cases.PlateRead;

namespace Venstertijden.Central.Tests.Features.Review;

/// <summary>What an officer may decide, and each refusal by its name.</summary>
public class DecisionTests
{
    private static readonly Instant Now = Town.MondayMorning;
    private static readonly Officer Boa = new(new Actor(Guid.NewGuid(), "A. de Boer", "officer"), "123456");
    private static readonly Officer Colleague = new(new Actor(Guid.NewGuid(), "B. Smit", "officer"), "654321");
    private static readonly Finding Complete = new(true, true, true, true);
    private static readonly ApproveRequest Request = new("pedestrian-zone", Complete);
    private static readonly LocalDate LastDay = new(2026, 7, 2);

    [Test]
    public void A_complete_case_that_he_read_himself_is_approved_with_the_fact_code_of_the_document()
    {
        var decided = Approve.Decide(ReadyCase(), Situation(), Request);
        Assert.That(decided.Refusal, Is.Null);
        Assert.That(decided.Events.Single(), Is.InstanceOf<CaseApproved>().With.Property(nameof(CaseApproved.FactCode)).EqualTo("R315a"));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Row(typeof(WrongState), () => Approve.Decide(ReadyCase() with { State = CaseState.AwaitingEvidence }, Situation(), Request));
        yield return Row(typeof(PlateNotRead), () => Approve.Decide(ReadyCase() with { ReadBy = [] }, Situation(), Request));
        yield return Row(typeof(PlateNotRead), () => Approve.Decide(ReadyCase(), Situation(Colleague), Request));
        yield return Row(typeof(NoOfficerNumber), () => Approve.Decide(ReadyCase(), Situation(Boa with { OfficerNumber = "" }), Request));
        yield return Row(typeof(OnlyAWarning), () => Approve.Decide(ReadyCase() with { WarningOnly = true }, Situation(), Request));
        yield return Row(typeof(TooLate), () => Approve.Decide(ReadyCase(), Situation(today: LastDay.PlusDays(1)), Request));
        yield return Row(typeof(RegimeNotBroken), () => Approve.Decide(ReadyCase(), Situation(), Request with { Regime = "zero-emission-zone" }));
        yield return Row(typeof(EvidenceIncomplete), () => Approve.Decide(ReadyCase(), Situation(pictures: [EvidenceKind.Plate]), Request));
        yield return Row(typeof(EvidenceIncomplete), () => Approve.Decide(ReadyCase(), Situation(papers: false), Request));
        yield return Row(typeof(EvidenceIncomplete), () => Approve.Decide(ReadyCase(), Situation(clockOffsetMs: 1500), Request));
        yield return Row(typeof(FindingIncomplete), () => Approve.Decide(ReadyCase(), Situation(), Request with { Finding = Complete with { NoLoadingSeen = false } }));
        yield return Row(typeof(ContradictionUnexplained), () => Approve.Decide(ReadyCase(), Situation(cautions: ["make-mismatch"]), Request));
        yield return Row(typeof(NotYourOwnSecondOpinion), () => Approve.Decide(ReadyCase() with { State = CaseState.SecondOpinion, SecondOpinionAskedBy = Boa.Actor.UserId }, Situation(), Request));
        yield return Row(typeof(UnknownReason), () => Reject.Decide(ReadyCase(), Situation(), "because", null));
        yield return Row(typeof(ReasonMissing), () => Reject.Decide(ReadyCase(), Situation(), "other", " "));
        yield return Row(typeof(WrongState), () => Reject.Decide(ReadyCase() with { State = CaseState.Approved }, Situation(), "carried", null));
        yield return Row(typeof(ReasonMissing), () => SecondOpinion.Decide(ReadyCase(), Situation(), ""));
        yield return Row(typeof(WrongState), () => SecondOpinion.Decide(ReadyCase() with { State = CaseState.SecondOpinion }, Situation(), "look"));
        yield return Row(typeof(PlateNotRead), () => Warning.Decide(ReadyCase() with { ReadBy = [] }, Situation(), Complete));
        yield return Row(typeof(WrongState), () => Undo.Decide(ReadyCase(), Situation(), ""));
        yield return Row(typeof(NotYourDecision), () => Undo.Decide(Approved(), Situation(Colleague), ""));
        yield return Row(typeof(WrongState), () => Undo.Decide(Approved() with { State = CaseState.Exported }, Situation(), ""));
        yield return Row(typeof(NotAPlate), () => ReadBlind.Decide(ReadyCase(), Situation(), "V-5"));
        yield return Row(typeof(SamePlate), () => CorrectPlate.Decide(ReadyCase(), Situation(), "V56KVT", "why", new Rejudged("suspected", "outside-window", "pedestrian-zone")));
        yield return Row(typeof(ReasonMissing), () => CorrectPlate.Decide(ReadyCase(), Situation(), "V56KVI", "", new Rejudged("suspected", "outside-window", "pedestrian-zone")));
    }

    [TestCaseSource(nameof(Refused))]
    public void A_decision_that_cannot_stand_is_refused_by_name(Type refusal, Func<object> decide)
    {
        var decided = (Decided)decide();
        Assert.That(decided.Refusal, Is.TypeOf(refusal));
        Assert.That(decided.Events, Is.Empty);
    }

    [Test]
    public void A_case_whose_last_day_is_today_can_still_be_approved() =>
        Assert.That(Approve.Decide(ReadyCase(), Situation(today: LastDay), Request).Refusal, Is.Null);

    [Test]
    public void A_contradiction_does_not_stop_who_explains_it() =>
        Assert.That(Approve.Decide(ReadyCase(), Situation(cautions: ["make-mismatch"]), Request with { ContradictionExplained = "Foil on the doors." }).Refusal, Is.Null);

    [TestCase("V-56-KVT", true)]
    [TestCase("v56kvt", true)]
    [TestCase("V-56-KVI", false)]
    public void A_blind_read_is_kept_whether_it_equals_or_not(string typed, bool equal)
    {
        var decided = ReadBlind.Decide(ReadyCase() with { ReadBy = [] }, Situation(), typed);
        Assert.That(decided.Events.Single(), Is.TypeOf<PlateRead>().With.Property(nameof(PlateRead.Equal)).EqualTo(equal));
    }

    [Test]
    public void A_corrected_plate_without_a_breach_ends_the_case()
    {
        var decided = CorrectPlate.Decide(ReadyCase(), Situation(), "V56KVI", "An I.", new Rejudged("allowed", "exemption", ""));
        Assert.That(decided.Events.Select(e => e.Kind), Is.EqualTo(new[] { "plate-corrected", "case-lapsed" }));
    }

    [Test]
    public void Reasons_to_reject_have_a_digit_each() =>
        Assert.That(Reject.Reasons.Select(r => r.Key), Is.Unique.And.All.Matches<char>(char.IsAsciiDigit));

    private static Case ReadyCase() => new()
    {
        State = CaseState.Ready, Zone = "assen-brink", Plate = "V56KVT", MachinePlate = "V56KVT", Country = "NL", Offence = "pedestrian-zone", Reason = "outside-window", WarningOnly = false,
        SettlesAt = null, ReadBy = [Boa.Actor.UserId!.Value],
    };

    private static Case Approved() => ReadyCase().Apply(new CaseApproved(Now, Boa.Actor, Boa.OfficerNumber, "pedestrian-zone", null, Complete, null));

    private static ReviewSituation Situation(
        Officer? officer = null, LocalDate? today = null, EvidenceKind[]? pictures = null, bool papers = true, double clockOffsetMs = 3, string[]? cautions = null)
    {
        var message = A.Passage("V56KVT") with { Clock = new ClockState(clockOffsetMs, "ntp", true, "2026a") };
        var verdict = new VerdictRecord
        {
            Verdict = "suspected", Reason = "outside-window", Offence = "pedestrian-zone", Cautions = cautions ?? [], Pedestrian = "broken", ZeroEmission = "not-applicable", PolicyVersion = "p/1",
            RegisterVersion = "r", RegisterRetrievedAt = Now, ExemptionListVersion = "e", ExemptionListRetrievedAt = Now, JudgedAt = Now,
            Camera = new CameraGrounds("assen-brink", "in", "fine", "fine", papers, papers, false),
            Vehicle = new RegisterFacts("FORD", "TRANSIT", "N1", "Diesel", "6", new LocalDate(2016, 11, 13), "gesloten opbouw", "wit", Now),
        };
        var document = AssenPolicies.All.On(ZoneId.Parse("assen-brink"), new LocalDate(2026, 3, 2));
        var completeness = Completeness.Of(new PassageEvidence(message, verdict, (pictures ?? [EvidenceKind.Overview, EvidenceKind.Plate]).ToHashSet()), document, warningOnly: false, _ => papers ? Standing.Complete : new Standing(Lack.Approval));
        return new ReviewSituation(officer ?? Boa, Now, completeness, LastDay, today ?? new LocalDate(2026, 3, 2));
    }

    private static TestCaseData Row(Type refusal, Func<Decided> decide) => new(refusal, (Func<object>)decide);
}
