using System.Net.Sockets;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>Where the SFTP server is and who we are there.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Username">The account.</param>
/// <param name="KeyFile">Private key in OpenSSH or PEM form; passwords are not used.</param>
/// <param name="HostKey">SHA-256 fingerprint of the server's key in base64, with or without <c>SHA256:</c> and <c>=</c>: another server gets nothing.</param>
/// <param name="InFolder">Where batches are put.</param>
/// <param name="OutFolder">Where answers lie.</param>
public sealed record SftpAddress(string Host, int Port, string Username, string KeyFile, string HostKey, string InFolder, string OutFolder);

/// <summary>
/// Batches to and answers from an SFTP server. A batch is written under another name and renamed when it is whole, which fails where one lies already. Each call
/// is a connection of its own: there are a few a minute at most.
/// </summary>
public sealed class SftpExport(SftpAddress at) : ICaseExport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Address => $"sftp://{at.Host}:{at.Port}/{at.InFolder.TrimStart('/')}";

    public Task Put(string name, ReadOnlyMemory<byte> content, CancellationToken ct) => Connected(async sftp =>
    {
        string path = $"{at.InFolder}/{name}", part = path + ".part";
        if (await sftp.ExistsAsync($"{at.OutFolder}/{ICaseExport.ReceiptOf(name)}", ct))
            return true;
        if (await sftp.ExistsAsync(path, ct))
        {
            byte[] there = await Fetch(sftp, path, long.MaxValue, ct);
            return content.Span.SequenceEqual(there) ? true : throw new DeliveryException($"{name} lies there already with other content");
        }

        if (await sftp.ExistsAsync(part, ct))
            await sftp.DeleteFileAsync(part, ct);
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await sftp.UploadFileAsync(stream, part, ct);
        if ((await sftp.GetAttributesAsync(part, ct)).Size != content.Length)
            throw new DeliveryException($"{name} did not arrive whole");
        await sftp.RenameFileAsync(part, path, ct);
        return true;
    }, ct);

    public Task<IReadOnlyList<string>> Answers(CancellationToken ct) => Connected<IReadOnlyList<string>>(async sftp =>
    {
        var names = new List<string>();
        await foreach (var file in sftp.ListDirectoryAsync(at.OutFolder, ct))
        {
            if (file.IsRegularFile && file.Name.EndsWith(".xml", StringComparison.Ordinal))
                names.Add(file.Name);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }, ct);

    public Task<byte[]> Read(string name, CancellationToken ct) => Connected(sftp => Fetch(sftp, $"{at.OutFolder}/{name}", ICaseExport.MaxAnswerBytes, ct), ct);

    public Task SetAside(string name, bool takenIn, CancellationToken ct) => Connected(async sftp =>
    {
        string path = $"{at.OutFolder}/{name}", aside = $"{at.OutFolder}/{(takenIn ? "taken-in" : "refused")}";
        if (!await sftp.ExistsAsync(aside, ct))
            await sftp.CreateDirectoryAsync(aside, ct);
        if (!await sftp.ExistsAsync(path, ct))
            return true;
        if (await sftp.ExistsAsync($"{aside}/{name}", ct))
            await sftp.DeleteFileAsync($"{aside}/{name}", ct);
        await sftp.RenameFileAsync(path, $"{aside}/{name}", ct);
        return true;
    }, ct);

    private static async Task<byte[]> Fetch(SftpClient sftp, string path, long most, CancellationToken ct)
    {
        if ((await sftp.GetAttributesAsync(path, ct)).Size > most)
            throw new DeliveryException($"{path} is greater than {most} bytes");
        using var content = new MemoryStream();
        await sftp.DownloadFileAsync(path, content, ct);
        return content.ToArray();
    }

    private async Task<T> Connected<T>(Func<SftpClient, Task<T>> work, CancellationToken ct)
    {
        try
        {
            using var key = new PrivateKeyFile(at.KeyFile);
            using var method = new PrivateKeyAuthenticationMethod(at.Username, key);
            using var sftp = new SftpClient(new Renci.SshNet.ConnectionInfo(at.Host, at.Port, at.Username, method) { Timeout = Patience }) { OperationTimeout = Patience };
            string wanted = Bare(at.HostKey);
            sftp.HostKeyReceived += (_, e) => e.CanTrust = Bare(e.FingerPrintSHA256) == wanted;
            await sftp.ConnectAsync(ct);
            return await work(sftp);
        }
        catch (Exception e) when (e is SshException or SocketException or IOException or UnauthorizedAccessException or ProxyException or ObjectDisposedException)
        {
            throw new DeliveryException($"{e.GetType().Name}: {e.Message}", e);
        }
    }

    private static string Bare(string fingerprint) => fingerprint.Replace("SHA256:", "", StringComparison.Ordinal).TrimEnd('=');
}
