using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Mail;

namespace Venstertijden.Central.Tests;

public class CentralOptionsReaderTests
{
    private const string Good = """
        http:
          url: http://127.0.0.1:8081
        broker:
          host: mqtt.example
          port: 8883
          tls: true
          username: central
          passwordFile: secret.txt
          share: central
        database:
          provider: postgresql
          connection: Host=db
        data: ./central-data
        """;

    [Test]
    public void A_whole_configuration_is_read_and_relative_paths_start_at_its_file()
    {
        var options = CentralOptionsReader.Read(Good, "/etc/vth/central.yaml");
        Assert.That((options.HttpUrl, options.Provider, options.Connection, options.Data), Is.EqualTo(("http://127.0.0.1:8081", DatabaseProvider.Postgresql, (string?)"Host=db", "/etc/vth/central-data")));
        Assert.That(options.Broker, Is.EqualTo(new BrokerOptions { Host = "mqtt.example", Port = 8883, Tls = true, Username = "central", PasswordFile = "/etc/vth/secret.txt", Share = "central" }));
        Assert.That(options.Site.Value, Is.EqualTo("assen"));
    }

    [Test]
    public void The_embedded_broker_needs_no_port_and_SQLite_no_connection()
    {
        var options = CentralOptionsReader.Read("http: {url: 'http://127.0.0.1:1'}\nbroker: {embedded: true}\ndata: /var/lib/vth", "c.yaml");
        Assert.That((options.Broker.Embedded, options.Broker.Port, options.EffectiveConnection), Is.EqualTo((true, 0, "Data Source=/var/lib/vth/central.db")));
    }

    [Test]
    public void The_brake_on_late_truth_is_set_in_the_file_and_brakes_above_the_greater_of_number_and_part()
    {
        var read = CentralOptionsReader.Read(Good + "\nrecheck: { alwaysApplied: 3, appliedPercent: 50 }", "c.yaml").Recheck;
        Assert.That(read, Is.EqualTo(new RecheckOptions { AlwaysApplied = 3, AppliedPercent = 50 }));
        Assert.That((read.Holds(3, 1), read.Holds(4, 1), read.Holds(50, 100), read.Holds(51, 100)), Is.EqualTo((false, true, false, true)));
        var shipped = CentralOptionsReader.Read(Good, "c.yaml").Recheck;
        Assert.That((shipped.Holds(10, 1), shipped.Holds(11, 1), shipped.Holds(20, 100), shipped.Holds(21, 100)), Is.EqualTo((false, true, false, true)));
    }

    [Test]
    public void How_many_refused_messages_are_kept_is_set_in_the_file()
    {
        Assert.That(CentralOptionsReader.Read(Good + "\ndeadLetters: { mostKept: 200 }", "c.yaml").DeadLetters.MostKept, Is.EqualTo(200));
        Assert.That(CentralOptionsReader.Read(Good, "c.yaml").DeadLetters.MostKept, Is.EqualTo(5_000));
    }

    [Test]
    public void Mail_goes_to_a_server_over_a_closed_line_or_lies_in_a_folder()
    {
        var mail = CentralOptionsReader.Read(Good + "\nmail: { from: a@assen.example, link: 'https://vth.example', smtp: { host: mail.example } }", "c.yaml").Mail;
        Assert.That((mail.From, mail.Link, mail.Smtp), Is.EqualTo(("a@assen.example", "https://vth.example", new SmtpAddress("mail.example"))));
        Assert.That(CentralOptionsReader.Read(Good, "c.yaml").Mail, Is.EqualTo(new MailOptions()));
    }

    [Test]
    public void The_way_to_the_register_itself_is_closed_until_the_file_opens_it()
    {
        Assert.That(CentralOptionsReader.Read(Good, "c.yaml").Rdw, Is.Null);
        var rdw = CentralOptionsReader.Read(Good + "\nrdw: { address: 'https://rdw.example', tokenFile: token, timeoutSeconds: 5 }", "/etc/vth/c.yaml").Rdw!;
        Assert.That((rdw.Address.AbsoluteUri, rdw.TokenFile, rdw.Timeout), Is.EqualTo(("https://rdw.example/", "/etc/vth/token", TimeSpan.FromSeconds(5))));
    }

