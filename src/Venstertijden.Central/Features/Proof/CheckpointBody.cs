using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>What a checkpoint says, as signed.</summary>
/// <param name="Schema">Version of this form: 1.</param>
/// <param name="Site">The municipality.</param>
/// <param name="Number">1, 2, 3 ... per site.</param>
/// <param name="At">When.</param>
/// <param name="PreviousHash">Hash of the checkpoint before; 64 zeros for the first.</param>
/// <param name="AuditNumber">Last entry of the audit trail by then.</param>
/// <param name="AuditHash">Its hash.</param>
/// <param name="Policies">Stored policy documents with the hash of their text, in order of name.</param>
/// <param name="Chains">Chains that came further since the checkpoint before.</param>
/// <param name="OwnGaps">Gaps that central itself noted since the checkpoint before: no message of an edge says them. Absent in checkpoints of earlier versions.</param>
public sealed record CheckpointBody(
    int Schema, string Site, long Number, Instant At, string PreviousHash, long AuditNumber, string AuditHash, ImmutableArray<PolicyHash> Policies, ImmutableArray<ChainPart> Chains, ImmutableArray<OwnGap> OwnGaps = default)
{
    /// <exception cref="InvalidDataException">The bytes are no checkpoint.</exception>
    public static CheckpointBody Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var body = StoredJson.Read<CheckpointBody>(json);
            return body.Schema == 1 && !body.Chains.IsDefault && !body.Policies.IsDefault ? body : throw new InvalidDataException("A checkpoint of an unknown form.");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new InvalidDataException("No checkpoint.", e);
        }
    }

    public ChainPart? PartOf(string camera, Guid chain) => Chains.FirstOrDefault(c => c.Camera == camera && c.Chain == chain);
}

/// <summary>A stored policy document.</summary>
public sealed record PolicyHash(string Version, string Sha256);

/// <summary>The numbers of one chain that a checkpoint closes.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Chain">The chain.</param>
/// <param name="From">First number.</param>
/// <param name="UpTo">Last number.</param>
/// <param name="Hash">Hash of the message with the last number; null when that number was declared lost.</param>
/// <param name="Digest">As <see cref="LinkDigest"/> gives it.</param>
/// <param name="Absent">Numbers that were declared lost and not held, as ranges.</param>
/// <param name="Gaps">Gap messages among the numbers.</param>
public sealed record ChainPart(
    string Camera, Guid Chain, long From, long UpTo, string? Hash, string Digest, ImmutableArray<NumberRange> Absent, ImmutableArray<GapPart> Gaps)
{
    public bool IsAbsent(long seq) => Absent.Any(r => seq >= r.From && seq <= r.To);
}

/// <summary>Numbers, both inclusive.</summary>
public sealed record NumberRange(long From, long To);

/// <summary>A gap message: its own number, and which it declared lost.</summary>
public sealed record GapPart(long Seq, long From, long To, string Reason);

/// <summary>A gap that central noted itself: a new chain where one was open (<paramref name="Seq"/> 0), or numbers of a chain that ended with its file (below 0).</summary>
public sealed record OwnGap(string Camera, Guid Chain, long Seq, long From, long To, string Reason)
{
    internal static OwnGap Of(DeclaredGap gap) => new(gap.Camera.Value, gap.Chain, gap.Seq, gap.From, gap.To, Kebab.Name(gap.Reason));
}

/// <summary>SHA-256 over a line "number hash previousHash" for every held number in order: one value that no link can be changed, added or taken out under.</summary>
public sealed class LinkDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(long seq, string hash, string previousHash) =>
        _hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seq} {hash} {previousHash}\n")));

    /// <summary>64 hex digits; begins anew.</summary>
    public string Close() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
