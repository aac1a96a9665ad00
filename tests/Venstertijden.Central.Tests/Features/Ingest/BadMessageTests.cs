using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Ingest;

/// <summary>Whatever comes: counted under its reason, visible, and the next good message passes.</summary>
public class BadMessageTests
{
    private Town _town;
    private TestEdge _edge;

    [OneTimeSetUp]
    public async Task StartTown()
    {
        _town = await Town.Start();
        _edge = await _town.Edge();
    }

    [OneTimeTearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    private static IEnumerable<TestCaseData> Bad()
    {
        yield return Case("no JSON", "bad-json", e => e.Sign(MessageKind.Passage, "{\"schema\":1"u8.ToArray()));
        yield return Case("bytes", "bad-json", e => e.Sign(MessageKind.Passage, [0xff, 0xfe, 0, 1]));
        yield return Case("nothing", "bad-json", e => e.Sign(MessageKind.Passage, []));
        yield return Case("an array", "bad-json", e => e.Sign(MessageKind.Gap, "[]"u8.ToArray()));
        yield return Case("a field of the wrong type", "bad-field", e => e.Sign(MessageKind.Passage, Encoding.UTF8.GetBytes("""{"schema":1,"id":5}""")));
        yield return Case("confidence above 1", "bad-field", e => e.Next(A.Passage(A.Van, confidence: 1.5)));
        yield return Case("another schema", "unknown-schema", e => e.Sign(MessageKind.Passage, Encoding.UTF8.GetBytes("""{"schema":2}""")));
        yield return Case("another camera in the body", "topic-mismatch", e => Elsewhere(e, "another"));
        yield return Case("no signature", "bad-signature", e => e.Next(A.Passage(A.Van)) with { Signature = null });
        yield return Case("a signature of rubbish", "bad-signature", e => e.Next(A.Passage(A.Van)) with { Signature = "AAAA" });
        yield return Case("a changed payload", "bad-signature", e => Changed(e.Next(A.Passage(A.Van))));
        yield return Case("unsigned health", "bad-field", e => e.Sign(MessageKind.Health, Encoding.UTF8.GetBytes("""{"schema":1}""")));
        yield return Case("three days ahead", "future-time", e => e.Next(A.Passage(A.Van, Town.MondayMorning + Duration.FromDays(3))));
        yield return Case("too large", "too-large", e => e.Sign(MessageKind.Passage, new byte[MessageReader.MaxPayload + 1]));
        yield return Case("a picture without its passage", "bad-field", e => e.Sign(MessageKind.Evidence, A.Overview));
        yield return Case("a picture whose hash lies", "bad-field", e => Lying(e));
    }

    [TestCaseSource(nameof(Bad))]
    public async Task A_bad_message_is_set_aside_under_its_reason(Func<object, object> make, string reason)
    {
        long before = await Figure(reason);
        await _edge.Send((Sent)make(_edge));
        await Eventually.Become(async () => await Figure(reason) == before + 1, because: () => string.Join('\n', _town.Logs.All));
        await using var db = _town.Open();
        var letter = await db.DeadLetters.OrderByDescending(d => d.Id).FirstAsync();
        Assert.That(letter.Reason.WireName(), Is.EqualTo(reason));
        Assert.That(letter.Detail, Is.Not.Empty.And.Not.Contain(A.Van));
        Assert.That(letter.EraseAt - letter.ReceivedAt, Is.EqualTo(Duration.FromHours(72)));
    }

    [Test]
    public async Task A_message_of_a_camera_that_is_not_enrolled_is_set_aside()
    {
        long before = await Figure("unknown-camera");
        var town = _town;
        var writer = town.Get<BatchWriter>();
        using var stranger = new StrangerEdge(town);
        await writer.Write([stranger.Message()], CancellationToken.None);
        Assert.That(await Figure("unknown-camera"), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task The_same_number_with_another_hash_is_a_conflict_and_the_first_stays()
    {
        (_edge.Chain, _edge.Seq) = (Guid.NewGuid(), 0);
        var first = _edge.Next(A.Passage("V41LPF"));
        await _edge.Send(first);
        _edge.Seq = 0;
        long before = await Figure("seq-conflict");
        await _edge.Send(_edge.Next(A.Passage("V52KKK")));
        await Eventually.Become(async () => await Figure("seq-conflict") == before + 1);
        await using var db = _town.Open();
        Assert.That((await db.ChainLinks.SingleAsync(l => l.Chain == _edge.Chain)).Hash, Is.EqualTo(Signing.Hash(first.Payload)));
    }

    [Test]
    public async Task A_time_less_than_a_day_ahead_is_stored_as_undecided_by_its_clock()
    {
        (_edge.Chain, _edge.Seq) = (Guid.NewGuid(), 0);
        var passage = A.Passage("V46TBS", Town.MondayMorning + Duration.FromHours(5));
        await _edge.Send(_edge.Next(passage));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
        await using var db = _town.Open();
        Assert.That((await db.Undecided.SingleAsync(u => u.Id == passage.Id)).Reason, Is.EqualTo("clock"));
    }

    private async Task<long> Figure(string reason)
    {
        await using var db = _town.Open();
        return (await Counters.Totals(db, CancellationToken.None)).GetValueOrDefault((Counters.DeadLetters, reason));
    }

    private static TestCaseData Case(string name, string reason, Func<TestEdge, Sent> make) =>
        new TestCaseData((Func<object, object>)(edge => make((TestEdge)edge)), reason).SetArgDisplayNames(name, reason);

    private static Sent Changed(Sent sent)
    {
        byte[] payload = [.. sent.Payload];
        int at = Encoding.UTF8.GetString(payload).IndexOf("\"software\":\"1", StringComparison.Ordinal) + 12;
        payload[at] = (byte)'9';
        return sent with { Payload = payload };
    }

    private static Sent Elsewhere(TestEdge edge, string camera)
    {
        var sent = edge.Next(A.Passage(A.Van));
        byte[] payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sent.Payload).Replace($"\"camera\":\"{edge.Camera}\"", $"\"camera\":\"{camera}\"", StringComparison.Ordinal));
        return edge.Sign(MessageKind.Passage, payload);
    }

    private static Sent Lying(TestEdge edge)
    {
        var sent = edge.Picture(Guid.NewGuid(), A.Overview);
        sent.Properties[UserProperties.Sha256] = Signing.Hash("another"u8);
        return sent;
    }

    private sealed class StrangerEdge(Town town) : IDisposable
    {
        private readonly TestEdge _edge = new(Town.Assen, CameraId.Parse("stranger"), town.Clock);

        public ReceivedMessage Message() => _edge.Next(A.Passage(A.Van)).Received();

        public void Dispose() => _edge.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
