using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>What became of an undecided passage that was judged again.</summary>
/// <param name="Verdict">As judged now.</param>
/// <param name="Reason">As judged now.</param>
/// <param name="CaseNumber">The case that it became, or joined; null when it is none.</param>
/// <param name="Outgoing">What the camera must be told, once this is saved.</param>
public sealed record Settled(VerdictCode Verdict, ReasonCode Reason, string? CaseNumber, IReadOnlyList<Outgoing> Outgoing);

/// <summary>
/// Judges an undecided passage again with what is known now. What is decided then leaves what its verdict allows, as if it had been so
/// at once: a case, or an anonymous fact alone.
/// </summary>
public sealed class UndecidedSettling(Vault vault, Rejudging rejudging, AnonymousFacts anonymous)
{
    /// <summary>Adds what follows to the unit of work, which the caller saves.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="row">The passage, tracked.</param>
    /// <param name="cipher">Of its key.</param>
    /// <param name="supplied">What officials added by now; null for what was added before.</param>
    /// <param name="known">What is known now.</param>
    /// <param name="by">Who or what made that it is judged again.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Settled> Judge(CentralDb db, UndecidedPassage row, SubjectCipher cipher, Supplied? supplied, Facts known, Actor by, Instant now, CancellationToken ct)
    {
        string place = UndecidedPassage.Place(row.Id);
        var stored = StoredJson.Read<JudgedPassage>(cipher.Open(row.Sealed, place));
        // No case yet: papers that were withdrawn since make none.
        var judged = await rejudging.Now(db, stored, null, known, now, ct, papersAt: now, supplied);
        var record = VerdictRecords.Of(judged, VerdictRecords.GroundsOf(Rejudging.CameraOf(stored.Verdict, db.CurrentSite, stored.ReadPassage()), judged), known, now);
        if (judged.Verdict.Code == VerdictCode.Undecided)
        {
            if (record.Reason != row.Reason || supplied is not null)
            {
                row.Reason = record.Reason;
                row.Sealed = cipher.Seal(StoredJson.Write(stored.Under(record)), place);
            }

            return new Settled(judged.Verdict.Code, judged.Verdict.Reason, null, []);
        }

        var (number, outgoing) = await Leave(db, row, stored.Under(record), judged, now, ct);
        db.Undecided.Remove(row);
        await Vault.Drop(db, row.Id, ct);
        AuditTrail.Record(db, by, "undecided.settle", $"passage:{row.Id}", $"{stored.Verdict.Reason} > {record.Verdict}", now);
        return new Settled(judged.Verdict.Code, judged.Verdict.Reason, number, outgoing);
    }

    private async Task<(string? Number, IReadOnlyList<Outgoing> Outgoing)> Leave(CentralDb db, UndecidedPassage row, JudgedPassage stored, Judgement judged, Instant now, CancellationToken ct)
    {
        var message = stored.ReadPassage();
        bool hit = judged.Verdict.Code is VerdictCode.Suspected or VerdictCode.Warning;
        if (!hit || Deadlines.SettlesAt(message.SeenFrom, judged.Document!, judged.Verdict.Offences[0]) is null)
        {
            await Counters.Add(db, Counters.Verdicts, judged.Verdict.Code.Code(), 1, ct);
            db.AnonymousFacts.Add(anonymous.Of(judged, row.Camera, message.Direction));
        }

        if (!hit)
            return (null, [new Outgoing(db.CurrentSite, row.Camera, new DiscardEvidence([row.Id]))]);
        await ExpiryGrace.Note(db, judged, message, now, ct);
        var cases = new OpenCases(db, vault);
        bool ask = await new CaseIntake(db, vault, cases, now).File(message, judged, stored, ct);
        var file = cases.All.Single();
        if (judged.Supplied is { } supplied)
            file.Append(new FactsSupplied(now, supplied.Facts.Count > 0 ? supplied.Facts[^1].By : supplied.Read!.By, message.Id, message.Plate?.Text, supplied.Read, supplied.Facts));
        return (file.Row.Number, ask ? [new Outgoing(db.CurrentSite, row.Camera, new SendEvidence(row.Id, []))] : []);
    }
}
