using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Features.Ingest;

/// <summary>An operator offers refused messages again: each is stored once, or says why not.</summary>
public class DeadLetterDeskTests
{
    private static readonly Actor Operator = new(Guid.NewGuid(), "O. Perator", "operator");

    private Town _town;
    private TestEdge _stranger;

    [SetUp]
    public async Task StartTown()
    {
        _town = await Town.Start();
        _stranger = new TestEdge(Town.Assen, CameraId.Parse("stranger"), _town.Clock);
    }

    [TearDown]
    public async Task StopTown()
    {
        await _stranger.DisposeAsync();
        await _town.DisposeAsync();
    }

    [Test]
    public async Task A_message_whose_camera_was_enrolled_since_is_stored_once_and_its_letter_goes()
    {
        var passage = _stranger.Next(A.Passage(A.Van));
        await Write(passage);
        var letter = (await Letters()).Single();
        Assert.That(letter.Topic, Is.EqualTo("venstertijden/v1/assen/stranger/passage"));
        Assert.That(await Offer(letter.Id), Is.EqualTo(new RefusedAgain(DeadLetterReason.UnknownCamera, "camera: expected one that is enrolled (vth provision camera)")));

        await EnrolStranger();
        Assert.That(await Offer(letter.Id), Is.EqualTo(new StoredNow()));
        Assert.That(await Offer(letter.Id), Is.EqualTo(new LetterGone()), "a second press finds nothing to do");
        await Write(passage);

        await using var db = _town.Open();
        Assert.That((await db.CasePassages.CountAsync(), await db.ChainLinks.CountAsync(), await db.DeadLetters.CountAsync()), Is.EqualTo((1, 1, 0)));
        Assert.That(await db.SubjectKeys.AnyAsync(k => k.Subject == letter.Id), Is.False, "the letter's key goes with it");
        Assert.That((await Counters.Totals(db, default))[(Counters.Duplicates, "")], Is.EqualTo(1), "the camera's own second sending is a duplicate");
        Assert.That(await db.Audit.Where(a => a.Action == "dead-letter.offer").OrderBy(a => a.Number).Select(a => a.Reason).ToListAsync(), Is.EqualTo(new[] { "refused again: unknown-camera", "stored" }));
    }

    [Test]
    public async Task A_message_that_the_camera_got_through_meanwhile_is_told_as_stored_before()
    {
        var passage = _stranger.Next(A.Passage(A.Van));
        await Write(passage);
        await EnrolStranger();
        await Write(passage);
        Assert.That(await Offer((await Letters()).Single().Id), Is.EqualTo(new StoredBefore()));
        Assert.That(await Letters(), Is.Empty);
    }

    [Test]
    public async Task What_is_refused_again_stays_for_the_rest_of_its_time_and_is_not_counted_twice()
    {
        await EnrolStranger();
        await Write(_stranger.Next(A.Passage(A.Van)) with { Signature = "AAAA" });
        var before = (await Letters()).Single();
        _town.Clock.Advance(Duration.FromHours(1));
        Assert.That(await Offer(before.Id), Is.InstanceOf<RefusedAgain>().With.Property("Reason").EqualTo(DeadLetterReason.BadSignature));
        var after = (await Letters()).Single();
        Assert.That((after.Id, after.EraseAt, after.OfferedAt), Is.EqualTo((before.Id, before.EraseAt, (Instant?)_town.Clock.GetCurrentInstant())));
        await using var db = _town.Open();
        Assert.That((await Counters.Totals(db, default))[(Counters.DeadLetters, "bad-signature")], Is.EqualTo(1));
        Assert.That(await db.ChainLinks.AnyAsync(), Is.False);
    }

