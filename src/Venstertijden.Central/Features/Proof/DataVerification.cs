using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Policies;

namespace Venstertijden.Central.Features.Proof;

/// <summary>
/// Checks the stored data of one site: every chain against its links and checkpoints, every case against its events, messages and pictures,
/// the audit trail, what is held undecided. Reads one state of the database, also while central works on it, and writes nothing.
/// </summary>
/// <param name="db">The site's rows.</param>
/// <param name="vault">Opens what lies under keys.</param>
/// <param name="policies">The documents that verdicts name.</param>
/// <param name="centralKeys">Keys that checkpoints may be signed with.</param>
/// <param name="progress">Told what is being looked at.</param>
public sealed class DataVerification(CentralDb db, Vault vault, LivePolicies policies, KeyRing centralKeys, Action<string> progress)
{
    public async Task<ProofReport> Run(CancellationToken ct)
    {
        var report = new ProofReport();
        await using var snapshot = await Snapshot(ct);
        using var cameraKeys = new KeyRing();
        await Guard(report, "cameras", async () => await LoadKeys(cameraKeys, report, ct));
        await Guard(report, "database file", async () => await Integrity(report, ct));
        var checkpoints = new CheckpointCheck(db, centralKeys, report);
        await Guard(report, "checkpoints", async () => await checkpoints.Run(ct));
        await Guard(report, "chains", async () => await new ChainCheck(db, checkpoints.Parts, report).Run(ct));
        await Guard(report, "audit trail", async () =>
        {
            report.Count("audit entries", await db.Audit.LongCountAsync(ct));
            if (await AuditTrail.FirstFault(db, ct) is { } number)
                report.Wrong($"audit entry {number}", "changed, missing or out of place");
        });
        await Guard(report, "erasure records", async () => await new ErasureCheck(db, report).Run(ct));
        var messages = new MessageCheck(db, cameraKeys, report);
        var cases = new CaseCheck(db, vault, policies, messages, report);
        await Guard(report, "cases", async () => await Cases(cases, report, ct));
        await Guard(report, "papers and letters", async () => await new PaperCheck(db, vault, report).Run(ct));
        await Guard(report, "what is held", async () => await new HeldCheck(db, vault, messages, report).Run(ct));
        return report;
    }

    private async Task Cases(CaseCheck check, ProofReport report, CancellationToken ct)
    {
        await check.Numbers(ct);
        var ids = await db.Cases.AsNoTracking().OrderBy(c => c.Number).Select(c => new { c.Id, c.Number }).ToListAsync(ct);
        for (int i = 0; i < ids.Count; i++)
        {
            if (i % 500 == 0)
                progress($"cases {i} of {ids.Count}");
            var one = ids[i];
            await Guard(report, $"case {one.Number}", async () => await check.Run(one.Id, ct));
            db.ChangeTracker.Clear();
        }
    }

    private async Task LoadKeys(KeyRing ring, ProofReport report, CancellationToken ct)
    {
        foreach (var key in await db.CameraKeys.AsNoTracking().ToListAsync(ct))
            report.Unless(Contracts.Signing.Hash(key.PublicKey) == key.KeyId && ring.Add(key.PublicKey), $"key of camera {key.Camera}", "is not the key that its name says");
        foreach (var camera in await db.Cameras.AsNoTracking().ToListAsync(ct))
            report.Unless(Contracts.Signing.Hash(camera.PublicKey) == camera.KeyId && ring.Add(camera.PublicKey), $"camera {camera.Camera}", "its key is not the one that its name says");
    }

    private async Task Integrity(ProofReport report, CancellationToken ct)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection connection)
            return;
        progress("the database file");
        await using var command = connection.CreateCommand();
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = "PRAGMA integrity_check(5)";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            string line = reader.GetString(0);
            report.Unless(line == "ok", "database file", line.ReplaceLineEndings(" "));
        }
    }

    /// <summary>One state for all reads. On SQLite without the write lock that Entity Framework's own transaction would take.</summary>
    private async Task<IAsyncDisposable> Snapshot(CancellationToken ct)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection sqlite)
            return await db.Database.BeginTransactionAsync(db.Database.IsNpgsql() ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted, ct);
        await db.Database.OpenConnectionAsync(ct);
        var transaction = sqlite.BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(transaction, ct);
        return transaction;
    }

    /// <summary>A value that cannot even be read is a finding like any other, and does not keep the rest from being looked at.</summary>
    private static async Task Guard(ProofReport report, string where, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (CryptographicException)
        {
            report.Wrong(where, "sealed data does not open: changed, or put in another place");
        }
        catch (DbException e)
        {
            report.Wrong(where, $"the database cannot read it: {e.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException or ArgumentException or KeyNotFoundException or JsonException or OverflowException or NotSupportedException or InvalidCastException)
        {
            report.Wrong(where, $"holds a value that cannot be ({e.GetType().Name})");
        }
    }
}
