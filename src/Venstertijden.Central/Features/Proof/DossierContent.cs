using System.Collections.Immutable;
using System.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Proof;

/// <summary>What a dossier's files say of each other: messages and chain, pictures, events, decision, verdict.</summary>
internal sealed class DossierContent(Dictionary<string, byte[]> files, KeyRing keys, ProofReport report)
{
    public void Run()
    {
        var summary = Read<DossierCase>(DossierFiles.Case);
        var messages = Read<ImmutableArray<DossierMessage>>(DossierFiles.Messages);
        var passages = new Dictionary<Guid, (DossierMessage Entry, PassageMessage Message)>();
        foreach (var entry in messages)
            DossierVerification.Guard(report, entry.File, () => passages[entry.Passage] = (entry, Message(entry, summary)));
        DossierVerification.Guard(report, DossierFiles.Checkpoints, () => Chains(messages));
        DossierVerification.Guard(report, DossierFiles.Events, () => Events(summary, passages.Values.Select(p => p.Message).ToList()));
        DossierVerification.Guard(report, DossierFiles.Verdicts, () => Verdicts(summary, passages));
        DossierVerification.Guard(report, DossierFiles.Papers, () => Papers(summary));
    }

    private T Read<T>(string name) => files.TryGetValue(name, out byte[]? json) ? StoredJson.Read<T>(json) : throw new InvalidDataException($"{name} is missing");

    private PassageMessage Message(DossierMessage entry, DossierCase summary)
    {
        report.Count("messages");
        byte[] payload = files.GetValueOrDefault(entry.File) ?? throw new InvalidDataException("The message is missing.");
        var message = MessageReader.ReadPassage(payload).Message ?? throw new InvalidDataException("No passage.");
        report.Unless(Signing.Hash(payload) == entry.Hash, entry.File, "its hash is not the one that is listed");
        report.Unless(
            message.Id == entry.Passage && message.Camera == entry.Camera && message.Chain == entry.Chain && message.Seq == entry.Seq && message.PreviousHash == entry.PreviousHash && message.Site == summary.Site,
            entry.File, "is not the message of that camera, chain and number");
        if (entry.Signature.Length > 0)
            report.Unless(keys.Verify(entry.KeyId, payload, entry.Signature), entry.File, "is not signed by the camera's key");
        else
            report.Remark($"{entry.File} carries no signature of its own: the camera's next signed message, and the checkpoint, vouch for it");
        return message;
    }

    private void Chains(ImmutableArray<DossierMessage> messages)
    {
        var checkpoints = new Dictionary<long, CheckpointBody>();
        foreach (var kept in Read<ImmutableArray<DossierCheckpoint>>(DossierFiles.Checkpoints))
        {
            byte[] body = files.GetValueOrDefault(kept.File) ?? throw new InvalidDataException("A checkpoint is missing.");
            report.Unless(Signing.Hash(body) == kept.Hash && keys.Verify(kept.KeyId, body, kept.Signature), kept.File, "is not signed by the municipality");
            checkpoints[kept.Number] = CheckpointBody.Read(body);
            report.Unless(checkpoints[kept.Number].Number == kept.Number, kept.File, "is another checkpoint");
        }

        foreach (var group in messages.GroupBy(m => m.ChainFile))
        {
            if (group.Key is { } file)
                Chain(file, [.. group], checkpoints);
            else
                report.Remark("a message is beyond the last number that had come without a hole: no checkpoint closes it yet");
        }
    }

    private void Chain(string file, IReadOnlyList<DossierMessage> messages, Dictionary<long, CheckpointBody> checkpoints)
    {
        var chain = Read<DossierChain>(file);
        report.Count("chain numbers", chain.Links.Length);
        var part = checkpoints.GetValueOrDefault(chain.ClosedBy)?.PartOf(chain.Camera, chain.Chain);
        if (part is null || part.From != chain.From || part.UpTo != chain.UpTo)
        {
            report.Wrong(file, "is not what its checkpoint closed");
            return;
        }

        using var digest = new LinkDigest();
        string? before = chain.From == 1
            ? Signing.NoPrevious
            : checkpoints.Values.Select(c => c.PartOf(chain.Camera, chain.Chain)).FirstOrDefault(p => p?.UpTo == chain.From - 1)?.Hash;
        long next = chain.From;
        foreach (var link in chain.Links)
        {
            string where = $"{file} number {link.Seq}";
            for (; next < link.Seq; next++)
            {
                report.Unless(part.IsAbsent(next), where, $"number {next} before it is missing");
                before = null;
            }

            report.Unless(before is null || link.PreviousHash == before, where, "does not follow the number before it");
            if (!part.IsAbsent(link.Seq))
                digest.Add(link.Seq, link.Hash, link.PreviousHash);
            (before, next) = (link.Hash, link.Seq + 1);
        }

        report.Unless(digest.Close() == part.Digest, file, "is not what its checkpoint closed");
        foreach (var message in messages)
            report.Unless(message.Camera == chain.Camera && message.Chain == chain.Chain && chain.Links.Any(l => l.Seq == message.Seq && l.Hash == message.Hash && l.PreviousHash == message.PreviousHash), message.File, "is not at its number in the chain");
    }

