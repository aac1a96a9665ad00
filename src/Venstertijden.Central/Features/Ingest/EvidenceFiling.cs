using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Supplying;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Puts pictures that came into their cases: the hash must be one that the signed passage named.</summary>
internal sealed class EvidenceFiling(CentralDb db, Vault vault, OpenCases cases, Instant now, ToSay toSay)
{
    private static readonly Actor Program = Actor.System("ingest");

    public async Task Take(EvidenceIn evidence, CancellationToken ct)
    {
        var known = await db.Pictures.FirstOrDefaultAsync(p => p.PassageId == evidence.Passage && p.Sha256 == evidence.Message.Hash, ct);
        if (known is null || await cases.Open(known.CaseId, ct) is not { } file)
        {
            if (await UndecidedPicture.Take(db, vault, evidence.Passage, evidence.Message.Hash, evidence.Message.Payload, now, ct))
                return;
            // Nobody asked for it (any more): the edge need not keep it either.
            toSay.Discard(evidence.Camera.Camera, evidence.Passage);
            return;
        }

        var pictures = await db.Pictures.Where(p => p.CaseId == known.CaseId).ToListAsync(ct);
        if (known.ReceivedAt is null)
        {
            EvidenceStore.Keep(db, file.Cipher, known, evidence.Message.Payload, now);
            file.Append(new EvidenceReceived(now, Program, known.Id, known.PassageId, Kebab.Name(known.Kind), known.Sha256));
            if (file.Case.State == CaseState.AwaitingEvidence && pictures.TrueForAll(p => p.ReceivedAt is not null))
                file.Append(new CaseReady(now, Program));
        }

        if (pictures.Where(p => p.PassageId == evidence.Passage).All(p => p.ReceivedAt is not null))
            toSay.Discard(evidence.Camera.Camera, evidence.Passage);
    }
}
