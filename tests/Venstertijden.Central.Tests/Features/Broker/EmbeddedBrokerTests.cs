using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using Venstertijden.Central.Features.Broker;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Features.Broker;

public class EmbeddedBrokerTests
{
    [Test]
    public async Task A_camera_publishes_its_own_topics_only_and_hears_its_own_commands_only()
    {
        await using var town = await Town.Start();
        var edge = await town.Edge("kerkstraat");
        await town.Edge("markt");
        using var client = await Client(town, $"assen/{edge.Camera}", edge.Password);
        Assert.That(await Publish(client, "venstertijden/v1/assen/kerkstraat/passage"), Is.EqualTo(MqttClientPublishReasonCode.Success));
        Assert.That(await Publish(client, "venstertijden/v1/assen/markt/passage"), Is.EqualTo(MqttClientPublishReasonCode.NotAuthorized));
        Assert.That(await Publish(client, "venstertijden/v1/assen/kerkstraat/command"), Is.EqualTo(MqttClientPublishReasonCode.NotAuthorized));
        foreach (string topic in (string[])["venstertijden/v1/assen/markt/command", "venstertijden/v1/+/+/command", "venstertijden/v1/assen/kerkstraat/passage", "#"])
        {
            var answer = await client.SubscribeAsync(topic);
            Assert.That(answer.Items.Single().ResultCode, Is.EqualTo(MqttClientSubscribeResultCode.NotAuthorized), topic);
        }
    }

    [TestCase("assen/kerkstraat", "wrong")]
    [TestCase("assen/nobody", "")]
    [TestCase("central", "central")]
    [TestCase("", "")]
    public async Task Who_has_no_account_or_a_wrong_password_is_refused(string user, string password)
    {
        await using var town = await Town.Start();
        await town.Edge("kerkstraat");
        Assert.That(async () => (await Client(town, user, password)).Dispose(), Throws.Exception);
    }

    [Test]
    public async Task A_taken_port_is_one_line_with_what_was_expected()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var town = await Town.Start();
        await using var broker = new EmbeddedBroker(town.Databases, port, NullLogger<EmbeddedBroker>.Instance);
        Assert.That(async () => await broker.Start(), Throws.TypeOf<BadConfigException>().With.Message.Contains($"{port}").And.Message.Contains("expected a free port"));
    }

    private static async Task<IMqttClient> Client(Town town, string user, string password)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", town.Get<EmbeddedBroker>().Port).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
            .WithClientId(Guid.NewGuid().ToString("N")).WithCredentials(user, password).Build();
        var answer = await client.ConnectAsync(options);
        if (answer.ResultCode != MqttClientConnectResultCode.Success)
        {
            client.Dispose();
            throw new InvalidOperationException(answer.ResultCode.ToString());
        }

        return client;
    }

    private static async Task<MqttClientPublishReasonCode> Publish(IMqttClient client, string topic) =>
        (await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload("x"u8.ToArray()).WithQualityOfServiceLevel(MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce).Build())).ReasonCode;
}
