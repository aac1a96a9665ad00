using System.CommandLine;
using System.Diagnostics;

namespace Venstertijden.Cli;

/// <summary><c>vth publish edge|central --out DIR</c>: a folder that runs on a machine without .NET.</summary>
public static class PublishCommand
{
    private const string Runtime = "linux-x64";

    public static Command Create()
    {
        var what = new Argument<string>("edge|central") { Description = "which service" };
        var folder = new Option<string>("--out") { Description = "folder: empty, or not there yet", HelpName = "DIR", Required = true };
        var command = new Command("publish", "Makes a self-contained folder for Linux (x64): program, runtime, models or pages, configuration, service unit.") { what, folder };
        command.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(what), parsed.GetRequiredValue(folder), ct));
        return command;
    }

    private static async Task<int> Run(string what, string folder, CancellationToken ct)
    {
        if (what is not ("edge" or "central"))
            throw new BadInputException($"{what}: expected edge or central");
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new BadInputException($"--out {folder}: expected an empty folder, or none; nothing is overwritten");
        string root = Repository.Root;
        await Publish(root, folder, ct);
        Configuration(root, what, folder);
        Console.WriteLine($"{folder}: start it with ./vth {what} --config {what}.yaml; {ReadMe} says what to fill in");
        return 0;
    }

    private const string ReadMe = "README.txt";

    private static async Task Publish(string root, string folder, CancellationToken ct)
    {
        string[] arguments =
        [
            "publish", Path.Combine(root, "src", "Venstertijden.Cli", "Venstertijden.Cli.csproj"), "-c", "Release", "-r", Runtime, "--self-contained", "true", "-o", Path.GetFullPath(folder), "-v", "quiet", "-nologo", "-clp:NoSummary",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)) ?? throw new BadInputException("dotnet: expected the SDK on the path");
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new BadInputException($"dotnet publish failed ({process.ExitCode}); the lines above say why. A self-contained folder needs the package of the runtime (Microsoft.NETCore.App.Runtime.{Runtime}) from the package feed");
    }

    private static void Configuration(string root, string what, string folder)
    {
        string source = Path.Combine(root, "firmware-config");
        Directory.CreateDirectory(Path.Combine(folder, "systemd"));
        File.Copy(Path.Combine(source, "systemd", $"vth-{what}.service"), Path.Combine(folder, "systemd", $"vth-{what}.service"));
        Copy(Path.Combine(source, "broker"), Path.Combine(folder, "broker"));
        if (what == "edge")
        {
            Copy(Path.Combine(source, "schema"), Path.Combine(folder, "schema"));
            File.Copy(Directory.EnumerateFiles(Path.Combine(source, "sites"), "camera.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First(), Path.Combine(folder, "edge.yaml"));
        }
        else
        {
            File.WriteAllText(Path.Combine(folder, "central.yaml"), CentralYaml);
        }

        File.WriteAllText(Path.Combine(folder, ReadMe), Text(what));
    }

    private const string CentralYaml =
        """
        # Central on one machine: embedded broker, SQLite. Production: another broker and database, see docs/architecture.md of the project.
        http:
          url: http://127.0.0.1:8080
        broker:
          embedded: true
          port: 1883
        database:
          provider: sqlite
        data: data

        """;

    private static string Text(string what) =>
        $"""
        VenstertijdenHandhaving, {what}, for Linux x64. Needs no .NET on the machine.
        Debian packages that it links to: libgtk-3-0 libicu72{(what == "edge" ? " ffmpeg tesseract-ocr-eng" : "")}

          ./vth {what} --config {what}.yaml

        Fill in {what}.yaml first: every key is explained in it. systemd/ holds the service unit, broker/ the rights at the broker.
        {(what == "central" ? CentralSteps : EdgeSteps)}
        Is it up? {(what == "central" ? "GET http://127.0.0.1:8080/health/ready answers 'ready'." : "The camera's tile in central turns green within a minute.")}

        """;

    private const string CentralSteps =
        """
        Keys and database lie in the folder that 'data' names, made at the first start: back them up with ./vth backup --config central.yaml FILE.
        A camera is let in with ./vth provision camera SITE/CAMERA --public-key PEM --config central.yaml, which also shows its password at the embedded broker.

        """;

    private const string EdgeSteps =
        """
        Start it once: it makes its keys where keyFile says. Then, on central's machine:
          ./vth provision camera SITE/CAMERA --public-key device.pem.pub.pem --config central.yaml
        Put central-public.pem from central's data folder where centralKeyFile says, and the broker's password where broker.passwordFile says.

        """;

    private static void Copy(string from, string to)
    {
        if (!Directory.Exists(from))
            return;
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
