using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>A stored message against its own hash in the chain and its camera's signature.</summary>
internal sealed class MessageCheck(CentralDb db, KeyRing cameraKeys, ProofReport report)
{
    public async Task<PassageMessage> Run(JudgedPassage stored, CameraId camera, Guid chain, long seq, string where, CancellationToken ct)
    {
        report.Count("messages");
        var message = stored.ReadPassage();
        report.Unless(message.Camera == camera.Value && message.Chain == chain && message.Seq == seq && message.Site == db.CurrentSite.Value, where, "is not the message of that camera, chain and number");
        var link = await db.ChainLinks.AsNoTracking().FirstOrDefaultAsync(l => l.Camera == camera && l.Chain == chain && l.Seq == seq, ct);
        if (link is null)
            report.Wrong(where, $"its number {seq} is not in the chain");
        else
            report.Unless(link.Hash == Signing.Hash(stored.Payload) && link.PreviousHash == message.PreviousHash, where, "its hash is not the one in the chain");
        Signature(stored, where);
        return message;
    }

    private void Signature(JudgedPassage stored, string where)
    {
        if (stored.Signature.Length == 0)
            report.Remark("some messages carried no signature of their own: the signed message after them in the chain vouched for them");
        else if (!cameraKeys.Has(stored.KeyId))
            report.Wrong(where, $"signed with key {CheckpointCheck.Short(stored.KeyId)}, which the camera never had");
        else
            report.Unless(cameraKeys.Verify(stored.KeyId, stored.Payload, stored.Signature), where, "its signature does not fit");
    }
}
