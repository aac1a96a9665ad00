using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Ingest;

/// <summary>A real broker in the process and a SQLite file; the whole way from the edge's message to the rows.</summary>
public class IngestTests
{
    private static readonly Instant InsideWindow = Town.MondayMorning + Duration.FromMinutes(75);

    private Town _town;
    private TestEdge _edge;

    [SetUp]
    public async Task StartTown()
    {
        _town = await Town.Start();
        _edge = await _town.Edge();
    }

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task An_allowed_passage_leaves_an_anonymous_fact_and_its_chain_link_and_no_plate_anywhere()
    {
        _town.Clock.Reset(InsideWindow);
        var passage = A.Passage(A.Van, InsideWindow);
        await _edge.Send(_edge.Next(passage));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
        await using var db = _town.Open();
        var fact = await db.AnonymousFacts.SingleAsync();
        var link = await db.ChainLinks.SingleAsync();
        Assert.That((fact.Verdict, fact.Reason, fact.Category), Is.EqualTo(("allowed", "inside-window", "N1")));
        Assert.That(fact.LocalQuarter, Is.EqualTo(new LocalDateTime(2026, 3, 2, 8, 0)));
        Assert.That((link.Seq, link.Chain), Is.EqualTo((1L, _edge.Chain)));
        Assert.That(await db.Cases.CountAsync() + await db.Undecided.CountAsync(), Is.Zero);
        await Eventually.Become(() => _edge.Commands.OfType<DiscardEvidence>().Any(d => d.Passages.Contains(passage.Id)));
        Assert.That(_town.Logs.All.Where(l => l.Contains(A.Van) || l.Contains("V-56-KVT")), Is.Empty, "no plate in a log");
    }

    [Test]
    public async Task A_suspected_passage_becomes_a_case_that_is_ready_when_its_pictures_came()
    {
        var passage = A.Passage(A.Van);
        await _edge.Send(_edge.Next(passage));
        await Eventually.Become(() => _edge.Commands.OfType<SendEvidence>().Any(s => s.Passage == passage.Id));
        Assert.That((await OnlyCase()).State, Is.EqualTo(CaseState.AwaitingEvidence));
        await _edge.Send(_edge.Picture(passage.Id, A.Overview), _edge.Picture(passage.Id, A.PlatePicture));
        await Eventually.Become(() => _edge.Commands.OfType<DiscardEvidence>().Any(d => d.Passages.Contains(passage.Id)));
        var row = await OnlyCase();
        Assert.That((row.State, row.Offence, row.Reason), Is.EqualTo((CaseState.Ready, "pedestrian-zone", "outside-window")));
        Assert.That(row.LegalLastDay, Is.EqualTo(new LocalDate(2026, 7, 2)));
        Assert.That(row.Number, Is.EqualTo("2026-000001"));
    }

    [Test]
    public async Task A_foreign_vehicle_that_the_rules_leave_to_the_street_is_told_once_it_is_stored()
    {
        _town.Get<LivePolicies>().Replace(LaterDocument.Over(LaterDocument.Of("assen-kernwinkelgebied-2026-01-01", ("elsewhere: { value: count, example: true }", "elsewhere: { value: street, example: true }"))));
        var passage = A.Passage("BAB123");
        var sent = _edge.Next(passage with { Plate = passage.Plate! with { Country = "DE" } });
        await _edge.Send(sent, sent);
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
        Assert.That(_town.Get<StreetNotices>().Of(Town.Assen).Select(n => (n.Id, n.Plate.Text)), Is.EqualTo(new[] { (passage.Id, "BAB123") }), "once, though it was sent twice");
        Assert.That(_town.Logs.All.Where(l => l.Contains("BAB123")), Is.Empty, "no plate in a log");
    }

