using System.Text;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>The checkpoints among themselves: numbered, linked, signed; and what they say of policies and audit trail.</summary>
internal sealed class CheckpointCheck(CentralDb db, KeyRing centralKeys, ProofReport report)
{
    private const int PageSize = 100;

    // Gaps that central noted itself, as signed.
    private readonly List<(long Checkpoint, OwnGap Gap)> _ownGaps = [];
    private string _previous = Signing.NoPrevious;
    private CheckpointBody? _last;

    /// <summary>Closed numbers by camera and chain, in order.</summary>
    public Dictionary<(string Camera, Guid Chain), List<(long Checkpoint, ChainPart Part)>> Parts { get; } = [];

    public async Task Run(CancellationToken ct)
    {
        long number = 0;
        // A page at a time: a server gives one answer at once, and what a checkpoint says is asked for in between.
        while (await Page(number, ct) is { Count: > 0 } page)
        {
            foreach (var row in page)
                number = await One(row, number, ct);
        }

        await Told(number, ct);
        await Ranges(ct);
        await OwnGaps(ct);
        if (_last is not null)
            await Policies(_last, ct);
    }

    private Task<List<ChainCheckpoint>> Page(long after, CancellationToken ct) =>
        db.Checkpoints.AsNoTracking().Where(c => c.Number > after).OrderBy(c => c.Number).Take(PageSize).ToListAsync(ct);

    private async Task<long> One(ChainCheckpoint row, long before, CancellationToken ct)
    {
        report.Count("checkpoints");
        if (row.Number != before + 1)
            report.Wrong($"checkpoint {before + 1}", "is gone");
        string where = $"checkpoint {row.Number}";
        report.Unless(Signing.Hash(row.Body) == row.Hash, where, "its text is not the one that was signed");
        if (!centralKeys.Has(row.KeyId))
            report.Wrong(where, $"signed with key {Short(row.KeyId)}, which is none of the trusted keys");
        else
            report.Unless(centralKeys.Verify(row.KeyId, row.Body, row.Signature), where, "its signature does not fit");
        var body = CheckpointBody.Read(row.Body);
        report.Unless(body.Number == row.Number && body.Site == db.CurrentSite.Value && Clock.Same(body.At, row.At), where, "number, site or time is not the one that was signed");
        report.Unless(body.PreviousHash == _previous, where, "does not follow the checkpoint before it");
        (_previous, _last) = (row.Hash, body);
        await Audit(body, where, ct);
        foreach (var part in body.Chains)
        {
            if (!Parts.TryGetValue((part.Camera, part.Chain), out var list))
                Parts[(part.Camera, part.Chain)] = list = [];
            list.Add((row.Number, part));
        }

        if (!body.OwnGaps.IsDefault)
            _ownGaps.AddRange(body.OwnGaps.Select(g => (row.Number, g)));
        return row.Number;
    }

    /// <summary>The audit trail names every checkpoint: one taken from the end shows.</summary>
    private async Task Told(long highest, CancellationToken ct)
    {
        var told = await db.Audit.AsNoTracking().Where(a => a.Action == "proof.checkpoint").OrderByDescending(a => a.Number).Select(a => a.Subject).FirstOrDefaultAsync(ct);
        if (told is not null && told != $"checkpoint:{highest}")
            report.Wrong(told.Replace(':', ' '), "is gone: the audit trail names it");
    }

    private async Task Audit(CheckpointBody body, string where, CancellationToken ct)
    {
        if (body.AuditNumber == 0)
            return;
        string? hash = await db.Audit.AsNoTracking().Where(a => a.Number == body.AuditNumber).Select(a => a.Hash).FirstOrDefaultAsync(ct);
        report.Unless(hash == body.AuditHash, where, $"audit entry {body.AuditNumber} is not the one that was there when it was signed");
    }

    private async Task Ranges(CancellationToken ct)
    {
        var kept = await db.CheckpointRanges.AsNoTracking().ToListAsync(ct);
        var signed = Parts.SelectMany(p => p.Value.Select(v => (p.Key.Camera, p.Key.Chain, v.Part.From, v.Part.UpTo, v.Checkpoint)))
            .Concat(_ownGaps.Select(g => (g.Gap.Camera, g.Gap.Chain, From: g.Gap.Seq, UpTo: g.Gap.Seq, g.Checkpoint))).ToHashSet();
        foreach (var range in kept.Where(r => !signed.Remove((r.Camera.Value, r.Chain, r.From, r.UpTo, r.Checkpoint))))
            report.Wrong($"range of checkpoint {range.Checkpoint}", $"numbers {range.From} to {range.UpTo} of camera {range.Camera} are not what was signed");
        foreach (var gone in signed)
            report.Wrong($"range of checkpoint {gone.Checkpoint}", $"numbers {gone.From} to {gone.UpTo} of camera {gone.Camera} are gone");
    }

    private async Task OwnGaps(CancellationToken ct)
    {
        var kept = (await db.DeclaredGaps.AsNoTracking().Where(g => g.Seq <= 0).ToListAsync(ct)).ToDictionary(g => (g.Camera.Value, g.Chain, g.Seq), OwnGap.Of);
        foreach (var (checkpoint, gap) in _ownGaps)
        {
            report.Count("gaps noted by central");
            string where = $"{ChainCheck.Name(gap.Camera, gap.Chain)} {(gap.Seq == 0 ? "gap before its first number" : $"gap {gap.From} to {gap.To}")}";
            if (!kept.Remove((gap.Camera, gap.Chain, gap.Seq), out var row))
                report.Wrong(where, $"is gone: checkpoint {checkpoint} names it");
            else
                report.Unless(row == gap, where, $"is not what checkpoint {checkpoint} signed");
        }

        if (kept.Count > 0)
            report.Remark($"{kept.Count} gap{(kept.Count == 1 ? "" : "s")} noted by central since the last checkpoint: no signature covers {(kept.Count == 1 ? "it" : "them")} yet");
    }

    private async Task Policies(CheckpointBody last, CancellationToken ct)
    {
        var stored = await db.Policies.AsNoTracking().Select(p => new { p.DocumentId, p.Number, p.Yaml }).ToListAsync(ct);
        var hashes = stored.ToDictionary(p => $"{p.DocumentId}/{p.Number}", p => Signing.Hash(Encoding.UTF8.GetBytes(p.Yaml)), StringComparer.Ordinal);
        foreach (var policy in last.Policies)
        {
            if (!hashes.TryGetValue(policy.Version, out string? hash))
                report.Wrong($"policy document {policy.Version}", "is gone");
            else
                report.Unless(hash == policy.Sha256, $"policy document {policy.Version}", "its text was changed");
        }
    }

    internal static string Short(string keyId) => keyId.Length > 12 ? keyId[..12] + "..." : keyId;
}
