using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Cases;

/// <summary>Makes cases of suspected passages within one unit of work, joining those of one visit.</summary>
public sealed class CaseIntake(CentralDb db, Vault vault, OpenCases cases, Instant now)
{
    private static readonly Actor Program = Actor.System("ingest");

    /// <summary>Files a passage; true when its pictures are to be asked for now (not settling, and it names some).</summary>
    public async Task<bool> File(PassageMessage message, Judgement judged, JudgedPassage stored, CancellationToken ct)
    {
        var document = judged.Document ?? throw new InvalidOperationException("A breach without a policy document.");
        var plate = judged.Plate ?? throw new InvalidOperationException("A breach without a plate.");
        var regime = judged.Verdict.Offences[0];
        string index = vault.PlateIndex(db.CurrentSite, plate.Text);
        var span = document.Terms(regime)!.VisitSpan.Value;
        var camera = CameraId.Parse(message.Camera);
        var file = await OfVisit(index, judged.Facts.Zone, message.SeenFrom, span, ct) ?? await Begin(message, judged, document, regime, index, camera, ct);
        file.Append(new PassageJoined(now, Program, message.Id, message.Camera, message.SeenFrom, stored.Verdict.Verdict, stored.Verdict.Reason));
        Move(file.Row, message, camera, document);
        file.Row.WarningOnly = file.Case.WarningOnly;
        db.CasePassages.Add(new CasePassage
        {
            Id = message.Id,
            CaseId = file.Row.Id,
            Camera = camera,
            Chain = message.Chain,
            Seq = message.Seq,
            SeenFrom = message.SeenFrom,
            Sealed = file.Cipher.Seal(StoredJson.Write(stored), CaseLibrary.PassagePlace(message.Id)),
        });
        foreach (var picture in message.Evidence.DistinctBy(p => p.Sha256))
        {
            db.Pictures.Add(new EvidencePicture
            {
                Id = Guid.CreateVersion7(),
                CaseId = file.Row.Id,
                PassageId = message.Id,
                Kind = picture.Kind,
                Sha256 = picture.Sha256,
                MediaType = picture.MediaType,
                Bytes = picture.Bytes,
                RequestedAt = now,
            });
        }

        if (file.Case.State == CaseState.Settling)
            return false;
        if (message.Evidence.Count > 0)
            file.Append(new EvidenceRequested(now, Program, message.Evidence.Count));
        else if (file.Case.State == CaseState.New)
            file.Append(new CaseReady(now, Program));
        return message.Evidence.Count > 0;
    }

    private async Task<CaseFile?> OfVisit(string index, ZoneId zone, Instant seen, Duration span, CancellationToken ct)
    {
        var (from, to) = (seen - span, seen + span);
        bool Joins(CaseRow c) => c.PlateIndex == index && c.Zone == zone.Text && c.LastSeen >= from && c.FirstSeen <= to && CaseMoves.Undecided.Contains(c.State);
        if (cases.All.FirstOrDefault(f => Joins(f.Row)) is { } opened)
            return opened;
        CaseState[] undecided = [.. CaseMoves.Undecided];
        var id = await db.Cases
            .Where(c => c.PlateIndex == index && c.Zone == zone.Text && c.LastSeen >= from && c.FirstSeen <= to && undecided.Contains(c.State))
            .OrderBy(c => c.FirstSeen).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct);
        return id is { } found ? await cases.Open(found, ct) : null;
    }

    private async Task<CaseFile> Begin(PassageMessage message, Judgement judged, PolicyDocument document, Regime regime, string index, CameraId camera, CancellationToken ct)
    {
        var deadlines = Deadlines.Of(message.SeenFrom, document);
        var settlesAt = Deadlines.SettlesAt(message.SeenFrom, document, regime);
        bool warningOnly = judged.Verdict.Code == VerdictCode.Warning;
        var opened = new CaseOpened(
            now, Program, judged.Facts.Zone.Text, judged.Plate!.Value.Text, judged.Plate.Value.Country.Text, judged.Verdict.OffenceCode, judged.Verdict.Reason.Code(), warningOnly, settlesAt);
        var row = new CaseRow
        {
            Id = Guid.CreateVersion7(),
            Number = await CaseFile.NextNumber(db, deadlines.ActDate.Year, ct),
            Zone = opened.Zone,
            Camera = camera,
            State = CaseState.New,
            Offence = opened.Offence,
            Reason = opened.Reason,
            WarningOnly = warningOnly,
            PlateIndex = index,
            FirstSeen = message.SeenFrom,
            LastSeen = message.SeenFrom,
            ActDate = deadlines.ActDate,
            LegalLastDay = deadlines.LegalLastDay,
            InternalLastDay = deadlines.InternalLastDay,
            ReviewBy = (settlesAt ?? now) + document.ReviewTarget.Value,
            SettlesAt = settlesAt,
        };
        return cases.Begin(row, opened);
    }

    /// <summary>Messages come in any order: an earlier passage of the visit moves the act, and so the deadlines.</summary>
    private static void Move(CaseRow row, PassageMessage message, CameraId camera, PolicyDocument document)
    {
        row.LastSeen = Instant.Max(row.LastSeen, message.SeenFrom);
        if (message.SeenFrom >= row.FirstSeen)
            return;
        var deadlines = Deadlines.Of(message.SeenFrom, document);
        (row.FirstSeen, row.Camera) = (message.SeenFrom, camera);
        (row.ActDate, row.LegalLastDay, row.InternalLastDay) = (deadlines.ActDate, deadlines.LegalLastDay, deadlines.InternalLastDay);
    }
}