    [Test]
    public async Task A_passage_sent_twice_is_stored_once_and_counted_as_a_duplicate()
    {
        var sent = _edge.Next(A.Passage(A.Van));
        await _edge.Send(sent, sent);
        await _edge.Send(sent);
        await Eventually.Become(async () => await Figure(Counters.Duplicates) == 2);
        Assert.That(await Figure(Counters.PassagesStored), Is.EqualTo(1));
        await using var db = _town.Open();
        Assert.That(await db.CasePassages.CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Passages_of_one_visit_are_one_case_and_those_of_another_visit_another()
    {
        var later = Duration.FromMinutes(5);
        var nextMorning = Duration.FromHours(24);
        _town.Clock.Advance(later);
        await _edge.Send(_edge.Next(A.Passage(A.Van)), _edge.Next(A.Passage(A.Van, Town.MondayMorning + later, direction: Direction.Out)));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 2);
        await _town.MoveTo(Town.MondayMorning + nextMorning + later);
        await _edge.Send(_edge.Next(A.Passage(A.Van, Town.MondayMorning + nextMorning)));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 3);
        await using var db = _town.Open();
        var passages = await db.CasePassages.GroupBy(p => p.CaseId).Select(g => g.Count()).ToListAsync();
        Assert.That(passages, Is.EquivalentTo(new[] { 2, 1 }));
    }

