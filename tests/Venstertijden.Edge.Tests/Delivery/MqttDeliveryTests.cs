using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Venstertijden.Contracts;
using Venstertijden.Edge.Delivery;
using Venstertijden.Edge.Evidence;
using Venstertijden.Testing;

namespace Venstertijden.Edge.Tests.Delivery;

/// <summary>An outbox and its delivery on one side of a real broker, central's stand-in on the other.</summary>
[TestFixtureSource(typeof(TestBroker), nameof(TestBroker.Kinds))]
public class MqttDeliveryTests(string broker)
{
    private EdgeFolder _folder = null!;
    private TestBroker _broker = null!;
    private CuttableLink _link = null!;
    private TestCentral _central = null!;
    private Edge.Outbox.Outbox _outbox = null!;
    private EvidenceStore _evidence = null!;
    private FakeTimeProvider _time = null!;
    private MqttDelivery _delivery = null!;
    private CancellationTokenSource _running = null!;
    private Task _work = null!;

    [SetUp]
    public async Task Start()
    {
        _broker = await TestBroker.Start(broker);
        _folder = new EdgeFolder();
        _link = new CuttableLink(_broker.Port);
        _central = new TestCentral();
        await _central.Connect(_broker.Port);
        _central.WritePublicKey(Path.Combine(_folder.Root, "central.pem"));
        _outbox = _folder.OpenOutbox();
        _evidence = _folder.OpenEvidence();
        _time = new FakeTimeProvider();
        Deliver();
        await Eventually.Become(() => _delivery.IsConnected);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_folder is null)
            return;
        await StopDelivery();
        _running.Dispose();
        _outbox.Dispose();
        await _central.DisposeAsync();
        await _link.DisposeAsync();
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Passages_arrive_in_order_whole_and_signed_and_are_forgotten_when_acknowledged()
    {
        _central.Acknowledges = true;
        Append(300);

        await Eventually.Become(() => _outbox.State.Acknowledged == 300);

        var passages = _central.Of(MessageKind.Passage);
        Assert.That(_outbox.State.Depth, Is.Zero);
        Assert.That(_central.Numbers.Distinct(), Is.EqualTo(Enumerable.Range(1, 300).Select(n => (long)n)));
        Assert.That(passages.All(p => p.Properties["key"] == _folder.Keys.KeyId && _folder.Keys.HasSigned(p.Payload, p.Properties["sig"])));
        Assert.That(passages[0].Topic.ToString(), Is.EqualTo("venstertijden/v1/assen/brink-noord/passage"));
    }

    [Test]
    public async Task The_brokers_receipt_alone_forgets_nothing_and_after_five_seconds_it_goes_again()
    {
        Append(3);
        await Eventually.Become(() => _central.Numbers.Count == 3);
        Assert.That(_outbox.State.Depth, Is.EqualTo(3));

        await Eventually.Become(() => AfterAdvance(TimeSpan.FromSeconds(1), () => _central.Numbers.Count >= 6));

        Assert.That(_central.Numbers.Take(6), Is.EqualTo(new long[] { 1, 2, 3, 1, 2, 3 }));
        Assert.That(_central.Of(MessageKind.Passage)[3].Payload, Is.EqualTo(_central.Of(MessageKind.Passage)[0].Payload), "the same bytes, so that central knows it as a copy");
    }

    [Test]
    public async Task A_command_that_central_did_not_sign_is_ignored_and_counted()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Append(2);
        await Eventually.Become(() => _central.Numbers.Count == 2);
        var acknowledge = new Acknowledge(_outbox.State.Chain, 2);
        byte[] payload = WireJson.Write<CommandMessage>(acknowledge);

        await _central.Command(acknowledge, signedBy: stranger);
        await _central.Publish(MessageKind.Command, payload, null, null);
        await _central.Publish(MessageKind.Command, payload, "x", "y");
        await Eventually.Become(() => _delivery.Counts.CommandsIgnored == 3);
        Assert.That(_outbox.State.Depth, Is.EqualTo(2));

