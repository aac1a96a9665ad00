using System.Globalization;
using System.Net;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Register.Live;
using Venstertijden.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Venstertijden.Central;

/// <summary>Reads central's YAML. Every mistake is one line: file, line, key, what was expected.</summary>
public static class CentralOptionsReader
{
    /// <exception cref="BadConfigException">The file cannot be read or holds a mistake.</exception>
    public static CentralOptions ReadFile(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadConfigException($"{path}: expected a readable file with central's configuration (YAML): {e.Message}", e);
        }

        return Read(text, path);
    }

    /// <param name="yaml">Text.</param>
    /// <param name="file">Its name for messages; relative paths in it start at its folder.</param>
    public static CentralOptions Read(string yaml, string file)
    {
        var root = Root(yaml, file);
        root.Only("site", "http", "broker", "database", "data", "policy", "register", "recheck", "deadLetters", "quality", "delivery", "mail", "rdw", "eHerkenning");
        var http = root.Map("http");
        http.Only("url", "metricsToken", "proxies");
        string url = http.Text("url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw http.Bad("url", "expected an address such as http://127.0.0.1:8080");
        string siteText = root.OptionalText("site") ?? "assen";
        if (!SiteId.TryParse(siteText, out var site))
            throw root.Bad("site", "expected 1 to 40 of a-z, 0-9 and '-'");
        var (provider, connection) = Database(root);
        string register = root.OptionalText("register") ?? "sample";
        if (register is not ("sample" or "imported"))
            throw root.Bad("register", "expected sample or imported");
        return new CentralOptions
        {
            Site = site,
            HttpUrl = url,
            MetricsToken = http.OptionalText("metricsToken"),
            Proxies = Proxies(http),
            Broker = Broker(root.Map("broker")),
            Provider = provider,
            Connection = connection,
            Data = root.PathOf("data") ?? throw root.Bad("data", "expected a folder"),
            PolicyFolder = root.PathOf("policy"),
            SampleRegister = register == "sample",
            Recheck = Recheck(root.OptionalMap("recheck")),
            DeadLetters = DeadLetters(root.OptionalMap("deadLetters")),
            Quality = Quality(root.OptionalMap("quality")),
            Delivery = Delivery(root, root.OptionalMap("delivery")),
            Mail = Mail(root, root.OptionalMap("mail")),
            Rdw = Rdw(root.OptionalMap("rdw")),
            BusinessBroker = Business(root.OptionalMap("eHerkenning")),
        };
    }

    private static IReadOnlyList<IPNetwork> Proxies(Node http) =>
    [
        .. http.OptionalTexts("proxies").Select(text =>
            IPAddress.TryParse(text, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0 ? network
            : throw http.Bad("proxies", $"expected addresses or networks such as [10.0.0.5, 10.0.1.0/24], found '{text}'")),
    ];

    private static (DatabaseProvider Provider, string? Connection) Database(Node root)
    {
        if (root.OptionalMap("database") is not { } database)
            return (DatabaseProvider.Sqlite, null);
        database.Only("provider", "connection");
        var provider = database.Text("provider") switch
        {
            "sqlite" => DatabaseProvider.Sqlite,
            "postgresql" => DatabaseProvider.Postgresql,
            "sqlserver" => DatabaseProvider.Sqlserver,
            _ => throw database.Bad("provider", "expected sqlite, postgresql or sqlserver"),
        };
        string? connection = database.OptionalText("connection");
        if (connection is null && provider != DatabaseProvider.Sqlite)
            throw database.Bad("connection", "expected a connection string");
        return (provider, connection);
    }

    private static RecheckOptions Recheck(Node? recheck)
    {
        var otherwise = new RecheckOptions();
        recheck?.Only("alwaysApplied", "appliedPercent");
        return recheck is null ? otherwise : new RecheckOptions
        {
            AlwaysApplied = recheck.Number("alwaysApplied", otherwise.AlwaysApplied, 0, 100_000),
            AppliedPercent = recheck.Number("appliedPercent", otherwise.AppliedPercent, 0, 100),
        };
    }

    private static DeadLetterOptions DeadLetters(Node? letters)
    {
        var otherwise = new DeadLetterOptions();
        letters?.Only("mostKept");
        return letters is null ? otherwise : new DeadLetterOptions { MostKept = letters.Number("mostKept", otherwise.MostKept, 100, 1_000_000) };
    }

    private static Features.Quality.QualityOptions Quality(Node? quality)
    {
        var otherwise = new Features.Quality.QualityOptions();
        quality?.Only("samplePercent", "platePerDay", "cameraPerHour", "townPerHour", "timesBusiest");
        return quality is null ? otherwise : new Features.Quality.QualityOptions
        {
            SamplePercent = quality.Number("samplePercent", otherwise.SamplePercent, 0, 100),
            PlatePerDay = quality.Number("platePerDay", otherwise.PlatePerDay, 1, 1_000),
            CameraPerHour = quality.Number("cameraPerHour", otherwise.CameraPerHour, 1, 100_000),
            TownPerHour = quality.Number("townPerHour", otherwise.TownPerHour, 1, 100_000),
            TimesBusiest = quality.Number("timesBusiest", otherwise.TimesBusiest, 1, 100),
        };
    }

    private static DeliveryOptions? Delivery(Node root, Node? delivery)
    {
        if (delivery is null)
            return null;
        delivery.Only("folder", "sftp");
        var (folder, sftp) = (delivery.PathOf("folder"), delivery.OptionalMap("sftp"));
        if ((folder is null) == (sftp is null))
            throw root.Bad("delivery", "expected folder or sftp, one of them");
        if (sftp is null)
            return new DeliveryOptions(folder, null);
        sftp.Only("host", "port", "username", "keyFile", "hostKey", "in", "out");
        string keyFile = sftp.PathOf("keyFile") ?? throw sftp.Bad("keyFile", "expected a file with a private key");
        if (!File.Exists(keyFile))
            throw sftp.Bad("keyFile", $"expected a file with a private key; {keyFile} is not there");
        return new DeliveryOptions(null, new SftpAddress(
            sftp.Text("host"), sftp.Number("port", 22, 1, 65535), sftp.Text("username"), keyFile, sftp.Text("hostKey"), sftp.OptionalText("in") ?? "in", sftp.OptionalText("out") ?? "out"));
    }

    private static MailOptions Mail(Node root, Node? mail)
    {
        if (mail is null)
            return new MailOptions();
        mail.Only("from", "link", "folder", "smtp");
        var (folder, smtp) = (mail.PathOf("folder"), mail.OptionalMap("smtp"));
        if (folder is not null && smtp is not null)
            throw root.Bad("mail", "expected folder or smtp, one of them");
        string from = mail.Text("from");
        if (!MailMessages.IsAddress(from))
            throw mail.Bad("from", "expected one e-mail address, the sender's");
        string? link = mail.OptionalText("link");
        if (link is not null && !(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            throw mail.Bad("link", "expected an address such as https://venstertijden.gemeente.example");
        return new MailOptions { From = from, Link = link, Folder = folder, Smtp = smtp is null ? null : Smtp(smtp) };
    }

    private static SmtpAddress Smtp(Node smtp)
    {
        smtp.Only("host", "port", "security", "username", "passwordFile", "trustFile");
        var security = smtp.OptionalText("security") switch
        {
            null or "starttls" => SmtpSecurity.StartTls,
            "tls" => SmtpSecurity.Tls,
            "none" when smtp.Text("host") is "127.0.0.1" or "localhost" => SmtpSecurity.None,
            _ => throw smtp.Bad("security", "expected starttls or tls; none for host 127.0.0.1 only"),
        };
        var (username, password, trust) = (smtp.OptionalText("username"), smtp.PathOf("passwordFile"), smtp.PathOf("trustFile"));
        if ((username is null) != (password is null))
            throw smtp.Bad("passwordFile", "expected username and passwordFile together, or neither");
        foreach (var (key, file) in new[] { ("passwordFile", password), ("trustFile", trust) })
            if (file is not null && !File.Exists(file))
                throw smtp.Bad(key, $"expected a file; {file} is not there");
        return new SmtpAddress(smtp.Text("host"), smtp.Number("port", security == SmtpSecurity.Tls ? 465 : 587, 1, 65535), security, username, password, trust);
    }

    private static LiveOptions? Rdw(Node? rdw)
    {
        if (rdw is null)
            return null;
        rdw.Only("address", "tokenFile", "timeoutSeconds");
        if (!Uri.TryCreate(rdw.Text("address"), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw rdw.Bad("address", "expected an address such as https://opendata.rdw.nl");
        return new LiveOptions(address, rdw.PathOf("tokenFile")) { Timeout = TimeSpan.FromSeconds(rdw.Number("timeoutSeconds", 10, 1, 60)) };
    }

    private static BusinessBroker? Business(Node? broker)
    {
        if (broker is null)
            return null;
        broker.Only("authority", "clientId", "clientSecretFile", "kvkClaim", "levels");
        if (!Uri.TryCreate(broker.Text("authority"), UriKind.Absolute, out var authority) || !(authority.Scheme == "https" || (authority.Scheme == "http" && authority.IsLoopback)))
            throw broker.Bad("authority", "expected an address over https (http on loopback only)");
        var read = new BusinessBroker(authority, broker.Text("clientId"), broker.PathOf("clientSecretFile") ?? throw broker.Bad("clientSecretFile", "expected a file that holds the secret"));
        return read with { KvkClaim = broker.OptionalText("kvkClaim") ?? read.KvkClaim, Levels = broker.OptionalText("levels") ?? "" };
    }

    private static BrokerOptions Broker(Node broker)
    {
        broker.Only("embedded", "host", "port", "tls", "username", "passwordFile", "share", "clientId");
        bool embedded = broker.Flag("embedded");
        string? host = broker.OptionalText("host");
        if (!embedded && host is null)
            throw broker.Bad("host", "expected a host, or embedded: true");
        if (embedded && host is not (null or "127.0.0.1" or "localhost"))
            throw broker.Bad("host", "expected none beside embedded: true (the embedded broker listens on 127.0.0.1 only)");
        int port = broker.Number("port", embedded ? 0 : 1883, embedded ? 0 : 1, 65535);
        return new BrokerOptions
        {
            Embedded = embedded,
            Host = host ?? "127.0.0.1",
            Port = port,
            Tls = broker.Flag("tls"),
            Username = broker.OptionalText("username"),
            PasswordFile = broker.PathOf("passwordFile"),
            Share = broker.OptionalText("share"),
            ClientId = broker.OptionalText("clientId"),
        };
    }

    private static Node Root(string yaml, string file)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException e)
        {
            throw new BadConfigException($"{file}:{e.Start.Line}: expected YAML: {e.InnerException?.Message ?? e.Message}", e);
        }

        return stream.Documents is [{ RootNode: YamlMappingNode map }] ? new Node(file, "", map) : throw new BadConfigException($"{file}:1: expected keys http, broker, database and data");
    }

    private sealed class Node(string file, string path, YamlMappingNode map)
    {
        public void Only(params string[] keys)
        {
            foreach (var (key, _) in map.Children)
            {
                if (key is not YamlScalarNode { Value: { } name } || !keys.Contains(name))
                    throw new BadConfigException($"{file}:{key.Start.Line}: {Full(key.ToString())}: expected one of {string.Join(", ", keys)}");
            }
        }

        public Node Map(string key) => OptionalMap(key) ?? throw Bad(key, "expected keys under it");

        public Node? OptionalMap(string key) => Find(key) switch
        {
            null => null,
            YamlMappingNode found => new Node(file, Full(key), found),
            _ => throw Bad(key, "expected keys under it"),
        };

        public string Text(string key) => OptionalText(key) ?? throw Bad(key, "expected a value");

        public string? OptionalText(string key) => Find(key) switch
        {
            null => null,
            YamlScalarNode { Value: { Length: > 0 } value } => value,
            _ => throw Bad(key, "expected a value"),
        };

        public IReadOnlyList<string> OptionalTexts(string key) => Find(key) switch
        {
            null => [],
            YamlSequenceNode found when found.Children.All(c => c is YamlScalarNode { Value.Length: > 0 }) => [.. found.Children.Select(c => ((YamlScalarNode)c).Value!)],
            _ => throw Bad(key, "expected a list"),
        };

        public string? PathOf(string key) =>
            OptionalText(key) is { } value ? System.IO.Path.GetFullPath(value, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file)) ?? ".") : null;

        public bool Flag(string key) => OptionalText(key) switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw Bad(key, "expected true or false"),
        };

        public int Number(string key, int otherwise, int least, int most)
        {
            if (OptionalText(key) is not { } text)
                return otherwise;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
                ? value
                : throw Bad(key, $"expected a number from {least} to {most}");
        }

        public BadConfigException Bad(string key, string expected) => new($"{file}:{(Find(key) ?? map).Start.Line}: {Full(key)}: {expected}");

        private YamlNode? Find(string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

        private string Full(string key) => path.Length == 0 ? key : $"{path}.{key}";
    }
}
