using NodaTime;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Tests.Features.Cases;

/// <summary>Where a case stands when the city asked its sanction back.</summary>
public class WithdrawalTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 12, 0);
    private static readonly Actor Boa = new(Guid.NewGuid(), "Jan de Vries", "officer");
    private static readonly LocalDate Day = new(2026, 3, 9);

    private static Case Exported => Case.Fold(
    [
        new CaseOpened(At, Boa, "assen-brink", "VGVD12", "NL", "pedestrian-zone", "outside-window", false, null), new CaseReady(At, Boa),
        new CaseApproved(At, Boa, "A-1001", "pedestrian-zone", "R315a", new Finding(true, true, true, true), null), new CaseExported(At, Boa, "1", ""),
    ]);

    private static readonly CaseEvent Asked = new WithdrawalRequested(At, Boa, "Het bord was weg.", null);
    private static readonly CaseEvent Stays = new WithdrawalRefused(At, Boa, "Geen grond.");
    private static readonly CaseEvent Accepted = new CaseAccepted(At, Boa, "1", "CJIB-1", Day);

    private static IEnumerable<TestCaseData> Ways()
    {
        yield return new TestCaseData((object)new[] { Asked, Stays }, CaseState.Exported).SetArgDisplayNames("not answered yet");
        yield return new TestCaseData((object)new[] { Asked, Accepted, Stays }, CaseState.Accepted).SetArgDisplayNames("taken meanwhile");
        yield return new TestCaseData((object)new[] { Accepted, new AppealFiled(At, Boa, "court", Day, "x"), Asked, Stays }, CaseState.AppealCourt).SetArgDisplayNames("before the court");
        yield return new TestCaseData((object)new[] { Accepted, new CaseClosed(At, Boa, "paid"), Asked, Stays }, CaseState.Closed).SetArgDisplayNames("paid");
    }

    [TestCaseSource(nameof(Ways))]
    public void A_withdrawal_that_is_refused_puts_the_case_back_where_it_was(CaseEvent[] events, CaseState state) => Assert.That(events.Aggregate(Exported, (c, e) => c.Apply(e)).State, Is.EqualTo(state));

    [Test]
    public void Of_a_case_that_the_fining_body_refuses_nothing_is_left_to_withdraw() =>
        Assert.That(Exported.Apply(Asked).Apply(new CaseRefused(At, Boa, "1", "12", "unknown plate")).State, Is.EqualTo(CaseState.Closed));

    [Test]
    public void Every_state_from_which_withdrawal_is_asked_may_come_back()
    {
        foreach (var state in Enum.GetValues<CaseState>().Where(s => CaseMoves.MayFollow(s, CaseState.WithdrawalRequested)))
            Assert.That(CaseMoves.MayFollow(CaseState.WithdrawalRequested, state), Is.True, state.ToString());
    }
}
