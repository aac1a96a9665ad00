using NodaTime;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Tests.Builders;

namespace Venstertijden.Central.Tests.Features.Cases;

public class CaseTests
{
    private static readonly Instant Now = Town.MondayMorning;
    private static readonly Actor Program = Actor.System("test");
    private static readonly Actor Officer = new(Guid.NewGuid(), "A. de Boer", "officer");
    private static readonly Finding All = new(true, true, true, true);

    [Test]
    public void Every_state_is_a_kebab_case_label_as_the_design_fixes_it() =>
        Assert.That(Enum.GetValues<CaseState>().Select(Central.Data.Kebab.Name), Is.EquivalentTo(new[]
        {
            "new", "settling", "awaiting-evidence", "ready", "approved", "rejected", "second-opinion", "warning-letter", "exported", "accepted", "refused", "appeal-prosecutor",
            "appeal-court", "appeal-high-court", "upheld", "amended", "annulled", "closed", "repeat-pending", "lapsed", "withdrawal-requested", "withdrawn",
        }));

    [Test]
    public void Every_state_in_which_nothing_was_imposed_may_lapse_and_no_other()
    {
        var lapsing = Enum.GetValues<CaseState>().Where(s => CaseMoves.MayFollow(s, CaseState.Lapsed));
        Assert.That(lapsing, Is.EquivalentTo(CaseMoves.Undecided.Concat(CaseMoves.DecidedUnsent).Append(CaseState.Refused)));
    }

    [Test]
    public void Every_state_but_the_last_ones_leads_somewhere_and_all_are_reached()
    {
        var states = Enum.GetValues<CaseState>();
        Assert.That(states.Where(s => CaseMoves.After(s).Count == 0), Is.EquivalentTo(new[] { CaseState.Lapsed }));
        Assert.That(states.Except(states.SelectMany(CaseMoves.After)), Is.EqualTo(new[] { CaseState.New }));
    }

    [TestCaseSource(nameof(Lives))]
    public void A_case_is_folded_from_its_events(CaseEvent[] events, CaseState expected)
    {
        Case? current = null;
        foreach (var happened in events)
        {
            var before = current?.State;
            current = current is null ? Case.Start(happened) : current.Apply(happened);
            Assert.That(before is null || before == current.State || CaseMoves.MayFollow(before.Value, current.State), $"{before} -> {current.State}");
        }

        Assert.That(current!.State, Is.EqualTo(expected));
    }

