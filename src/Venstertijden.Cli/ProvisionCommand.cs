using System.CommandLine;
using NodaTime.Extensions;
using Venstertijden.Central;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Cli;

/// <summary><c>vth provision camera SITE/CAMERA --public-key PEM --config FILE</c>: enrols a camera.</summary>
public static class ProvisionCommand
{
    public static Command Create() => new("provision", "Enrol cameras, and take another key of central into use.") { Camera(), Key() };

    private static Command Camera()
    {
        var name = new Argument<string>("SITE/CAMERA") { Description = "Such as assen/brink-noord." };
        var key = new Option<string>("--public-key") { Description = "PEM file with the camera's public key (ECDSA P-256).", Required = true };
        var config = new Option<string>("--config") { Description = "Central's YAML.", Required = true };
        var zone = new Option<string>("--zone") { Description = "Zone of the policy documents.", DefaultValueFactory = _ => "assen-kernwinkelgebied" };
        var place = new Option<string?>("--place") { Description = "Town, as it stands on a sanction." };
        var street = new Option<string?>("--street") { Description = "Street." };
        var display = new Option<string?>("--name") { Description = "Name on screens." };
        var pedestrian = Mode("--pedestrian-mode");
        var zeroEmission = Mode("--zero-emission-mode");
        var command = new Command("camera", "Enrol a camera, or change it; it only counts until its mode is raised and its papers are on file (page /dossier-klaar).")
        {
            name, key, config, zone, place, street, display, pedestrian, zeroEmission,
        };
        command.SetAction((parsed, ct) =>
        {
            var (site, camera) = Parse(parsed.GetValue(name)!);
            var request = new EnrolRequest(camera, ReadKey(parsed.GetValue(key)!))
            {
                Zone = ZoneId.TryParse(parsed.GetValue(zone), out var zoneId) ? zoneId.Text : throw new BadInputException("--zone: expected 1 to 40 of a-z, 0-9 and '-'"),
                Place = parsed.GetValue(place) ?? Capital(site.Value),
                Street = parsed.GetValue(street) ?? "",
                DisplayName = parsed.GetValue(display),
                PedestrianMode = ReadMode("--pedestrian-mode", parsed.GetValue(pedestrian)!),
                ZeroEmissionMode = ReadMode("--zero-emission-mode", parsed.GetValue(zeroEmission)!),
            };
            return Enrol(parsed.GetValue(config)!, site, request, ct);
        });
        return command;
    }

    private static Command Key()
    {
        var config = new Option<string>("--config") { Description = "Central's YAML.", Required = true };
        var command = new Command("key", $"Take the signing key that lies in central's data folder ({CentralKey.KeyFile}) into use on purpose. A removed file is made anew.") { config };
        command.SetAction((parsed, ct) => Rotate(parsed.GetValue(config)!, parsed.InvocationConfiguration.Output, ct));
        return command;
    }

    private static async Task<int> Rotate(string configFile, TextWriter output, CancellationToken ct)
    {
        try
        {
            var options = CentralOptionsReader.ReadFile(configFile);
            var (keyId, isNew) = await CentralComposition.RotateKey(options, new Actor(null, $"vth provision ({Environment.UserName})", "system"), TimeProvider.System.GetCurrentInstant(), ct);
            await output.WriteLineAsync(isNew
                ? $"key {keyId[..12]} signs from now on. Give every other central {CentralKey.KeyFile} and every edge {CentralKey.PublicKeyFile}: until then an edge obeys no command. Keep the public key of before: vth verify --trust wants it for what it signed."
                : $"key {keyId[..12]} is in use already; nothing changed");
            return 0;
        }
        catch (BadConfigException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    private static async Task<int> Enrol(string configFile, SiteId site, EnrolRequest request, CancellationToken ct)
    {
        try
        {
            var options = CentralOptionsReader.ReadFile(configFile);
            var databases = await CentralComposition.OpenData(options, ct);
            await using var db = databases.Open(site);
            var enrolled = await CameraEnrolment.Enrol(db, request, Actor.System("provision"), TimeProvider.System.GetCurrentInstant(), ct);
            await Console.Out.WriteLineAsync($"{site}/{request.Camera} is enrolled with key {enrolled.Camera.KeyId[..12]}...; zone {enrolled.Camera.Zone}.");
            await Console.Out.WriteLineAsync($"Central's public key: {Path.Combine(options.Data, CentralKey.PublicKeyFile)}");
            if (options.Broker.Embedded && enrolled.BrokerPassword is { } password)
                await Console.Out.WriteLineAsync($"Embedded broker, shown once: username {CameraEnrolment.BrokerUser(site, request.Camera)}, password {password}");
            return 0;
        }
        catch (BadConfigException e)
        {
            throw new BadInputException(e.Message, e);
        }
    }

    private static Option<string> Mode(string name) => new(name) { Description = "off, count, warn or fine.", DefaultValueFactory = _ => "count" };

    private static EnforcementMode ReadMode(string option, string text) =>
        Enum.TryParse<EnforcementMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode) && !char.IsDigit(text[0]) ? mode : throw new BadInputException($"{option}: expected off, count, warn or fine");

    private static (SiteId Site, CameraId Camera) Parse(string text) =>
        text.Split('/') is [var s, var c] && SiteId.TryParse(s, out var site) && CameraId.TryParse(c, out var camera)
            ? (site, camera)
            : throw new BadInputException($"'{text}': expected SITE/CAMERA, each 1 to 40 of a-z, 0-9 and '-', such as assen/brink-noord");

    private static byte[] ReadKey(string file)
    {
        string pem;
        try
        {
            pem = File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file}: expected a readable PEM file: {e.Message}", e);
        }

        return CameraEnrolment.ReadPublicKey(pem) ?? throw new BadInputException($"{file}: expected a PEM block PUBLIC KEY with an ECDSA P-256 key");
    }

    private static string Capital(string site) => char.ToUpperInvariant(site[0]) + site[1..];
}
