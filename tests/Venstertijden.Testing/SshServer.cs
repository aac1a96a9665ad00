using System.Diagnostics;
using System.Net.Sockets;

namespace Venstertijden.Testing;

/// <summary>Debian's OpenSSH as an SFTP server on loopback, with keys of its own, over a folder with <c>in</c> and <c>out</c>.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";
    private readonly Process _process;
    private readonly string _folder;

    private SshServer(Process process, string folder, int port, string hostKey) => (_process, _folder, Port, HostKey) = (process, folder, port, hostKey);

    public int Port { get; }

    /// <summary>Fingerprint: <c>SHA256:...</c>.</summary>
    public string HostKey { get; }

    public static string Username => Environment.UserName;
    public string KeyFile => Path.Combine(_folder, "client");
    public string In => Path.Combine(_folder, "in");
    public string Out => Path.Combine(_folder, "out");

    /// <summary>Null where OpenSSH's server is not installed.</summary>
    public static async Task<SshServer?> Start()
    {
        if (!File.Exists(Program))
            return null;
        string folder = Directory.CreateTempSubdirectory("vth-ssh-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "in"));
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        await Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "host"));
        await Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "client"));
        string hostKey = (await Run("ssh-keygen", "-l", "-f", Path.Combine(folder, "host.pub"))).Split(' ')[1];
        File.Copy(Path.Combine(folder, "client.pub"), Path.Combine(folder, "authorized"));
        // A server of root parts with its rights in this folder, and says no without it.
        if (Environment.IsPrivilegedProcess)
            Directory.CreateDirectory("/run/sshd");
        int port = VthProcess.FreePort();
        await File.WriteAllLinesAsync(Path.Combine(folder, "config"),
        [
            $"Port {port}", "ListenAddress 127.0.0.1", $"HostKey {folder}/host", "PidFile none", $"AuthorizedKeysFile {folder}/authorized", "StrictModes no", "UsePAM no",
            "PasswordAuthentication no", "PermitRootLogin prohibit-password", "Subsystem sftp internal-sftp", "ForceCommand internal-sftp",
        ]);
        var server = new SshServer(Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", Path.Combine(folder, "config")]) { RedirectStandardError = true })!, folder, port, hostKey);
        await Eventually.Become(() => Answers(port));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
