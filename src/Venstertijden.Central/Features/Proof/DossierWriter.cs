using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Proof;

/// <summary>A dossier as made.</summary>
public sealed record Dossier(string FileName, byte[] Zip, string ManifestHash);

/// <summary>
/// Writes everything of a case that proves it into one zip, which anybody can check without this system. The same state of the case gives
/// the same bytes. That it was made is on record.
/// </summary>
public sealed class DossierWriter(CentralDb db, Vault vault, CaseLibrary library, CaseAccounts accounts, EvidenceStore evidence, CentralKey key, Checkpoints checkpoints, DossierPapers papers, IClock clock)
{
    /// <summary>The dossier; null when there is no such case here, or its data was erased.</summary>
    public async Task<Dossier?> Write(Guid id, Actor actor, CancellationToken ct)
    {
        if (await CaseFile.Open(db, vault, id, ct) is not { } file)
            return null;
        var view = await library.View(file, ct);
        await Cover(view, ct);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await Chains(view, files, ct);
        Case(view, files);
        await Events(view, files, ct);
        var pictures = await Pictures(view, files, ct);
        await papers.Add(view, files, ct);
        await Policies(view, files, ct);
        var account = Language.InDutch(() => accounts.Given(view));
        files[DossierFiles.Account] = Encoding.UTF8.GetBytes(DossierText.Account(view, account));
        files[DossierFiles.Summary] = DossierSummary.Write(view, account, await papers.Of(view, ct), pictures);
        files[DossierFiles.Check] = DossierCheckPage.Html;
        files[DossierFiles.ReadMe] = Encoding.UTF8.GetBytes(DossierText.ReadMe(view, key.KeyId));
        files[DossierFiles.CentralKey(key.KeyId)] = Encoding.ASCII.GetBytes(key.PublicKeyPem + "\n");
        return await Sign(view, files, actor, ct);
    }

    /// <summary>Every message of the case lies before a checkpoint; made now where the next is not due yet.</summary>
    private async Task Cover(CaseView view, CancellationToken ct)
    {
        foreach (var passage in view.Passages)
        {
            var (camera, message) = (CameraId.Parse(passage.Message.Camera), passage.Message);
            if (await db.CheckpointRanges.AnyAsync(r => r.Camera == camera && r.Chain == message.Chain && r.UpTo >= message.Seq, ct))
                continue;
            await checkpoints.MakeNow(db.CurrentSite, ct);
            return;
        }
    }

    private static void Case(CaseView view, SortedDictionary<string, byte[]> files)
    {
        var (row, state, act) = (view.Row, view.Case, view.Act);
        files[DossierFiles.Case] = DossierFiles.Json(new DossierCase(
            row.Number, row.Site.Value, row.Zone, state.Plate, state.MachinePlate, state.Country, Kebab.Name(state.State), state.Offence, state.Reason, act.Message.Camera, act.CameraName, act.Street,
            row.FirstSeen, DutchTime.Local(row.FirstSeen), row.LegalLastDay, row.InternalLastDay, row.Id, row.EventCount, row.LastEventHash, DecisionOf(state)));
        files[DossierFiles.Verdicts] = DossierFiles.Json(view.Passages.Select(p => new DossierVerdict(p.Message.Id, p.Verdict, [.. p.Stored.Earlier])));
    }

    internal static DossierDecision? DecisionOf(Case state) => state.Decision switch
    {
        CaseApproved e => new DossierDecision(e.Kind, e.At, e.By.Name, e.OfficerNumber, e.Regime),
        CaseRejected e => new DossierDecision(e.Kind, e.At, e.By.Name, e.OfficerNumber, e.ReasonCode),
        WarningDecided e => new DossierDecision(e.Kind, e.At, e.By.Name, e.OfficerNumber, state.Offence),
        _ => null,
    };