    [TestCase("data: ./central-data", "data: x\nmail: { from: niemand }", "c.yaml:14: mail.from: expected one e-mail address, the sender's")]
    [TestCase("data: ./central-data", "data: x\nmail: { from: a@b.example, folder: f, smtp: { host: h } }", "c.yaml:14: mail: expected folder or smtp, one of them")]
    [TestCase("data: ./central-data", "data: x\nmail: { from: a@b.example, smtp: { host: mail.example, security: none } }", "c.yaml:14: mail.smtp.security: expected starttls or tls; none for host 127.0.0.1 only")]
    [TestCase("data: ./central-data", "data: x\nmail: { from: a@b.example, smtp: { host: h, username: u } }", "c.yaml:14: mail.smtp.passwordFile: expected username and passwordFile together, or neither")]
    [TestCase("data: ./central-data", "data: x\nrdw: { address: rdw.example }", "c.yaml:14: rdw.address: expected an address such as https://opendata.rdw.nl")]
    [TestCase("data: ./central-data", "data: x\ndeadLetters: { mostKept: 10 }", "c.yaml:14: deadLetters.mostKept: expected a number from 100 to 1000000")]
    [TestCase("data: ./central-data", "data: x\nrecheck: { appliedPercent: 101 }", "c.yaml:14: recheck.appliedPercent: expected a number from 0 to 100")]
    [TestCase("data: ./central-data", "data: x\nrecheck: { share: 1 }", "c.yaml:14: recheck.share: expected one of alwaysApplied, appliedPercent")]
    [TestCase("port: 8883", "port: 99999", "c.yaml:5: broker.port: expected a number from 1 to 65535")]
    [TestCase("port: 8883", "port: often", "c.yaml:5: broker.port: expected a number from 1 to 65535")]
    [TestCase("provider: postgresql", "provider: oracle", "c.yaml:11: database.provider: expected sqlite, postgresql or sqlserver")]
    [TestCase("  connection: Host=db\n", "", "c.yaml:11: database.connection: expected a connection string")]
    [TestCase("url: http://127.0.0.1:8081", "url: 8081", "c.yaml:2: http.url: expected an address such as http://127.0.0.1:8080")]
    [TestCase("url: http://127.0.0.1:8081", "url: http://127.0.0.1:8081\n  proxies: [10.0.0.5, somewhere]", "c.yaml:3: http.proxies: expected addresses or networks such as [10.0.0.5, 10.0.1.0/24], found 'somewhere'")]
    [TestCase("url: http://127.0.0.1:8081", "url: http://127.0.0.1:8081\n  proxies: [0.0.0.0/0]", "c.yaml:3: http.proxies: expected addresses or networks such as [10.0.0.5, 10.0.1.0/24], found '0.0.0.0/0'")]
    [TestCase("url: http://127.0.0.1:8081", "url: http://127.0.0.1:8081\n  proxies: 10.0.0.5", "c.yaml:3: http.proxies: expected a list")]
    [TestCase("tls: true", "tls: maybe", "c.yaml:6: broker.tls: expected true or false")]
    [TestCase("share: central", "shared: central", "c.yaml:9: broker.shared: expected one of embedded, host, port, tls, username, passwordFile, share, clientId")]
    [TestCase("data: ./central-data", "", "c.yaml:1: data: expected a folder")]
    [TestCase("  host: mqtt.example\n", "", "c.yaml:4: broker.host: expected a host, or embedded: true")]
    [TestCase("data: ./central-data", "data: x\nsite: Assen", "c.yaml:14: site: expected 1 to 40 of a-z, 0-9 and '-'")]
    public void A_mistake_is_one_line_with_file_line_key_and_what_was_expected(string old, string changed, string expected) =>
        Assert.That(() => CentralOptionsReader.Read(Good.Replace(old, changed, StringComparison.Ordinal), "c.yaml"), Throws.TypeOf<BadConfigException>().With.Message.EqualTo(expected));

    [TestCase("", "c.yaml:1: expected keys http, broker, database and data")]
    [TestCase("- a", "c.yaml:1: expected keys http, broker, database and data")]
    [TestCase("http: [", "c.yaml:2: expected YAML")]
    public void What_is_no_configuration_says_so(string yaml, string expected) =>
        Assert.That(() => CentralOptionsReader.Read(yaml, "c.yaml"), Throws.TypeOf<BadConfigException>().With.Message.StartsWith(expected));

    [Test]
    public void A_missing_file_says_which() =>
        Assert.That(() => CentralOptionsReader.ReadFile("/nowhere/c.yaml"), Throws.TypeOf<BadConfigException>().With.Message.StartsWith("/nowhere/c.yaml: expected a readable file"));
}
