using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Contracts;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>
/// The first passage after an exemption ended sends a message and no sanction (N21), where the policy document gives that grace: once per
/// exemption, for the whole visit. Who uses it is on record, so that a second visit finds it used.
/// </summary>
public static class ExpiryGrace
{
    /// <summary>Judges a passage, with the grace of an exemption that has just ended when there is one and it is not used.</summary>
    public static Task<Judgement> Judge(CentralDb db, Judge judge, PassageMessage message, EnrolledCamera camera, Facts facts, Instant now, CancellationToken ct) =>
        Judge(db, judge, message, judge.ReadOf(message), camera, facts, now, ct);

    /// <summary>The same under a plate that an officer read.</summary>
    public static async Task<Judgement> Judge(CentralDb db, Judge judge, PassageMessage message, Policy.Plates.PlateText? plate, EnrolledCamera camera, Facts facts, Instant now, CancellationToken ct)
    {
        var judged = judge.Passage(message, plate, camera, facts, now);
        foreach (var ended in Candidates(judged))
        {
            if (await Use(db, ended.Id, ct) is { } use && !SharesVisit(use, message, judged))
                continue;
            return judge.Passage(message, judged.Plate, camera, facts, now, ended.Id);
        }

        return judged;
    }

    /// <summary>Notes that a passage has used the grace, in the same unit of work as its case.</summary>
    public static async Task Note(CentralDb db, Judgement judged, PassageMessage message, Instant now, CancellationToken ct)
    {
        if (judged.Circumstances.Grace is { } exemption && await Use(db, exemption, ct) is null)
            db.ExpiryGraceUses.Add(new ExpiryGraceUse { Exemption = exemption, Passage = message.Id, SeenFrom = message.SeenFrom, RecordedAt = now });
    }

    /// <summary>Exemptions that opened what is broken and ended so lately that the document lets the first passage off.</summary>
    public static IEnumerable<Exemptions.Exemption> Candidates(Judgement judged)
    {
        if (judged.Verdict.Code != VerdictCode.Suspected || !judged.Verdict.Cautions.HasFlag(Cautions.ExpiredExemption) || judged.Document is not { } document)
            yield break;
        var local = judged.Facts.Time.Local;
        foreach (var held in judged.Exemptions.OrderByDescending(e => e.Until))
        {
            if (!ExemptionKinds.TryParse(held.Kind, out var kind) || document.RuleFor(kind) is not { } rule || held.Until is not { } until)
                continue;
            var exemption = new Policy.Exemptions.Exemption(kind, held.From, until, held.WholeDays);
            if (!exemption.HasEndedAt(local, rule.AfterLastDay) || !rule.Hours.IsOpen(local))
                continue;
            bool graced = judged.Verdict.Offences.All(regime => rule.Opens.Contains(regime)
                && document.Terms(regime)?.ExpiryGrace is { Value: var grace }
                && !exemption.HasEndedAt(Earlier(local, grace), rule.AfterLastDay));
            if (graced)
                yield return held;
        }
    }

    private static LocalDateTime Earlier(LocalDateTime local, Duration by) => local.PlusNanoseconds(-by.ToInt64Nanoseconds());

    private static bool SharesVisit(ExpiryGraceUse use, PassageMessage message, Judgement judged)
    {
        var span = judged.Document!.Terms(judged.Verdict.Offences[0])!.VisitSpan.Value;
        return use.Passage == message.Id || message.SeenFrom <= use.SeenFrom + span;
    }

    private static async Task<ExpiryGraceUse?> Use(CentralDb db, Guid exemption, CancellationToken ct) => await db.ExpiryGraceUses.FindAsync([exemption], ct);
}