    private async Task Events(CaseView view, SortedDictionary<string, byte[]> files, CancellationToken ct)
    {
        var rows = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == view.Row.Id).OrderBy(e => e.Number).ToListAsync(ct);
        files[DossierFiles.Events] = DossierFiles.Json(rows.Zip(view.Events, (row, happened) =>
            new DossierEvent(row.Number, row.PreviousHash, Signing.Hash(row.Sealed), row.Hash, JsonNode.Parse(StoredJson.Write(happened))!)));
    }

    private async Task<IReadOnlyList<(PictureView Picture, byte[] Content)>> Pictures(CaseView view, SortedDictionary<string, byte[]> files, CancellationToken ct)
    {
        var there = new List<(PictureView, byte[])>();
        int number = 0;
        foreach (var picture in view.Pictures)
        {
            number++;
            if (picture.ReceivedAt is null || await evidence.Open(picture.Id, ct) is not { } open)
                continue;
            files[DossierFiles.Picture(number, picture.Kind, picture.Sha256, picture.MediaType)] = open.Content;
            there.Add((picture, open.Content));
        }

        return there;
    }

    /// <summary>The documents of the zone that were recorded when the verdicts were given: enough to judge again.</summary>
    private async Task Policies(CaseView view, SortedDictionary<string, byte[]> files, CancellationToken ct)
    {
        var until = view.Passages.SelectMany(p => p.Stored.Earlier.Prepend(p.Verdict)).Max(v => v.JudgedAt);
        var stored = await db.Policies.AsNoTracking().Where(p => p.Zone == view.Row.Zone && p.RecordedAt <= until).ToListAsync(ct);
        foreach (var policy in stored)
            files[DossierFiles.Policy(policy.VersionName.ToString())] = Encoding.UTF8.GetBytes(policy.Yaml);
        if (stored.Count > 0)
            return;
        // A central that never stored any judged by those that ship.
        var names = AssenPolicies.All.Documents.Where(d => d.Zone.Text == view.Row.Zone).ToDictionary(d => d.Version.Id + ".yaml", d => d.Version.ToString(), StringComparer.Ordinal);
        foreach (var (name, yaml) in AssenPolicies.Files.Where(f => names.ContainsKey(f.Name)))
            files[DossierFiles.Policy(names[name])] = Encoding.UTF8.GetBytes(yaml);
    }

    private async Task Chains(CaseView view, SortedDictionary<string, byte[]> files, CancellationToken ct)
    {
        var messages = new List<DossierMessage>();
        var closing = new SortedSet<long>();
        foreach (var passage in view.Passages)
        {
            var (message, stored) = (passage.Message, passage.Stored);
            string hash = Signing.Hash(stored.Payload);
            string name = DossierFiles.Message(message.Camera, message.Seq, hash);
            files[name] = stored.Payload;
            string? chainFile = await Chain(message, files, closing, ct);
            messages.Add(new DossierMessage(name, message.Id, message.Camera, message.Chain, message.Seq, message.PreviousHash, hash, stored.Signature, stored.KeyId, chainFile));
            await CameraKey(message.Camera, stored.KeyId, files, ct);
        }

        files[DossierFiles.Messages] = DossierFiles.Json(messages);
        var rows = await db.Checkpoints.AsNoTracking().Where(c => closing.Contains(c.Number)).OrderBy(c => c.Number).ToListAsync(ct);
        foreach (var row in rows)
            files[DossierFiles.Checkpoint(row.Number)] = row.Body;
        files[DossierFiles.Checkpoints] = DossierFiles.Json(rows.Select(r => new DossierCheckpoint(DossierFiles.Checkpoint(r.Number), r.Number, r.Hash, r.Signature, r.KeyId)));
    }

    /// <summary>The numbers from the checkpoint before to the one that closed the message.</summary>
    private async Task<string?> Chain(PassageMessage message, SortedDictionary<string, byte[]> files, SortedSet<long> closing, CancellationToken ct)
    {
        var camera = CameraId.Parse(message.Camera);
        var ranges = db.CheckpointRanges.AsNoTracking().Where(r => r.Camera == camera && r.Chain == message.Chain);
        if (await ranges.Where(r => r.UpTo >= message.Seq && r.From <= message.Seq).OrderBy(r => r.UpTo).FirstOrDefaultAsync(ct) is not { } range)
            return null;
        string name = DossierFiles.Chain(message.Camera, message.Chain, range.From, range.UpTo);
        if (files.ContainsKey(name))
            return name;
        closing.Add(range.Checkpoint);
        if (await ranges.Where(r => r.UpTo == range.From - 1 && r.UpTo > 0).Select(r => (long?)r.Checkpoint).FirstOrDefaultAsync(ct) is { } before)
            closing.Add(before);
        var links = await db.ChainLinks.AsNoTracking().Where(l => l.Camera == camera && l.Chain == message.Chain && l.Seq >= range.From && l.Seq <= range.UpTo).OrderBy(l => l.Seq).ToListAsync(ct);
        files[name] = DossierFiles.Json(new DossierChain(message.Camera, message.Chain, range.From, range.UpTo, range.Checkpoint, [.. links.Select(l => new DossierLink(l.Seq, l.PreviousHash, l.Hash))]));
        return name;
    }

    private async Task CameraKey(string camera, string keyId, SortedDictionary<string, byte[]> files, CancellationToken ct)
    {
        var id = CameraId.Parse(camera);
        byte[]? spki = await db.CameraKeys.AsNoTracking().Where(k => k.Camera == id && k.KeyId == keyId).Select(k => k.PublicKey).FirstOrDefaultAsync(ct)
            ?? await db.Cameras.AsNoTracking().Where(c => c.Camera == id && c.KeyId == keyId).Select(c => c.PublicKey).FirstOrDefaultAsync(ct);
        if (spki is not null && Signing.Hash(spki) == keyId)
            files[DossierFiles.CameraKey(camera, keyId)] = Encoding.ASCII.GetBytes(new string(System.Security.Cryptography.PemEncoding.Write("PUBLIC KEY", spki)) + "\n");
    }

    private async Task<Dossier> Sign(CaseView view, SortedDictionary<string, byte[]> files, Actor actor, CancellationToken ct)
    {
        var listed = files.Select(f => new ManifestFile(f.Key, f.Value.Length, Signing.Hash(f.Value))).ToImmutableArray();
        byte[] manifest = DossierFiles.Json(new DossierManifest(1, db.CurrentSite.Value, view.Row.Number, key.KeyId, listed));
        string hash = Signing.Hash(manifest);
        var now = clock.GetCurrentInstant();
        // A signature is never the same twice: the first one is kept, so that the same dossier is the same file.
        var issued = await db.Dossiers.AsNoTracking().FirstOrDefaultAsync(d => d.CaseId == view.Row.Id && d.ManifestHash == hash, ct);
        if (issued is null)
            db.Dossiers.Add(issued = new IssuedDossier { CaseId = view.Row.Id, ManifestHash = hash, Signature = key.Sign(manifest), KeyId = key.KeyId, At = now, By = actor.Name });
        AuditTrail.Record(db, actor, "case.dossier", $"case:{view.Row.Number}", $"manifest {hash}", now);
        await db.SaveChangesAsync(ct);
        files[DossierFiles.Manifest] = manifest;
        files[DossierFiles.Signature] = Encoding.ASCII.GetBytes(issued.Signature + "\n");
        return new Dossier($"dossier-{view.Row.Site}-{view.Row.Number}.zip", DossierFiles.Zip(files), hash);
    }
}