        await _central.Command(acknowledge);
        await Eventually.Become(() => _outbox.State.Depth == 0);
    }

    [Test]
    public async Task A_command_that_cannot_be_read_or_is_of_another_chain_does_no_harm()
    {
        Append(1);
        await _central.Command(new Acknowledge(Guid.NewGuid(), 1));
        await _central.Command(new ApplyConfig(7));
        await Eventually.Become(() => _delivery.Counts.CommandsIgnored == 2);

        await _central.Command(new Acknowledge(_outbox.State.Chain, 1));
        await Eventually.Become(() => _outbox.State.Depth == 0);
    }

    [Test]
    public async Task A_number_that_central_misses_comes_when_asked_for()
    {
        _central.Loses[2] = true;
        Append(3);
        await Eventually.Become(() => _central.Numbers.Count == 2);

        await _central.Command(new Resend(_outbox.State.Chain, 2, 2));

        await Eventually.Become(() => _central.Numbers.Count == 3);
        Assert.That(_central.Numbers, Is.EqualTo(new long[] { 1, 3, 2 }));
    }

    [Test]
    public async Task A_number_that_is_long_erased_is_told_as_a_gap()
    {
        Append(2);
        await Eventually.Become(() => _central.Numbers.Count == 2);
        await _central.Command(new Acknowledge(_outbox.State.Chain, 2));
        await Eventually.Become(() => _outbox.State.Depth == 0);

        await _central.Command(new Resend(_outbox.State.Chain, 1, 2));

        await Eventually.Become(() => _central.Of(MessageKind.Gap).Count == 1);
        var gap = MessageReader.ReadGap(_central.Of(MessageKind.Gap)[0].Payload).Message!;
        Assert.That((gap.From, gap.To, gap.Reason), Is.EqualTo((1L, 2L, GapReason.Pruned)));
    }

    [Test]
    public async Task It_is_online_while_connected_and_offline_by_last_will_or_goodbye()
    {
        await Eventually.Become(() => Status() == LinkStatus.Online);
        _link.Cut();
        await Eventually.Become(() => Status() == LinkStatus.Offline);
        _link.Mend();
        await Eventually.Become(() => AfterAdvance(TimeSpan.FromSeconds(1), () => Status() == LinkStatus.Online));

        await StopDelivery();

        await Eventually.Become(() => Status() == LinkStatus.Offline);
        var sessions = _central.Of(MessageKind.Status).Select(s => MessageReader.ReadStatus(s.Payload).Message!.Session).ToList();
        Assert.That(sessions[0], Is.EqualTo(sessions[1]), "the will names the session that it ends");
        Assert.That(sessions[^1], Is.Not.EqualTo(sessions[0]));
    }

    [Test]
    public async Task The_link_is_cut_again_and_again_and_all_arrives()
    {
        _central.Acknowledges = true;
        for (int cut = 0; cut < 5; cut++)
        {
            Append(60);
            await Eventually.Become(() => _outbox.State.Acknowledged > cut * 40);
            _link.Cut();
            Append(20);
            await Eventually.Become(() => !_delivery.IsConnected);
            _link.Mend();
            await Eventually.Become(() => AfterAdvance(TimeSpan.FromSeconds(1), () => _delivery.IsConnected));
        }

        await Eventually.Become(() => AfterAdvance(TimeSpan.FromSeconds(1), () => _outbox.State.Depth == 0), because: () => _outbox.State.ToString());
        Assert.That(_central.Numbers.Distinct().Order(), Is.EqualTo(Enumerable.Range(1, 400).Select(n => (long)n)));
    }

    [Test]
    public async Task The_broker_loses_its_sessions_and_all_arrives()
    {
        Append(50);
        await Eventually.Become(() => _central.Numbers.Count >= 50);
        await _broker.Crash();
        await Eventually.Become(() => !_delivery.IsConnected);
        Append(50);
        await _broker.Start();
        _central.Acknowledges = true;
        await _central.Reconnect();

        await Eventually.Become(() => AfterAdvance(TimeSpan.FromSeconds(1), () => _outbox.State.Acknowledged == 100), because: () => _outbox.State.ToString());

        Assert.That(_central.Numbers.Distinct().Order(), Is.EqualTo(Enumerable.Range(1, 100).Select(n => (long)n)));
    }

    [Test]
    public async Task Pictures_leave_only_when_asked_for_and_are_destroyed_when_told()
    {
        var passage = Guid.CreateVersion7(EdgeFolder.Monday.ToDateTimeOffset());
        byte[] overview = RandomNumberGenerator.GetBytes(200_000);
        byte[] plate = RandomNumberGenerator.GetBytes(9_000);
        _evidence.Seal(passage, EvidenceKind.Overview, "image/jpeg", overview);
        var item = _evidence.Seal(passage, EvidenceKind.Plate, "image/jpeg", plate)!;
        await _central.Command(new SendEvidence(passage, [item.Sha256]));
        await Eventually.Become(() => _central.Of(MessageKind.Evidence).Count == 1);
        var arrived = _central.Of(MessageKind.Evidence)[0];
        Assert.That(arrived.Payload, Is.EqualTo(plate));
        Assert.That((arrived.Properties["passage"], arrived.Properties["mediaType"], arrived.Properties["sha256"]), Is.EqualTo((passage.ToString(), "image/jpeg", item.Sha256)));
        Assert.That(_folder.Keys.HasSigned(arrived.Payload, arrived.Properties["sig"]));

        await _central.Command(new SendEvidence(passage, []));
        await Eventually.Become(() => _central.Of(MessageKind.Evidence).Count == 3);
        await _central.Command(new DiscardEvidence([passage, Guid.NewGuid()]));
        await Eventually.Become(() => _evidence.Bytes == 0);
        Assert.That(_evidence.Read(passage), Is.Empty);
    }

    private void Deliver()
    {
        var options = new EdgeOptions
        {
            Site = EdgeFolder.Camera.Site,
            Camera = EdgeFolder.Camera.Camera,
            Source = "-",
            Broker = new BrokerOptions("127.0.0.1", _link.Port),
            KeyFile = _folder.KeyFile,
            CentralKeyFile = Path.Combine(_folder.Root, "central.pem"),
            Data = _folder.Data,
            ConfigHash = "",
        };
        _delivery = new MqttDelivery(options, _outbox, _evidence, _folder.Keys, _folder.Clock, _time, NullLogger.Instance);
        _running = new CancellationTokenSource();
        _work = Task.Run(() => _delivery.RunAsync(_running.Token));
    }

    private async Task StopDelivery()
    {
        if (_running.IsCancellationRequested)
            return;
        await _running.CancelAsync();
        await _work;
        _delivery.Dispose();
    }

    private void Append(int count)
    {
        for (int i = 0; i < count; i++)
            _outbox.Append(EdgeFolder.Draft());
    }

    private LinkStatus? Status() => _central.Of(MessageKind.Status) is { Count: > 0 } all ? MessageReader.ReadStatus(all[^1].Payload).Message!.Status : null;

    // Moves the machine's timers on; what they cause is looked for, not waited for.
    private bool AfterAdvance(TimeSpan span, Func<bool> condition)
    {
        if (condition())
            return true;
        _time.Advance(span);
        return false;
    }
}