    private void Events(DossierCase summary, List<PassageMessage> messages)
    {
        var kept = Read<ImmutableArray<DossierEvent>>(DossierFiles.Events);
        report.Count("events", kept.Length);
        string previous = Signing.NoPrevious;
        var events = new List<CaseEvent>();
        foreach (var one in kept)
        {
            string where = $"{DossierFiles.Events} event {events.Count + 1}";
            report.Unless(one.Number == events.Count + 1 && one.PreviousHash == previous && one.Hash == CaseFile.HashOf(summary.Id, one.Number, previous, one.SealedSha256), where, "does not follow the event before it");
            previous = one.Hash;
            events.Add(StoredJson.Read<CaseEvent>(Encoding.UTF8.GetBytes(one.Event.ToJsonString())));
        }

        report.Unless(summary.Events == events.Count && summary.LastEventHash == previous, DossierFiles.Events, "does not end where the case does");
        var state = Cases.Case.Fold(events);
        report.Unless(
            (Kebab.Name(state.State), state.Plate, state.MachinePlate, state.Offence, state.Reason, state.Zone) == (summary.State, summary.Plate, summary.MachinePlate, summary.Offence, summary.Reason, summary.Zone)
                && DossierWriter.DecisionOf(state) == summary.Decision,
            DossierFiles.Case, "is not what the events come to");
        if (state.Decision is CaseApproved or WarningDecided)
            report.Unless(state.Decision.By.UserId is { } officer && state.ReadBy.Contains(officer) && summary.Decision is { OfficerNumber.Length: > 0 }, DossierFiles.Events, "the decision is not by a numbered officer who read the plate himself");
        report.Unless(state.Passages.Select(p => p.Passage).ToHashSet().SetEquals(messages.Select(m => m.Id)), DossierFiles.Messages, "are not the passages that joined the case");
        Pictures(state, messages);
    }

    private void Pictures(Cases.Case state, List<PassageMessage> messages)
    {
        var there = files.Where(f => f.Key.StartsWith("pictures/", StringComparison.Ordinal)).Select(f => Signing.Hash(f.Value)).ToHashSet(StringComparer.Ordinal);
        report.Count("pictures", there.Count);
        var signed = messages.SelectMany(m => m.Evidence.Select(e => (m.Id, e.Sha256))).ToHashSet();
        foreach (var picture in state.Pictures)
        {
            report.Unless(signed.Contains((picture.Passage, picture.Sha256)), $"picture {picture.Sha256[..12]}...", "is not one whose hash the camera signed");
            report.Unless(there.Remove(picture.Sha256), $"picture {picture.Sha256[..12]}...", "came, and is not in the dossier");
        }

        foreach (string other in there)
            report.Wrong($"picture {other[..12]}...", "never came to the case");
    }

    /// <summary>Each upload is the one that was filed, and belongs to the zone of the case.</summary>
    private void Papers(DossierCase summary)
    {
        var left = files.Keys.Where(n => n.StartsWith("papers/", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        foreach (var paper in Read<ImmutableArray<DossierPaper>>(DossierFiles.Papers))
        {
            report.Count("papers");
            report.Unless(paper.Zone == summary.Zone, DossierFiles.Papers, $"{paper.Kind} is of another zone");
            if (paper.IsExample)
                report.Remark("some papers are made-up examples");
            foreach (var upload in paper.Uploads)
            {
                byte[] content = files.GetValueOrDefault(upload.File) ?? throw new InvalidDataException($"{upload.File} is missing.");
                report.Unless(left.Remove(upload.File) && content.Length == upload.Bytes && Signing.Hash(content) == upload.Sha256, upload.File, "is not the paper that was filed");
            }
        }

        foreach (string other in left)
            report.Wrong(other, "belongs to no paper of the case");
    }

    /// <summary>The rules of then on the facts of then: the same verdict again.</summary>
    private void Verdicts(DossierCase summary, Dictionary<Guid, (DossierMessage Entry, PassageMessage Message)> passages)
    {
        var documents = new List<PolicyDocument>();
        foreach (var (name, yaml) in files.Where(f => f.Key.StartsWith("policy/", StringComparison.Ordinal)))
        {
            if (PolicyReader.ReadDocument(name, Encoding.UTF8.GetString(yaml), out _) is { } document)
                documents.Add(document);
            else
                report.Wrong(name, "is no policy document");
        }

        var rejudging = new Rejudging(new PolicySet(documents), new ReadTrust());
        foreach (var verdict in Read<ImmutableArray<DossierVerdict>>(DossierFiles.Verdicts))
        {
            var record = verdict.Verdict;
            var (entry, _) = passages[verdict.Passage];
            report.Unless(documents.Exists(d => d.Version.ToString() == record.PolicyVersion), DossierFiles.Verdicts, $"rests on {record.PolicyVersion}, which is not in the dossier");
            var stored = VerdictRecords.Keep(files[entry.File], entry.Signature, entry.KeyId, record);
            var again = rejudging.AsKnownThen(stored, SiteId.Parse(summary.Site));
            bool same = again.Verdict.ToString() == $"{record.Verdict}/{record.Reason} {record.Offence}".TrimEnd();
            if (!same && record.Engine != VerdictRecords.Engine)
                report.Remark($"judged with release {record.Engine} of the rules; this program is {VerdictRecords.Engine} and judges otherwise");
            else
                report.Unless(same, DossierFiles.Verdicts, $"the rules give {again.Verdict}, not {record.Verdict}/{record.Reason}");
        }
    }
}
