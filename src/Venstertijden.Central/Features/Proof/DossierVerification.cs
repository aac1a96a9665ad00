using System.IO.Compression;
using System.Text.Json;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Checks a dossier with nothing but the dossier, and the keys that the reader trusts.</summary>
public static class DossierVerification
{
    private const int MostFiles = 5_000;
    private const long MostBytes = 512L * 1024 * 1024;

    /// <param name="stream">The zip.</param>
    /// <param name="trust">Keys that the reader trusts; null takes the dossier's own, and says so.</param>
    /// <exception cref="InvalidDataException">It is no zip, or none that a dossier could be.</exception>
    public static ProofReport Run(Stream stream, KeyRing? trust)
    {
        var report = new ProofReport();
        var files = Read(stream, report);
        if (!files.TryGetValue(DossierFiles.Manifest, out byte[]? manifestBytes))
            throw new InvalidDataException($"{DossierFiles.Manifest} is not in it: expected a dossier as 'Dossier' on a case's page makes it");
        using var keys = new KeyRing();
        foreach (var (name, content) in files.Where(f => f.Key.StartsWith("keys/", StringComparison.Ordinal)))
            report.Unless(keys.AddPem(System.Text.Encoding.ASCII.GetString(content)), name, "holds no public key (ECDSA P-256)");
        Guard(report, DossierFiles.Manifest, () => Manifest(manifestBytes, files, keys, trust, report));
        Guard(report, "content", () => new DossierContent(files, keys, report).Run());
        return report;
    }

    private static Dictionary<string, byte[]> Read(Stream stream, ProofReport report)
    {
        using var zip = Open(stream);
        if (zip.Entries.Count > MostFiles || zip.Entries.Sum(e => e.Length) > MostBytes)
            throw new InvalidDataException($"expected at most {MostFiles} files of {MostBytes / 1024 / 1024} MB together");
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            byte[] content = Content(entry, report);
            report.Unless(files.TryAdd(entry.FullName, content), entry.FullName, "is in it twice");
        }

        return files;
    }

    private static byte[] Content(ZipArchiveEntry entry, ProofReport report)
    {
        try
        {
            using var content = entry.Open();
            using var buffer = new MemoryStream();
            byte[] part = new byte[81_920];
            for (int read; (read = content.Read(part)) > 0;)
            {
                buffer.Write(part, 0, read);
                if (buffer.Length > entry.Length)
                    throw new InvalidDataException("longer than it says");
            }

            return buffer.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            report.Wrong(entry.FullName, "cannot be unpacked: damaged");
            return [];
        }
    }

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            _ = zip.Entries.Count;
            return zip;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            throw new InvalidDataException("expected a zip that can be opened", e);
        }
    }

    private static void Manifest(byte[] bytes, Dictionary<string, byte[]> files, KeyRing keys, KeyRing? trust, ProofReport report)
    {
        var manifest = StoredJson.Read<DossierManifest>(bytes);
        if (manifest.Schema != 1)
            report.Wrong(DossierFiles.Manifest, $"has form {manifest.Schema}; this program knows form 1");
        string? signature = files.TryGetValue(DossierFiles.Signature, out byte[]? sig) && sig is [.., (byte)'\n'] ? System.Text.Encoding.ASCII.GetString(sig[..^1]) : null;
        report.Unless(signature is not null && keys.Verify(manifest.SignedBy, bytes, signature), DossierFiles.Signature, "is not the municipality's signature under the list of files");
        if (trust is null)
            report.Remark($"signed by key {manifest.SignedBy}; whether that is the municipality's was not checked: name its public key with --trust PEM");
        else
            report.Unless(trust.Has(manifest.SignedBy), DossierFiles.Signature, $"signed by key {CheckpointCheck.Short(manifest.SignedBy)}, which is none of the trusted keys");
        var listed = new HashSet<string>([DossierFiles.Manifest, DossierFiles.Signature], StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            listed.Add(file.Name);
            if (!files.TryGetValue(file.Name, out byte[]? content))
                report.Wrong(file.Name, "is missing");
            else
                report.Unless(content.Length == file.Bytes && Signing.Hash(content) == file.Sha256, file.Name, "was changed");
        }

        foreach (string name in files.Keys.Where(n => !listed.Contains(n)))
            report.Wrong(name, "does not belong to the dossier: the signed list does not name it");
        report.Count("files", files.Count);
    }

    internal static void Guard(ProofReport report, string where, Action look)
    {
        try
        {
            look();
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or FormatException or ArgumentException or KeyNotFoundException or InvalidOperationException or OverflowException or NotSupportedException or NullReferenceException)
        {
            report.Wrong(where, $"holds a value that cannot be ({e.GetType().Name})");
        }
    }
}
