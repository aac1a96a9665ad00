using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Broker;

/// <summary>
/// A broker inside the process, on 127.0.0.1 only. Each camera has an account and publishes and hears its own topics alone; central has
/// an account whose password never leaves the process.
/// </summary>
public sealed partial class EmbeddedBroker(CentralDbs databases, int wantedPort, ILogger<EmbeddedBroker> log) : IAsyncDisposable
{
    public const string CentralUser = "central";

    /// <summary>Kept per sleeping client; more than this is dropped, and the outboxes send it again.</summary>
    private const int MaxPending = 50_000;

    private const string SiteItem = "site";
    private const string CameraItem = "camera";
    private const string CentralItem = "central";

    private static readonly MessageKind[] FromEdges = [MessageKind.Passage, MessageKind.Gap, MessageKind.Health, MessageKind.Status, MessageKind.Evidence];

    private MqttServer? _server;

    public string CentralPassword { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>The port it listens on; known once it started.</summary>
    public int Port { get; private set; }

    /// <exception cref="BadConfigException">The port is taken.</exception>
    public async Task Start()
    {
        Port = wantedPort == 0 ? FreePort() : wantedPort;
        var options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(Port)
            .WithPersistentSessions()
            .WithMaxPendingMessagesPerClient(MaxPending)
            .Build();
        _server = new MqttServerFactory().CreateMqttServer(options);
        _server.ValidatingConnectionAsync += Validate;
        _server.InterceptingPublishAsync += Publish;
        _server.InterceptingSubscriptionAsync += Subscribe;
        try
        {
            await _server.StartAsync();
        }
        catch (SocketException e)
        {
            throw new BadConfigException($"broker.port {Port} on 127.0.0.1 is taken: expected a free port, or 0 for any", e);
        }

        LogListening(log, Port);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        if (_server.IsStarted)
            await _server.StopAsync();
        _server.Dispose();
        _server = null;
    }

    private async Task Validate(ValidatingConnectionEventArgs args)
    {
        if (args.UserName == CentralUser && Same(args.Password, CentralPassword))
        {
            args.SessionItems[CentralItem] = true;
            return;
        }

        if (args.UserName?.Split('/') is [var siteText, var cameraText] && SiteId.TryParse(siteText, out var site) && CameraId.TryParse(cameraText, out var camera))
        {
            await using var db = databases.Open(site);
            string? hash = await db.Cameras.Where(c => c.Camera == camera && c.RevokedAt == null).Select(c => c.BrokerPasswordHash).FirstOrDefaultAsync();
            if (hash is not null && Same(CameraEnrolment.HashOf(args.Password), hash))
            {
                (args.SessionItems[SiteItem], args.SessionItems[CameraItem]) = (site, camera);
                return;
            }
        }

        args.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        LogRefused(log);
    }

    private Task Publish(InterceptingPublishEventArgs args)
    {
        bool may = args.SessionItems.Contains(CentralItem)
            ? Topic.TryParse(args.ApplicationMessage.Topic, out var topic) && topic.Kind is MessageKind.Command or MessageKind.Config
            : IsOwn(args.SessionItems, args.ApplicationMessage.Topic, FromEdges);
        if (!may)
        {
            args.ProcessPublish = false;
            args.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            LogTopicRefused(log);
        }

        return Task.CompletedTask;
    }

    private Task Subscribe(InterceptingSubscriptionEventArgs args)
    {
        bool may = args.SessionItems.Contains(CentralItem) || IsOwn(args.SessionItems, args.TopicFilter.Topic, [MessageKind.Command, MessageKind.Config]);
        if (!may)
        {
            args.ProcessSubscription = false;
            args.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
            LogTopicRefused(log);
        }

        return Task.CompletedTask;
    }

    private static bool IsOwn(System.Collections.IDictionary session, string topicText, MessageKind[] kinds) =>
        Topic.TryParse(topicText, out var topic) && session[SiteItem] is SiteId site && session[CameraItem] is CameraId camera
        && topic.Site == site && topic.Camera == camera && kinds.Contains(topic.Kind);

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    /// <summary>A port of 127.0.0.1 that nobody uses now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LoggerMessage(2101, LogLevel.Information, "Embedded broker listens on 127.0.0.1:{Port}")]
    private static partial void LogListening(ILogger log, int port);

    [LoggerMessage(2102, LogLevel.Warning, "A client was refused by the embedded broker: unknown user or wrong password")]
    private static partial void LogRefused(ILogger log);

    [LoggerMessage(2103, LogLevel.Warning, "A client of the embedded broker asked for a topic that is not its own")]
    private static partial void LogTopicRefused(ILogger log);
}