    [Test]
    public async Task A_time_too_far_ahead_is_judged_when_it_is_near_enough_though_its_number_was_taken()
    {
        await EnrolStranger();
        var ahead = _stranger.Next(A.Passage(A.Van, Town.MondayMorning + Duration.FromHours(60)));
        await Write(ahead);
        var letter = (await Letters()).Single();
        Assert.That(await Offer(letter.Id), Is.InstanceOf<RefusedAgain>().With.Property("Reason").EqualTo(DeadLetterReason.FutureTime));
        _town.Clock.Advance(Duration.FromHours(61));
        Assert.That(await Offer(letter.Id), Is.EqualTo(new StoredNow()));
        await Write(ahead);
        await using var db = _town.Open();
        Assert.That((await Counters.Totals(db, default))[(Counters.PassagesStored, "")], Is.EqualTo(1));
        Assert.That((await db.ChainLinks.CountAsync(), (await db.Chains.SingleAsync()).UpTo), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task Two_operators_who_press_at_once_store_it_once()
    {
        await Write(_stranger.Next(A.Passage(A.Van)), _stranger.Next(A.Passage("V41LPF")));
        await EnrolStranger();
        var both = await Task.WhenAll(Task.Run(() => Desk().OfferAll(DeadLetterReason.UnknownCamera, Operator, default)), Task.Run(() => Desk().OfferAll(DeadLetterReason.UnknownCamera, Operator, default)));
        Assert.That(both.SelectMany(f => f).Count(f => f is StoredNow), Is.EqualTo(2));
        Assert.That(both.SelectMany(f => f), Is.All.InstanceOf<StoredNow>().Or.InstanceOf<LetterGone>());
        await using var db = _town.Open();
        Assert.That((await Counters.Totals(db, default))[(Counters.PassagesStored, "")], Is.EqualTo(2));
    }

    [Test]
    public async Task All_of_a_reason_are_offered_in_the_order_in_which_they_came_and_others_are_left()
    {
        await Write([.. Enumerable.Range(0, 3).Select(_ => _stranger.Next(A.Passage(A.Van))), _stranger.Sign(MessageKind.Passage, "{"u8.ToArray())]);
        await EnrolStranger();
        Assert.That(await Desk().OfferAll(DeadLetterReason.UnknownCamera, Operator, default), Is.EqualTo(new[] { new StoredNow(), new StoredNow(), new StoredNow() }));
        Assert.That((await Letters()).Single().Reason, Is.EqualTo(DeadLetterReason.BadJson));
        await using var db = _town.Open();
        Assert.That(((await db.Chains.SingleAsync()).UpTo, (await db.Chains.SingleAsync()).BrokenAt), Is.EqualTo((3L, (long?)null)));
    }

    [Test]
    public async Task Word_of_how_a_camera_was_then_is_not_offered_again_nor_is_what_was_not_kept()
    {
        await Write(_stranger.Sign(MessageKind.Status, WireJson.Write(new StatusMessage(LinkStatus.Offline, Town.MondayMorning, Guid.NewGuid()))));
        await Write(_stranger.Sign(MessageKind.Passage, new byte[MessageReader.MaxPayload + 1]));
        await EnrolStranger();
        var letters = (await Letters()).ToDictionary(l => l.Reason);
        Assert.That(await Offer(letters[DeadLetterReason.UnknownCamera].Id), Is.EqualTo(new NotOffered(WhyNot.Passing)));
        Assert.That(await Offer(letters[DeadLetterReason.TooLarge].Id), Is.EqualTo(new NotOffered(WhyNot.NotKept)));
        Assert.That((await Letters()).Select(l => l.OfferedAt), Is.All.Null);
    }

    [Test]
    public async Task A_look_shows_how_the_message_is_built_and_no_plate_and_is_on_record()
    {
        await Write(_stranger.Next(A.Passage(A.Van)));
        var look = (await Desk().Look((await Letters()).Single().Id, Operator, default))!;
        Assert.That(look.Content, Does.Contain("seq: 1").And.Contain("text: \"x00xxx\"").And.Contain("seenFrom: \"2026-03-02T05:46:00.000Z\"").And.Not.Contain(A.Van));
        Assert.That((look.IsSigned, look.Item.MayBeOffered), Is.EqualTo((true, true)));
        await using var db = _town.Open();
        Assert.That(await db.Audit.CountAsync(a => a.Action == "dead-letter.look" && a.Actor == Operator.Name), Is.EqualTo(1));
        Assert.That(await Desk().Look(Guid.NewGuid(), Operator, default), Is.Null);
    }

    [TestCase("""{"plate":{"text":"V56KVT","country":"NL"}}""", "{\n  plate: {\n    text: \"x00xxx\",\n    country: \"NL\"\n  }\n}")]
    [TestCase("""{"reason":"V-56-KVT","source":"v56kvt","software":"BADGER","from":5}""", "{\n  reason: \"x-00-xxx\",\n  source: \"x00xxx\",\n  software: \"xxxxxx\",\n  from: 5\n}", Description = "a plate in another member")]
    [TestCase("""{"V56KVT":true,"nummer":56,"camera":"brink-noord"}""", "{\n  x00xxx: true,\n  xxxxxx: 00,\n  camera: \"brink-noord\"\n}", Description = "a plate as a name")]
    [TestCase("""{"plate":{"text":"V56KV""", """{"xxxxx":{"xxxx":"x00xx""", Description = "cut off")]
    [TestCase("[]", "[]")]
    [TestCase("", "")]
    public void Nothing_that_could_be_a_plate_is_left_of_a_message(string payload, string shown) =>
        Assert.That(MaskedPayload.Of(Encoding.UTF8.GetBytes(payload)), Is.EqualTo(shown));

    [Test]
    public void A_huge_or_deep_message_is_shown_in_part()
    {
        Assert.That(MaskedPayload.Of(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("\"abc\"", 20_000))}]")), Has.Length.LessThan(MaskedPayload.Most + 10));
        Assert.That(MaskedPayload.Of(Encoding.UTF8.GetBytes(new string('[', 30_000))), Does.StartWith("[[["));
    }

    [Test]
    public async Task Of_a_flood_only_so_many_are_kept_the_oldest_go_with_their_keys_and_what_went_is_counted()
    {
        for (int i = 0; i < 6; i++)
        {
            await Write(_stranger.Next(A.Passage(A.Van)));
            _town.Clock.Advance(Duration.FromSeconds(1));
        }

        var before = await Letters();
        var limit = new DeadLetterLimit(_town.Databases, new CentralOptions { HttpUrl = "", Data = "", Broker = new BrokerOptions(), DeadLetters = new DeadLetterOptions { MostKept = 4 } }, _town.Clock);
        Assert.That(await limit.Run(Town.Assen, default), Is.EqualTo(2));
        Assert.That((await Letters()).Select(l => l.Id), Is.EqualTo(before.Skip(2).Select(l => l.Id)));
        await Write(_stranger.Next(A.Passage(A.Van)));
        Assert.That((await limit.Run(Town.Assen, default), await limit.Run(Town.Assen, default)), Is.EqualTo((1, 0)));
        await using var db = _town.Open();
        Assert.That((await db.SubjectKeys.CountAsync(), (await Counters.Totals(db, default))[(Counters.DeadLettersDropped, "")]), Is.EqualTo((4, 3L)));
        Assert.That(await db.Erasures.Select(e => e.Count).ToListAsync(), Is.EqualTo(new[] { 2 }), "a record an hour, however great the flood");
        _town.Clock.Advance(Duration.FromHours(1));
        await limit.Run(Town.Assen, default);
        Assert.That(await db.Erasures.Where(e => e.Kind == Erasure.DeadLettersOver).OrderBy(e => e.At).Select(e => e.Count).ToListAsync(), Is.EqualTo(new[] { 2, 1 }));
    }

    private DeadLetterDesk Desk() => new(_town.Databases, new SiteScope(Town.Assen), _town.Get<BatchWriter>(), _town.Get<Vault>(), _town.Get<Speaker>(), _town.Clock);

    private Task<Fate> Offer(Guid id) => Desk().Offer(id, Operator, default);

    private Task<IReadOnlyList<Outgoing>> Write(params Sent[] messages) => _town.Get<BatchWriter>().Write([.. messages.Select(m => m.Received())], default);

    private async Task<List<DeadLetter>> Letters()
    {
        await using var db = _town.Open();
        return await db.DeadLetters.AsNoTracking().OrderBy(d => d.ReceivedAt).ThenBy(d => d.Id).ToListAsync();
    }

    private async Task EnrolStranger()
    {
        await using var db = _town.Open();
        var request = new EnrolRequest(_stranger.Camera, _stranger.PublicKey) { Zone = "assen-kernwinkelgebied", PedestrianMode = EnforcementMode.Fine, ZeroEmissionMode = EnforcementMode.Fine };
        await CameraEnrolment.Enrol(db, request, Actor.System("test"), _town.Clock.GetCurrentInstant(), default);
        await _town.FilePapers(_stranger.Camera);
        await _town.Get<CameraDirectory>().Reload(default);
    }
}
