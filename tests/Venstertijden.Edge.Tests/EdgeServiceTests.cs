using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;
using Venstertijden.Edge.Tests.Delivery;
using Venstertijden.Edge.Tests.Tracking;
using Venstertijden.Testing;

namespace Venstertijden.Edge.Tests;

/// <summary>An edge as a whole, from scripted frames to a real broker.</summary>
public sealed class EdgeServiceTests : IDisposable
{
    private readonly LogLines _logs = new();

    private EdgeFolder _folder = null!;
    private TestBroker _broker = null!;
    private TestCentral _central = null!;
    private FakeTimeProvider _time = null!;

    [SetUp]
    public async Task Start()
    {
        _logs.Lines.Clear();
        _broker = await TestBroker.Start("MQTTnet");
        _folder = new EdgeFolder();
        _central = new TestCentral { Acknowledges = true };
        await _central.Connect(_broker.Port);
        _central.WritePublicKey(Path.Combine(_folder.Root, "central.pem"));
        _time = new FakeTimeProvider();
    }

    [TearDown]
    public async Task Stop()
    {
        await _central.DisposeAsync();
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    public void Dispose() => _logs.Dispose();

    [Test]
    public async Task A_vehicle_arrives_as_a_passage_with_pictures_on_demand_and_no_log_tells_its_plate()
    {
        using var edge = Edge(new ScriptedStreet().Still(2).Approaching("AE123B").Still(3));
        await edge.StartAsync(CancellationToken.None);
        await Eventually.Become(() => edge.Outbox.State is { Acknowledged: 1, Depth: 0 });

        var passage = MessageReader.ReadPassage(_central.Of(MessageKind.Passage)[0].Payload).Message!;
        Assert.That((passage.Plate!.Text, passage.SeenFrom, passage.Clock.Source, passage.Models), Is.EqualTo(("AE123B", ScriptedStreet.Start + Duration.FromSeconds(2), "demo", new ModelVersions("scripted", "scripted"))));
        Assert.That(passage.Evidence.Select(e => e.Kind), Is.EqualTo(new[] { EvidenceKind.Overview, EvidenceKind.Plate, EvidenceKind.Context }));
        Assert.That(_central.Of(MessageKind.Evidence), Is.Empty, "pictures stay until asked for");

        await _central.Command(new SendEvidence(passage.Id, []));
        await Eventually.Become(() => _central.Of(MessageKind.Evidence).Count == 3);
        Assert.That(_central.Of(MessageKind.Evidence).Select(e => Signing.Hash(e.Payload)), Is.EquivalentTo(passage.Evidence.Select(e => e.Sha256)));
        using var overview = Cv2.ImDecode(_central.Of(MessageKind.Evidence).Single(e => Signing.Hash(e.Payload) == passage.Evidence[0].Sha256).Payload, ImreadModes.Color);
        Assert.That((overview.Width, overview.Height), Is.EqualTo((640, 480)));

        await edge.StopAsync(CancellationToken.None);
        Assert.That(_logs.Lines, Is.Not.Empty.And.None.Contains("AE123B"));
    }

    [Test]
    public async Task It_reports_every_ten_seconds_signed_with_what_the_loop_counted()
    {
        using var edge = Edge(new ScriptedStreet().Still(2).Approaching("AE123B").Still(3));
        await edge.StartAsync(CancellationToken.None);
        await edge.SourceEnded;
        await Eventually.Become(() => edge.Delivery.IsConnected && edge.Outbox.State.Depth == 0);

        await Eventually.Become(() =>
        {
            if (_central.Of(MessageKind.Health).Count >= 2)
                return true;
            _time.Advance(TimeSpan.FromSeconds(10));
            return false;
        });

        await edge.StopAsync(CancellationToken.None);
        var last = _central.Of(MessageKind.Health)[^1];
        var health = MessageReader.ReadHealth(last.Payload).Message!;
        Assert.That(_folder.Keys.HasSigned(last.Payload, last.Properties["sig"]));
        Assert.That((health.UsableReads, health.PlatesSeen, health.OutboxDepth), Is.EqualTo((1L, 1L, 0L)));
    }

    [Test]
    public async Task Asked_to_stop_it_records_the_vehicle_that_is_still_in_view()
    {
        using var reached = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var street = new ScriptedStreet
        {
            Shown = frame =>
            {
                if (frame != 16)
                    return;
                reached.Set();
                goOn.Wait(Eventually.Patience);
            },
        };
        using var edge = Edge(street.Still(2).Approaching("AE123B").Approaching("AI456D"));
        await edge.StartAsync(CancellationToken.None);
        await Eventually.Become(() => reached.IsSet);

        var clock = Stopwatch.StartNew();
        var stopping = edge.StopAsync(CancellationToken.None);
        goOn.Set();
        await stopping;

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That((edge.Outbox.State.Last, edge.SourceEnded.IsCompletedSuccessfully), Is.EqualTo((1L, true)));
        edge.Dispose();
        using var outbox = _folder.OpenOutbox();
        var waiting = outbox.Take(outbox.State.Chain, 0, 10);
        Assert.That(waiting.Count + outbox.State.Acknowledged, Is.EqualTo(1), "delivered already, or waiting on the disk");
    }

    [Test]
    public async Task Two_cameras_in_one_process_share_nothing()
    {
        using var other = new EdgeFolder();
        _central.WritePublicKey(Path.Combine(other.Root, "central.pem"));
        using var north = Edge(new ScriptedStreet().Still(1).Approaching("AE123B").Still(3));
        using var south = Edge(new ScriptedStreet().Still(1).Approaching("AI456D").Still(3), other, "brink-zuid");
        await north.StartAsync(CancellationToken.None);
        await south.StartAsync(CancellationToken.None);
        await Eventually.Become(() => _central.Of(MessageKind.Passage).Count >= 2);
        await north.StopAsync(CancellationToken.None);
        await south.StopAsync(CancellationToken.None);

        var passages = _central.Of(MessageKind.Passage).Select(p => MessageReader.ReadPassage(p.Payload).Message!).DistinctBy(p => p.Id).ToList();
        Assert.That(passages.Select(p => (p.Camera, p.Seq, p.Plate!.Text)), Is.EquivalentTo(new[] { ("brink-noord", 1L, "AE123B"), ("brink-zuid", 1L, "AI456D") }));
        Assert.That(passages.Select(p => p.Chain), Is.Unique);
        Assert.That(_central.Of(MessageKind.Passage).Select(p => p.Properties["key"]).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_source_that_fails_is_said_and_what_was_recorded_still_leaves()
    {
        using (var outbox = _folder.OpenOutbox())
            outbox.Append(EdgeFolder.Draft());
        using var edge = Edge(new BrokenSource());
        await edge.StartAsync(CancellationToken.None);

        await Eventually.Become(() => edge.Outbox.State.Acknowledged == 1 && edge.SourceEnded.IsFaulted);

        Assert.That(edge.SourceEnded.Exception?.InnerException, Is.InstanceOf<SourceException>());
        Assert.That(_logs.Lines, Has.Some.Contains("no frames: the camera was painted over"));
        await edge.StopAsync(CancellationToken.None);
    }

    [Test]
    public void A_data_folder_that_cannot_be_used_is_refused_before_anything_runs()
    {
        File.WriteAllText(_folder.Data, "a file where the folder should be");

        var refusal = Assert.Throws<EdgeConfigException>(() => Edge(new ScriptedStreet()).Dispose())!;

        Assert.That(refusal.Message, Does.StartWith("data: ").And.Contains("expected a folder that can be written").And.Not.Contains("\n"));
    }

    private EdgeService Edge(IFrameSource source, EdgeFolder? folder = null, string camera = "brink-noord")
    {
        folder ??= _folder;
        var options = new EdgeOptions
        {
            Site = EdgeFolder.Camera.Site,
            Camera = CameraId.Parse(camera),
            Source = source.Name,
            Broker = new BrokerOptions("127.0.0.1", _broker.Port),
            KeyFile = folder.KeyFile,
            CentralKeyFile = Path.Combine(folder.Root, "central.pem"),
            Data = folder.Data,
            Evidence = new EvidenceLimits { KeepFreeMegabytes = 0 },
            ConfigHash = new string('c', 64),
        };
        var scripted = source as ScriptedStreet ?? new ScriptedStreet();
        var search = new PlateSearch(scripted, scripted, ScriptedStreet.Threshold);
        return EdgeComposition.Create(options, new EdgeParts(source, search, folder.Clock, _time, new DemoClockState(), _logs));
    }

    private sealed class BrokenSource : IFrameSource
    {
        public string Name => "broken";

        public SourceTraits Traits => SourceTraits.Street;

        public async IAsyncEnumerable<Frame> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            await Task.Yield();
            throw new SourceException("the camera was painted over");
#pragma warning disable CS0162 // Makes this an iterator.
            yield break;
#pragma warning restore CS0162
        }
    }
}
