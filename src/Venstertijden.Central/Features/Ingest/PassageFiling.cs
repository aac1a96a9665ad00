using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Judges new passages and leaves of each what its verdict allows.</summary>
internal sealed class PassageFiling(
    CentralDb db, Vault vault, OpenCases cases, Judge judge, AnonymousFacts anonymous, Facts facts, Instant now, BatchRows rows, Tally tally, ToSay toSay)
{
    private readonly CaseIntake _cases = new(db, vault, cases, now);
    private readonly HashSet<Guid> _held = [];

    /// <summary>Looks up which of these passages are held already; once for the whole batch.</summary>
    public async Task Recall(IEnumerable<PassageIn> passages, CancellationToken ct)
    {
        Guid[] ids = [.. passages.Select(p => p.Passage.Id)];
        if (ids.Length == 0)
            return;
        // As one parameter: a thousand of them cost SQLite a search through their names for each.
        _held.UnionWith(await db.CasePassages.Where(p => EF.Parameter(ids).Contains(p.Id)).Select(p => p.Id).ToListAsync(ct));
        _held.UnionWith(await db.Undecided.Where(p => EF.Parameter(ids).Contains(p.Id)).Select(p => p.Id).ToListAsync(ct));
    }

    /// <summary>Whether a passage of this id is held already, under another number.</summary>
    public bool IsKnown(Guid id) => _held.Contains(id);

    public async Task File(PassageIn passage, CancellationToken ct)
    {
        var message = passage.Passage;
        _held.Add(message.Id);
        var judged = await ExpiryGrace.Judge(db, judge, message, passage.Camera, facts, now, ct);
        tally.Add(Counters.PassagesStored, "", 1);
        if (StreetNotice.Of(message, judged, passage.Camera, now) is { } toStop)
            rows.ToStop.Add(toStop);
        switch (judged.Verdict.Code)
        {
            case VerdictCode.Suspected or VerdictCode.Warning:
                await ExpiryGrace.Note(db, judged, message, now, ct);
                var stored = Store(passage, judged);
                if (Deadlines.SettlesAt(message.SeenFrom, judged.Document!, judged.Verdict.Offences[0]) is null)
                    CountFinal(passage, judged);
                if (await _cases.File(message, judged, stored, ct))
                    toSay.Say(passage.Camera.Camera, new SendEvidence(message.Id, []));
                break;
            case VerdictCode.Undecided:
                rows.Undecided.Add(Hold(passage, judged));
                break;
            default:
                CountFinal(passage, judged);
                Discard(passage);
                break;
        }
    }

    /// <summary>A duplicate may mean that the discard was lost with the acknowledge: said again for what is not held.</summary>
    public void SeenAgain(LinkIn link)
    {
        if (link is PassageIn passage && !IsKnown(passage.Passage.Id))
            Discard(passage);
    }

    private void Discard(PassageIn passage)
    {
        if (passage.Passage.Evidence.Count > 0)
            toSay.Discard(passage.Camera.Camera, passage.Passage.Id);
    }

    private void CountFinal(PassageIn passage, Judgement judged)
    {
        tally.Add(Counters.Verdicts, judged.Verdict.Code.Code(), 1);
        rows.Facts.Add(anonymous.Of(judged, passage.Camera.Camera, passage.Passage.Direction));
    }

    private JudgedPassage Store(PassageIn passage, Judgement judged) => VerdictRecords.Keep(
        passage.Message.Payload, passage.Message.Signature ?? "", passage.Message.KeyId ?? "", VerdictRecords.Of(judged, VerdictRecords.GroundsOf(passage.Camera, judged), facts, now));

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
            // 72 hours at most, whatever a document says.
            EraseAt = now + Duration.Min(judged.Document?.UndecidedRetention.Value ?? UndecidedPassage.KeptFor, UndecidedPassage.KeptFor),
            Sealed = vault.Create(rows.Keys, message.Id, now).Seal(StoredJson.Write(Store(passage, judged)), UndecidedPassage.Place(message.Id)),
        };
    }
}
