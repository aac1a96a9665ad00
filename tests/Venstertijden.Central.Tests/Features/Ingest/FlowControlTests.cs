using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Venstertijden.Central.Features.Ingest;

namespace Venstertijden.Central.Tests.Features.Ingest;

/// <summary>No more is read from a broker than may wait here, whatever the broker would hand over.</summary>
public class FlowControlTests
{
    [Test]
    public async Task Nothing_more_is_read_until_one_is_acknowledged()
    {
        using var flow = new FlowControl(new Flood(), receiveMaximum: 3);
        for (int i = 0; i < 3; i++)
            await flow.ReceivePacketAsync(default);
        var fourth = flow.ReceivePacketAsync(default);
        Assert.That(fourth.IsCompleted, Is.False);
        await flow.SendPacketAsync(new MqttPubAckPacket(), default);
        Assert.That(await fourth, Is.InstanceOf<MqttPublishPacket>());
        Assert.That(flow.ReceivePacketAsync(default).IsCompleted, Is.False);
    }

    [Test]
    public async Task What_needs_no_acknowledgement_does_not_count()
    {
        using var flow = new FlowControl(new Flood(MqttQualityOfServiceLevel.AtMostOnce), receiveMaximum: 1);
        for (int i = 0; i < 5; i++)
            await flow.ReceivePacketAsync(default);
        Assert.That(flow.ReceivePacketAsync(default).IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Who_waits_for_room_can_be_stopped()
    {
        using var flow = new FlowControl(new Flood(), receiveMaximum: 1);
        using var stop = new CancellationTokenSource();
        await flow.ReceivePacketAsync(default);
        var waiting = flow.ReceivePacketAsync(stop.Token);
        await stop.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>A broker that has a message ready at every moment.</summary>
    private sealed class Flood(MqttQualityOfServiceLevel quality = MqttQualityOfServiceLevel.AtLeastOnce) : IMqttChannelAdapter
    {
        public long BytesReceived => 0;

        public long BytesSent => 0;

        public X509Certificate2 ClientCertificate => null!;

        public EndPoint RemoteEndPoint => null!;

        public EndPoint LocalEndPoint => null!;

        public bool IsSecureConnection => false;

        public MqttPacketFormatterAdapter PacketFormatterAdapter => null!;

        public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken) => Task.FromResult<MqttPacket>(new MqttPublishPacket { QualityOfServiceLevel = quality });

        public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken) => Task.CompletedTask;

        public void ResetStatistics()
        {
        }

        public void Dispose()
        {
        }
    }
}
