using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Names of a dossier's files, and the forms of its lists.</summary>
public static class DossierFiles
{
    public const string ReadMe = "LEESMIJ.txt";
    public const string Manifest = "manifest.json";
    public const string Signature = "manifest.sig";
    public const string Case = "case.json";
    public const string Events = "events.json";
    public const string Messages = "messages.json";
    public const string Verdicts = "verdicts.json";
    public const string Account = "uitleg.txt";
    public const string Checkpoints = "checkpoints.json";
    public const string Summary = "samenvatting.pdf";
    public const string Papers = "papers.json";
    public const string Check = "controle.html";

    public static string Paper(int number, string kind, int upload, string mediaType) =>
        $"papers/{number}-{kind}-{upload}.{mediaType switch { "application/pdf" => "pdf", "image/png" => "png", _ => "jpg" }}";

    public static string CentralKey(string keyId) => $"keys/central-{keyId[..12]}.pem";

    public static string CameraKey(string camera, string keyId) => $"keys/camera-{camera}-{keyId[..12]}.pem";

    public static string Message(string camera, long seq, string hash) => $"messages/{camera}-{seq}-{hash[..12]}.json";

    public static string Picture(int number, EvidenceKind kind, string sha256, string mediaType) => $"pictures/{number}-{Kebab.Name(kind)}-{sha256[..12]}.{(mediaType == "image/png" ? "png" : "jpg")}";

    public static string Checkpoint(long number) => $"checkpoints/{number}.json";

    public static string Chain(string camera, Guid chain, long from, long upTo) => $"chain/{camera}-{chain.ToString()[..8]}-{from}-{upTo}.json";

    public static string Policy(string version) => $"policy/{version.Replace('/', '-')}.yaml";

    private static readonly JsonSerializerOptions Readable = new(StoredJson.Options) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON for people and programs: indented, letters as they are.</summary>
    public static byte[] Json<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Readable), (byte)'\n'];

    /// <summary>A zip whose bytes depend on the files alone.</summary>
    public static byte[] Zip(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var result = new MemoryStream();
        using (var zip = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(name, name.StartsWith("pictures/", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return result.ToArray();
    }
}

/// <summary>What is in the dossier: every file but the manifest and its signature.</summary>
public sealed record DossierManifest(int Schema, string Site, string Case, string SignedBy, ImmutableArray<ManifestFile> Files);

public sealed record ManifestFile(string Name, long Bytes, string Sha256);

/// <summary>The case in short; the events are the truth, this is what they come to.</summary>
public sealed record DossierCase(
    string Number, string Site, string Zone, string Plate, string MachinePlate, string Country, string State, string Offence, string Reason, string Camera, string CameraName, string Street,
    Instant FirstSeen, LocalDateTime ActLocal, LocalDate LegalLastDay, LocalDate InternalLastDay, Guid Id, int Events, string LastEventHash, DossierDecision? Decision);

/// <summary>Who decided what, when; the regime or reason with it.</summary>
public sealed record DossierDecision(string Kind, Instant At, string By, string OfficerNumber, string What);

/// <summary>An event with its place in the case's chain, whose hashes cover the sealed bytes that central keeps.</summary>
public sealed record DossierEvent(int Number, string PreviousHash, string SealedSha256, string Hash, JsonNode Event);

/// <summary>A message as received.</summary>
/// <param name="File">Its exact bytes.</param>
/// <param name="Signature">Empty where the camera's next message vouches for it.</param>
public sealed record DossierMessage(string File, Guid Passage, string Camera, Guid Chain, long Seq, string PreviousHash, string Hash, string Signature, string KeyId, string? ChainFile);

/// <summary>The verdict of a passage and those that it replaced.</summary>
public sealed record DossierVerdict(Guid Passage, Matching.VerdictRecord Verdict, ImmutableArray<Matching.VerdictRecord> Earlier);

/// <summary>The numbers around a message, from one checkpoint to the next: no plate, no time.</summary>
public sealed record DossierChain(string Camera, Guid Chain, long From, long UpTo, long ClosedBy, ImmutableArray<DossierLink> Links);

public sealed record DossierLink(long Seq, string PreviousHash, string Hash);

/// <summary>A checkpoint whose exact bytes are <paramref name="File"/>.</summary>
public sealed record DossierCheckpoint(string File, long Number, string Hash, string Signature, string KeyId);
