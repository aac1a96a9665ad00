using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>
/// The Receive Maximum (MQTT 5, 4.9), kept by who receives: nothing more is read from the connection while so many messages wait for their
/// PUBACK. Mosquitto 2.0.11 keeps it only until then: each PUBACK for the oldest message brings as many again, so that memory here grew with
/// what waited there. While nothing is read the keep-alive may end the connection; what was not acknowledged comes again then.
/// </summary>
internal sealed class FlowControl(IMqttChannelAdapter inner, int receiveMaximum) : IMqttChannelAdapter
{
    private readonly Lock _lock = new();
    private int _underWay;
    private TaskCompletionSource? _room;

    public long BytesReceived => inner.BytesReceived;

    public long BytesSent => inner.BytesSent;

    public X509Certificate2 ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => inner.PacketFormatterAdapter;

    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    public void ResetStatistics() => inner.ResetStatistics();

    public void Dispose() => inner.Dispose();

    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        await Room().WaitAsync(cancellationToken);
        var packet = await inner.ReceivePacketAsync(cancellationToken);
        if (packet is MqttPublishPacket { QualityOfServiceLevel: not MqttQualityOfServiceLevel.AtMostOnce })
            Count(1);
        return packet;
    }

    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        await inner.SendPacketAsync(packet, cancellationToken);
        if (packet is MqttPubAckPacket)
            Count(-1);
    }

    private Task Room()
    {
        lock (_lock)
            return _room?.Task ?? Task.CompletedTask;
    }

    private void Count(int change)
    {
        TaskCompletionSource? opened = null;
        lock (_lock)
        {
            _underWay += change;
            if (_underWay >= receiveMaximum)
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            else
                (opened, _room) = (_room, null);
        }

        opened?.TrySetResult();
    }
}

/// <summary>Makes the connections of one session, each with a flow control of its own.</summary>
internal sealed class FlowControlFactory(int receiveMaximum) : IMqttClientAdapterFactory
{
    private readonly MqttClientAdapterFactory _inner = new();

    public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger) =>
        new FlowControl(_inner.CreateClientAdapter(options, packetInspector, logger), receiveMaximum);
}
