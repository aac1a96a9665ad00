using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Judges new passages and leaves of each what its verdict allows.</summary>
internal sealed class PassageFiling(
    CentralDb db, Vault vault, OpenCases cases, Judge judge, AnonymousFacts anonymous, Facts facts, Instant now, Tally tally, List<Outgoing> outgoing)
{
    private readonly CaseIntake _cases = new(db, vault, cases, now);
    private readonly HashSet<Guid> _filed = [];

    /// <summary>Whether a passage of this id is held already under another number.</summary>
    public async Task<bool> IsKnown(Guid id, CancellationToken ct) =>
        _filed.Contains(id) || await db.CasePassages.AnyAsync(p => p.Id == id, ct) || await db.Undecided.AnyAsync(p => p.Id == id, ct);

    public async Task File(PassageIn passage, CancellationToken ct)
    {
        var message = passage.Passage;
        _filed.Add(message.Id);
        var judged = await ExpiryGrace.Judge(db, judge, message, passage.Camera, facts, now, ct);
        tally.Add(Counters.PassagesStored, "", 1);
        switch (judged.Verdict.Code)
        {
            case VerdictCode.Suspected or VerdictCode.Warning:
                await ExpiryGrace.Note(db, judged, message, now, ct);
                var stored = Store(passage, judged);
                if (Deadlines.SettlesAt(message.SeenFrom, judged.Document!, judged.Verdict.Offences[0]) is null)
                    CountFinal(passage, judged);
                if (await _cases.File(message, judged, stored, ct))
                    outgoing.Add(new Outgoing(db.CurrentSite, passage.Camera.Camera, new SendEvidence(message.Id, [])));
                break;
            case VerdictCode.Undecided:
                db.Undecided.Add(Hold(passage, judged));
                break;
            default:
                CountFinal(passage, judged);
                Discard(passage);
                break;
        }
    }

    /// <summary>A duplicate may mean that the discard was lost with the acknowledge: said again for what is not held.</summary>
    public async Task SeenAgain(LinkIn link, CancellationToken ct)
    {
        if (link is PassageIn passage && !await IsKnown(passage.Passage.Id, ct))
            Discard(passage);
    }

    private void Discard(PassageIn passage)
    {
        if (passage.Passage.Evidence.Count > 0)
            outgoing.Add(new Outgoing(db.CurrentSite, passage.Camera.Camera, new DiscardEvidence([passage.Passage.Id])));
    }

    private void CountFinal(PassageIn passage, Judgement judged)
    {
        tally.Add(Counters.Verdicts, judged.Verdict.Code.Code(), 1);
        db.AnonymousFacts.Add(anonymous.Of(judged, passage.Camera.Camera, passage.Passage.Direction));
    }

    private JudgedPassage Store(PassageIn passage, Judgement judged) => VerdictRecords.Keep(
        passage.Message.Payload, passage.Message.Signature ?? "", passage.Message.KeyId ?? "", VerdictRecords.Of(judged, VerdictRecords.GroundsOf(passage.Camera), facts, now));

    private UndecidedPassage Hold(PassageIn passage, Judgement judged)
    {
        var message = passage.Passage;
        return new UndecidedPassage
        {
            Id = message.Id,
            Camera = passage.Camera.Camera,
            Chain = message.Chain,
            Seq = message.Seq,
            Zone = passage.Camera.Zone,
            SeenFrom = message.SeenFrom,
            Reason = judged.Verdict.Reason.Code(),
            EraseAt = now + (judged.Document?.UndecidedRetention.Value ?? UndecidedPassage.KeptFor),
            Sealed = vault.Create(db, message.Id, now).Seal(StoredJson.Write(Store(passage, judged)), UndecidedPassage.Place(message.Id)),
        };
    }
}