    [Test]
    public void Every_kind_of_event_goes_to_JSON_and_back()
    {
        var kinds = typeof(CaseEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CaseEvent))).Select(t => t.Name).ToHashSet();
        var samples = Samples().ToList();
        Assert.That(samples.Select(s => s.GetType().Name), Is.EquivalentTo(kinds), "a sample per kind");
        foreach (var sample in samples)
        {
            // Compared as text: two lists of the same items are not the same list.
            var read = Central.Data.StoredJson.Read<CaseEvent>(Central.Data.StoredJson.Write(sample));
            Assert.That((read.GetType(), Text(read)), Is.EqualTo((sample.GetType(), Text(sample))));
        }

        static string Text(CaseEvent happened) => System.Text.Encoding.UTF8.GetString(Central.Data.StoredJson.Write(happened));
    }

    [Test]
    public void A_suspected_passage_that_joins_makes_more_of_a_case_than_a_warning()
    {
        var opened = Opened() with { WarningOnly = true };
        var joined = new PassageJoined(Now, Program, Guid.NewGuid(), "c", Now, "warning", "outside-window");
        Assert.That(Case.Fold([opened, joined]).WarningOnly, Is.True);
        Assert.That(Case.Fold([opened, joined, joined with { Verdict = "suspected" }]).WarningOnly, Is.False);
    }

    [Test]
    public void A_corrected_plate_must_be_read_blind_anew_by_any_other_officer()
    {
        var other = new Actor(Guid.NewGuid(), "B. Smit", "officer");
        var folded = Case.Fold([Opened(), new PlateRead(Now, other, "V56KVT", true), new PlateCorrected(Now, Officer, "V56KVT", "V56KVI", "why", "suspected", "outside-window", "pedestrian-zone")]);
        Assert.That(folded.ReadBy, Is.EqualTo(new[] { Officer.UserId!.Value }));
        Assert.That((folded.Plate, folded.MachinePlate), Is.EqualTo(("V56KVI", "V56KVT")));
    }

    private static IEnumerable<TestCaseData> Lives()
    {
        var opened = Opened();
        var ask = new EvidenceRequested(Now, Program, 2);
        var ready = new CaseReady(Now, Program);
        var approved = new CaseApproved(Now, Officer, "123456", "pedestrian-zone", "R315a", All, null);
        var second = new SecondOpinionAsked(Now, Officer, "look");
        var undone = new DecisionUndone(Now, Officer, "");
        yield return Life("opened", CaseState.New, opened);
        yield return Life("settling", CaseState.Settling, opened with { SettlesAt = Now });
        yield return Life("asked", CaseState.AwaitingEvidence, opened, ask);
        yield return Life("settled and asked", CaseState.AwaitingEvidence, opened with { SettlesAt = Now }, ask);
        yield return Life("ready", CaseState.Ready, opened, ask, ready);
        yield return Life("another passage joins", CaseState.AwaitingEvidence, opened, ask, ready, ask);
        yield return Life("approved", CaseState.Approved, opened, ask, ready, approved);
        yield return Life("undone", CaseState.Ready, opened, ask, ready, approved, undone);
        var pair = new SecondPairNeeded(Now, Program, "sample");
        var colleague = approved with { By = new Actor(Guid.NewGuid(), "B. Smit", "officer") };
        yield return Life("to a second officer", CaseState.Ready, opened, ask, ready, approved, pair);
        yield return Life("both approved", CaseState.Approved, opened, ask, ready, approved, pair, colleague);
        yield return Life("the second took his back", CaseState.Ready, opened, ask, ready, approved, pair, colleague, undone);
        yield return Life("the first took his back", CaseState.Ready, opened, ask, ready, approved, pair, undone);
        yield return Life("second opinion", CaseState.SecondOpinion, opened, ask, ready, second);
        yield return Life("undone to second opinion", CaseState.SecondOpinion, opened, ask, ready, second, approved, undone);
        yield return Life("warned", CaseState.WarningLetter, opened, ask, ready, new WarningDecided(Now, Officer, "123456", All));
        yield return Life("warned by letter", CaseState.Closed, opened, ask, ready, new WarningDecided(Now, Officer, "123456", All), new LetterMade(Now, Officer, Guid.NewGuid(), "warning", 0, "ab"));
        yield return Life("warned by another case's letter", CaseState.Closed, opened, ask, ready, new WarningDecided(Now, Officer, "123456", All), new WarningCovered(Now, Officer, "2026-000001"));
        yield return Life("a statement moves nothing", CaseState.Approved, opened, ask, ready, approved, new LetterMade(Now, Officer, Guid.NewGuid(), "statement", 0, "ab"));
        yield return Life("rejected", CaseState.Rejected, opened, ask, ready, new CaseRejected(Now, Officer, "123456", "carried", ""));
        var exported = new CaseExported(Now, Officer, "2026-000001", "<case/>");
        var accepted = new CaseAccepted(Now, Program, "2026-000001", "1", new LocalDate(2026, 3, 5));
        var refused = new CaseRefused(Now, Program, "2026-000001", "K04", "");
        CaseEvent[] sent = [opened, ask, ready, approved, exported];
        yield return Life("waits for an earlier case", CaseState.RepeatPending, opened, ask, ready, new RepeatWaits(Now, Program, "2026-000001"));
        yield return Life("leads after all", CaseState.Ready, opened, ask, ready, new RepeatWaits(Now, Program, "2026-000001"), new RepeatOver(Now, Program));
        yield return Life("delivered", CaseState.Exported, sent);
        yield return Life("accepted", CaseState.Accepted, [.. sent, accepted]);
        yield return Life("paid", CaseState.Closed, [.. sent, accepted, new CaseClosed(Now, Program, "paid")]);
        yield return Life("refused", CaseState.Refused, [.. sent, refused]);
        yield return Life("refused and judged again", CaseState.Ready, [.. sent, refused, new CaseReopened(Now, Officer, "why")]);
        yield return Life("refused and closed", CaseState.Closed, [.. sent, refused, new CaseClosed(Now, Officer, "refused")]);
        yield return Life("lapsed", CaseState.Lapsed, opened with { SettlesAt = Now }, new CaseLapsed(Now, Program, "no-breach-after-settling"));
    }

    private static IEnumerable<CaseEvent> Samples() =>
    [
        Opened() with { SettlesAt = Now }, new PassageJoined(Now, Program, Guid.NewGuid(), "c", Now, "suspected", "outside-window"), new EvidenceRequested(Now, Program, 2),
        new EvidenceReceived(Now, Program, Guid.NewGuid(), Guid.NewGuid(), "plate", "ab"), new CaseReady(Now, Program), new PlateRead(Now, Officer, "V56KVT", true),
        new PlateCorrected(Now, Officer, "A", "B", "why", "allowed", "inside-window", ""), new SecondOpinionAsked(Now, Officer, "why"),
        new CaseApproved(Now, Officer, "1", "pedestrian-zone", null, All, "x"), new CaseRejected(Now, Officer, "1", "other", "note"), new WarningDecided(Now, Officer, "1", All),
        new DecisionUndone(Now, Officer, "why"), new CaseLapsed(Now, Program, "why"), new CaseRejudged(Now, Program, "warning", "outside-window", "pedestrian-zone", true, "policy"), new SecondPairNeeded(Now, Program, "sample"),
        new FactsSupplied(Now, Officer, Guid.NewGuid(), "V56KVI", new("V56KVT", "NL", "picture", Officer, Now), [new("V56KVT", "N1", "Diesel", "6", new(2019, 5, 1), "", "rdw-check", "note", Officer, Now)]),
        new LetterMade(Now, Officer, Guid.NewGuid(), "warning", 2, "ab"), new WarningCovered(Now, Officer, "2026-000001"),
        new WithdrawalRequested(Now, Officer, "why", Guid.NewGuid()), new CaseWithdrawn(Now, Officer, "OM-1"), new WithdrawalRefused(Now, Officer, "why"), new AppealFiled(Now, Officer, "court", new LocalDate(2026, 6, 1), "OM-1"),
        new AppealDecided(Now, Officer, "court", "annulled", new LocalDate(2026, 7, 1), "why"),
        new RepeatWaits(Now, Program, "2026-000001"), new RepeatOver(Now, Program), new CaseExported(Now, Officer, "2026-000001", "<case/>"),
        new CaseAccepted(Now, Program, "2026-000001", "1", new LocalDate(2026, 3, 5)), new CaseRefused(Now, Program, "2026-000001", "K04", "text"), new CaseReopened(Now, Officer, "why"), new CaseClosed(Now, Program, "paid"), new PersonCommented(Now, Program, "text"),
    ];

    private static CaseOpened Opened() => new(Now, Program, "assen-brink", "V56KVT", "NL", "pedestrian-zone", "outside-window", false, null);

    private static TestCaseData Life(string name, CaseState expected, params CaseEvent[] events) => new TestCaseData(events, expected).SetArgDisplayNames(name);
}