    [Test]
    public async Task Messages_in_any_order_are_acknowledged_up_to_the_first_hole_and_the_hole_is_asked_for()
    {
        var (first, second, third) = (_edge.Next(A.Passage(A.Van)), _edge.Next(A.Passage("V41LPF")), _edge.Next(A.Passage("V52KKK")));
        await _edge.Send(first, third);
        await Eventually.Become(() => _edge.Commands.OfType<Resend>().Any(r => (r.From, r.To) == (2L, 2L)));
        Assert.That(_edge.AcknowledgedUpTo, Is.EqualTo(1));
        Assert.That(await Missing(), Is.EqualTo(1));
        await _edge.Send(second);
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 3);
        Assert.That(await Missing(), Is.Zero);
    }

    [Test]
    public async Task Numbers_that_the_edge_declares_lost_are_no_hole()
    {
        var first = _edge.Next(A.Passage(A.Van));
        _edge.Seq += 3;
        await _edge.Send(first, _edge.NextGap(2, 4));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 5);
        Assert.That(await Missing(), Is.Zero);
        await using var db = _town.Open();
        Assert.That((await db.DeclaredGaps.SingleAsync()).Reason, Is.EqualTo(GapReason.DiskFull));
    }

    [Test]
    public async Task An_unsigned_message_counts_as_authentic_when_a_later_signed_one_covers_it()
    {
        var (first, second) = (_edge.Next(A.Passage(A.Van)), _edge.Next(A.Passage("V41LPF")));
        await _edge.Send(second);
        await Eventually.Become(async () => await Figure(Counters.PassagesStored) == 1);
        await _edge.Send(first with { Signature = null, KeyId = null });
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 2);
        Assert.That(await Figure(Counters.DeadLetters, "bad-signature"), Is.Zero);
    }

    [Test]
    public async Task A_new_chain_where_an_old_one_was_open_is_an_alarm()
    {
        var old = _edge.Chain;
        await _edge.Send(_edge.Next(A.Passage(A.Van)));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
        (_edge.Chain, _edge.Seq) = (Guid.NewGuid(), 0);
        await _edge.Send(_edge.Next(A.Passage("V41LPF")));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
        await using var db = _town.Open();
        var state = await db.Chains.SingleAsync(c => c.Chain == _edge.Chain);
        Assert.That(state.Replaces, Is.EqualTo(old));
        Assert.That(_town.Logs.All, Has.Some.StartsWith("Warning").And.Contains($"ALARM camera assen/{_edge.Camera}: a new chain {_edge.Chain} appeared"));
        Assert.That((await Counters.Totals(db, default))[(Counters.ChainAlarms, ChainAlarm.Replaced)], Is.EqualTo(1));
    }

    [Test]
    public async Task A_chain_that_breaks_is_an_alarm_once_in_the_log_and_in_the_figures()
    {
        var first = _edge.Next(A.Passage(A.Van));
        await _edge.Send(first);
        _edge.Break();
        await _edge.Send(_edge.Next(A.Passage("V41LPF")), _edge.Next(A.Passage("V52KKK")));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 3);
        _edge.Break();
        await _edge.Send(_edge.Next(A.Passage("V46TBS")));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 4);
        await using var db = _town.Open();
        Assert.That((await db.Chains.SingleAsync(c => c.Chain == _edge.Chain)).BrokenAt, Is.EqualTo(2));
        Assert.That(_town.Logs.All.Where(l => l.Contains("is broken at number", StringComparison.Ordinal)), Has.One.StartsWith("Warning").And.Contains($"ALARM camera assen/{_edge.Camera}: chain {_edge.Chain} is broken at number 2"));
        Assert.That(await Central.Features.Metrics.Metrics.Render(db, null, default, default), Does.Contain("vth_chain_alarms_total{kind=\"broken\"} 1\n").And.Contain("vth_chain_alarms_total{kind=\"replaced\"} 0\n"));
    }

    [Test]
    public async Task A_chain_that_ended_with_its_file_leaves_recorded_gaps_and_nothing_missing()
    {
        var old = _edge.Chain;
        var (first, _, third) = (_edge.Next(A.Passage(A.Van)), _edge.Next(A.Passage("V41LPF")), _edge.Next(A.Passage("V52KKK")));
        await _edge.Send(first, third);
        await Eventually.Become(async () => await Missing() == 1);
        _edge.StartOver();
        await _edge.Send(_edge.NextGap(0, 0, GapReason.FileLost, old), _edge.Next(A.Passage("V46TBS")));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 2);
        Assert.That(await Missing(), Is.Zero, "what is declared lost is no longer waited for");
        await using var db = _town.Open();
        var gaps = await db.DeclaredGaps.OrderBy(g => g.Seq).Select(g => new { g.Chain, g.From, g.To, g.Reason }).ToListAsync();
        Assert.That(gaps.Select(g => (g.Chain, g.From, g.To)), Is.EqualTo(new[] { (old, 2L, 2L), (_edge.Chain, 0L, 0L), (_edge.Chain, 0L, 0L) }), "the hole, the new chain, and what the edge said of it");
        Assert.That(gaps.Select(g => g.Reason), Is.All.EqualTo(GapReason.FileLost));
    }

    [Test]
    public async Task A_hole_that_stays_is_asked_for_again_without_a_new_message()
    {
        var (first, second, third) = (_edge.Next(A.Passage(A.Van)), _edge.Next(A.Passage("V41LPF")), _edge.Next(A.Passage("V52KKK")));
        await _edge.Send(first, third);
        await Eventually.Become(() => _edge.Commands.OfType<Resend>().Count(r => (r.From, r.To) == (2L, 2L)) >= 2, TimeSpan.FromSeconds(20));
        await _edge.Send(second);
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 3);
        Assert.That(await Missing(), Is.Zero);
    }

    [Test]
    public async Task Of_a_contiguous_run_one_signature_is_enough_and_a_foreign_message_in_it_is_set_aside()
    {
        Sent[] run = [.. new[] { "V41LPF", "V52KKK", "V46TBS", A.Van }.Select(plate => _edge.Next(A.Passage(plate)))];
        var forged = _edge.Sign(MessageKind.Passage, WireJson.Write(A.Passage("V21KKK") with { Site = "assen", Camera = _edge.Camera.Value, Chain = _edge.Chain, Seq = 2 })) with { Signature = null };
        var writer = _town.Get<BatchWriter>();
        await writer.Write([.. run.Select((s, i) => Received(i == run.Length - 1 ? s : s with { Signature = "AAAA" })), Received(forged)], CancellationToken.None);
        Assert.That(await Figure(Counters.PassagesStored), Is.EqualTo(4));
        Assert.That(await Figure(Counters.DeadLetters, "bad-signature"), Is.EqualTo(1));

        static ReceivedMessage Received(Sent sent)
        {
            var properties = new Dictionary<string, string> { [UserProperties.Key] = sent.KeyId! };
            if (sent.Signature is { } signature)
                properties[UserProperties.Signature] = signature;
            return new ReceivedMessage(sent.Topic, sent.Payload, properties);
        }
    }

    [Test]
    public async Task Central_killed_between_commit_and_acknowledgement_stores_nothing_twice()
    {
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _town.Get<Central.Features.Ingest.Ingest>().AfterCommit = () =>
        {
            committed.TrySetResult();
            return new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System);
        };
        var sent = _edge.Next(A.Passage(A.Van));
        await _edge.Send(sent);
        await committed.Task.WaitAsync(Eventually.Patience);
        Assert.That(_edge.AcknowledgedUpTo, Is.Zero, "nothing is acknowledged before all is done");
        await _town.Restart();
        // The camera's account is still there; only the broker is a new one.
        await _edge.Reconnect(_town.Get<Central.Features.Broker.EmbeddedBroker>().Port);
        await _edge.Send(sent);
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
        Assert.That(await Figure(Counters.PassagesStored), Is.EqualTo(1));
        await using var db = _town.Open();
        Assert.That((await db.CasePassages.CountAsync(), await db.ChainLinks.CountAsync()), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task When_the_commit_keeps_failing_the_connection_is_dropped_and_the_broker_delivers_again()
    {
        await using var db = _town.Open();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE ChainLinks RENAME TO Away");
        await _edge.Send(_edge.Next(A.Passage(A.Van)));
        await Eventually.Become(() => _town.Logs.All.Any(l => l.Contains("Dropping the broker on purpose", StringComparison.Ordinal)));
        Assert.That(_edge.AcknowledgedUpTo, Is.Zero);
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE Away RENAME TO ChainLinks");
        // The edge sends nothing again: it comes from the session at the broker.
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
        Assert.That(await Figure(Counters.PassagesStored), Is.EqualTo(1));
    }

    [Test]
    public async Task Status_and_health_tell_how_a_camera_does()
    {
        var session = Guid.NewGuid();
        await _edge.Send(_edge.Sign(MessageKind.Status, WireJson.Write(new StatusMessage(LinkStatus.Online, Town.MondayMorning, session))));
        await Eventually.Become(async () => (await State())?.Link == LinkStatus.Online);
        // The Last Will of the session before comes late.
        await _edge.Send(_edge.Sign(MessageKind.Status, WireJson.Write(new StatusMessage(LinkStatus.Offline, Town.MondayMorning - Duration.FromHours(1), Guid.NewGuid()))));
        await _edge.Send(_edge.Sign(MessageKind.Status, WireJson.Write(new StatusMessage(LinkStatus.Offline, Town.MondayMorning, session))));
        await Eventually.Become(async () => (await State())?.Link == LinkStatus.Offline);
        Assert.That((await State())!.Session, Is.EqualTo(session));

        async Task<Central.Features.Cameras.CameraState?> State()
        {
            await using var db = _town.Open();
            return await db.CameraStates.FirstOrDefaultAsync();
        }
    }

    private async Task<CaseRow> OnlyCase()
    {
        await using var db = _town.Open();
        return await db.Cases.SingleAsync();
    }

    private async Task<long> Missing()
    {
        await using var db = _town.Open();
        return await db.Chains.SumAsync(c => c.Missing);
    }

    private async Task<long> Figure(string name, string label = "")
    {
        await using var db = _town.Open();
        return (await Counters.Totals(db, CancellationToken.None)).GetValueOrDefault((name, label));
    }
}
