using System.Globalization;
using OpenCvSharp;
using Venstertijden.Contracts;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Tracking;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Venstertijden.Edge;

/// <summary>Reads <c>camera.yaml</c>. Every fault names file, line, key and what was expected; unknown keys are faults, so that a typing error is no default.</summary>
public static class EdgeOptionsReader
{
    /// <summary>Reads and checks a file. Relative paths in it count from its own folder.</summary>
    /// <exception cref="EdgeConfigException">All faults, one line.</exception>
    public static EdgeOptions ReadFile(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeConfigException($"{path}: cannot be read ({e.Message.TrimEnd('.')}); expected a camera configuration in YAML", e);
        }

        return Read(text, path, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads and checks a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="folder">What relative paths count from.</param>
    public static EdgeOptions Read(string text, string file, string folder)
    {
        var root = new Section(file, Parse(text, file), "");
        string PathOf(string value) => Path.GetFullPath(value, folder);
        var broker = root.Child("broker");
        var evidence = root.OptionalChild("evidence");
        var defaults = new EvidenceLimits();
        var site = root.Text("site", "1 to 40 of a-z, 0-9 and '-', such as assen", t => SiteId.TryParse(t, out _));
        var camera = root.Text("camera", "1 to 40 of a-z, 0-9 and '-', such as brink-noord", t => CameraId.TryParse(t, out _));
        string source = root.Text("source", "an rtsp:// address, a video file or a folder of pictures");
        string keyFile = root.Text("keyFile", "path of the device key (PEM)");
        string? centralKey = root.OptionalText("centralKeyFile", "path of central's public key (PEM)");
        string data = root.Text("data", "a folder for outbox and pictures");
        bool tls = broker.Flag("tls");
        var options = new BrokerOptions(
            broker.Text("host", "name or address of the broker"),
            broker.Whole("port", tls ? 8883 : 1883, 1, 65535),
            tls,
            broker.OptionalText("username", "a name"),
            broker.OptionalText("passwordFile", "path of a file with the password") is { } password ? PathOf(password) : null);
        var limits = new EvidenceLimits
        {
            MaxAgeDays = evidence?.Whole("maxAgeDays", defaults.MaxAgeDays, 1, 60) ?? defaults.MaxAgeDays,
            MaxGigabytes = evidence?.Number("maxGigabytes", defaults.MaxGigabytes, 0.001, 10_000) ?? defaults.MaxGigabytes,
            KeepFreeMegabytes = evidence?.Whole("keepFreeMegabytes", defaults.KeepFreeMegabytes, 0, 1_000_000) ?? defaults.KeepFreeMegabytes,
        };
        IReadOnlyList<IReadOnlyList<Point2d>> signs = evidence?.Areas("signs") ?? [];
        var reading = root.OptionalChild("reading");
        var (readingOptions, tracking) = (new ReadingOptions(), new TrackingOptions());
        if (reading is not null)
        {
            readingOptions = readingOptions with
            {
                SecondReader = reading.Choice("secondReader", "tesseract", "none") is not "none",
                Tiles = reading.Flag("tiles"),
                Areas = new WatchedAreas { Include = reading.Areas("include"), Exclude = reading.Areas("exclude") },
            };
            tracking = tracking with { LeastAgreeing = reading.Whole("agreeing", tracking.LeastAgreeing, 2, 20), WithoutPlate = reading.Flag("withoutPlate") };
        }

        broker.RefuseUnknown();
        reading?.RefuseUnknown();
        evidence?.RefuseUnknown();
        root.RefuseUnknown();
        root.ThrowFaults();
        return new EdgeOptions
        {
            Site = SiteId.Parse(site),
            Camera = CameraId.Parse(camera),
            Source = source.Contains("://", StringComparison.Ordinal) ? source : PathOf(source),
            Broker = options,
            KeyFile = PathOf(keyFile),
            CentralKeyFile = centralKey is null ? Path.Combine(Path.GetDirectoryName(PathOf(keyFile))!, "central-public.pem") : PathOf(centralKey),
            Data = PathOf(data),
            Evidence = limits,
            SignAreas = signs,
            Reading = readingOptions,
            Tracking = tracking,
            ConfigHash = Signing.Hash(System.Text.Encoding.UTF8.GetBytes(text)),
        };
    }

    private static YamlMappingNode Parse(string text, string file)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new EdgeConfigException($"{file}: expected one YAML document with keys such as site, camera, source, broker, keyFile, data");
        }
        catch (YamlException e)
        {
            throw new EdgeConfigException($"{file}, line {e.Start.Line}: not YAML ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); expected lines 'key: value'", e);
        }
    }

    /// <summary>One mapping of the file: hands out values, remembers what was asked for, gathers faults.</summary>
    private sealed class Section(string file, YamlMappingNode node, string prefix, List<string>? faults = null)
    {
        private readonly List<string> _faults = faults ?? [];
        private readonly HashSet<string> _known = [];

        internal string Text(string key, string expected, Func<string, bool>? isGood = null) => Read(key, expected, isGood, required: true) ?? "";

        internal string? OptionalText(string key, string expected) => Read(key, expected, null, required: false);

        internal bool Flag(string key) => Read(key, "true or false", t => t is "true" or "false", required: false) == "true";

        internal string? Choice(string key, params string[] words) => Read(key, string.Join(" or ", words), words.Contains, required: false);

        /// <summary>Areas of the picture; empty when left out.</summary>
        internal IReadOnlyList<Point2d>[] Areas(string key)
        {
            _known.Add(key);
            if (!Has(key))
                return [];
            if (AreasYaml.Read(node.Children[Key(key)]) is { } areas)
                return areas;
            Fault(key, AreasYaml.Expected);
            return [];
        }

        internal int Whole(string key, int preset, int from, int to) =>
            Read(key, $"a whole number from {from} to {to}", t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n >= from && n <= to, required: false) is { } text
                ? int.Parse(text, CultureInfo.InvariantCulture)
                : preset;

        internal double Number(string key, double preset, double from, double to) =>
            Read(key, $"a number from {from.ToString(CultureInfo.InvariantCulture)} to {to.ToString(CultureInfo.InvariantCulture)}",
                t => double.TryParse(t, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double n) && n >= from && n <= to, required: false) is { } text
                ? double.Parse(text, CultureInfo.InvariantCulture)
                : preset;

        internal Section Child(string key)
        {
            var child = OptionalChild(key);
            if (child is not null)
                return child;
            if (!Has(key))
                _faults.Add($"{prefix}{key}: missing; expected a mapping");
            return new Section(file, [], $"{prefix}{key}.", []);
        }

        internal Section? OptionalChild(string key)
        {
            _known.Add(key);
            if (!Has(key))
                return null;
            if (node.Children[Key(key)] is YamlMappingNode mapping)
                return new Section(file, mapping, $"{prefix}{key}.", _faults);
            Fault(key, "a mapping");
            return null;
        }

        internal void RefuseUnknown()
        {
            foreach (var key in node.Children.Keys.OfType<YamlScalarNode>().Where(k => !_known.Contains(k.Value ?? "")))
                _faults.Add($"line {key.Start.Line}: {prefix}{key.Value}: unknown; expected one of {string.Join(", ", _known)}");
        }

        internal void ThrowFaults()
        {
            if (_faults.Count > 0)
                throw new EdgeConfigException($"{file}: {string.Join("; ", _faults)}");
        }

        // The value itself stays out of the message: it may be an address with a password.
        private string? Read(string key, string expected, Func<string, bool>? isGood, bool required)
        {
            _known.Add(key);
            if (!Has(key))
            {
                if (required)
                    _faults.Add($"{prefix}{key}: missing; expected {expected}");
                return null;
            }

            if (node.Children[Key(key)] is YamlScalarNode { Value: { Length: > 0 } value } && (isGood is null || isGood(value)))
                return value;
            Fault(key, expected);
            return null;
        }

        private void Fault(string key, string expected) => _faults.Add($"line {node.Children[Key(key)].Start.Line}: {prefix}{key}: expected {expected}");

        private bool Has(string key) => node.Children.ContainsKey(Key(key));

        private static YamlScalarNode Key(string key) => new(key);
    }
}
