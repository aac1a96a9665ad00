using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Policy;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>What is asked of the papers of one camera and one regime.</summary>
/// <param name="Needed">The kinds that a sanction needs, by the policy document.</param>
/// <param name="Rule">The rule in force (<see cref="RuleMark"/>): an approval is given for one.</param>
/// <param name="WarningMinimum">Least length of the warning period after the approval; null for any.</param>
public readonly record struct PaperNeeds(EnumSet<PaperKind> Needed, string Rule, Period? WarningMinimum);

/// <summary>
/// The rule of readiness (design section 6): from the papers on file, the moment of the act and the moment of knowing to what may follow. Pure, and
/// without allocation: it is asked for every passage.
/// </summary>
public static class PaperRule
{
    /// <summary>How a camera stood for a regime.</summary>
    /// <param name="papers">All papers about that camera and regime, oldest date first (<see cref="Paper.DatedAt"/>).</param>
    /// <param name="camera">The camera.</param>
    /// <param name="needs">What is asked.</param>
    /// <param name="act">Local time of the act.</param>
    /// <param name="knownAt">What was filed or withdrawn later is not known.</param>
    public static Standing Of(ReadOnlySpan<Paper> papers, CameraId camera, in PaperNeeds needs, LocalDateTime act, Instant knownAt)
    {
        var lacks = Lack.None;
        var day = act.Date;
        if (needs.Needed.Contains(PaperKind.TrafficOrder) && InForce(papers, PaperKind.TrafficOrder, day, knownAt) is null)
            lacks |= Lack.TrafficOrder;
        if (needs.Needed.Contains(PaperKind.Dpia) && InForce(papers, PaperKind.Dpia, day, knownAt) is null)
            lacks |= Lack.Dpia;
        if (needs.Needed.Contains(PaperKind.OfficerAppointments) && InForce(papers, PaperKind.OfficerAppointments, day, knownAt) is null)
            lacks |= Lack.OfficerAppointments;
        if (needs.Needed.Contains(PaperKind.SignSet) && InForce(papers, PaperKind.SignSet, day, knownAt) is null)
            lacks |= Lack.SignSet;
        if (needs.Needed.Contains(PaperKind.CameraAcceptance) && InForce(papers, PaperKind.CameraAcceptance, day, knownAt) is null)
            lacks |= Lack.CameraAcceptance;
        if (needs.Needed.Contains(PaperKind.SignInspection))
            lacks |= Inspections(papers, act, knownAt);
        var approval = needs.Needed.Contains(PaperKind.Approval) ? Approvals(papers, camera, needs.Rule, day, knownAt) : Lack.None;
        lacks |= approval;
        // Without approval nobody is warned either: that is said once.
        if (approval == Lack.None && needs.Needed.Contains(PaperKind.WarningPeriod) && !HasWarned(papers, camera, needs, day, knownAt))
            lacks |= Lack.WarningPeriod;
        return new Standing(lacks);
    }

    /// <summary>The paper of a kind that counts on a day: of several the one that began last. Null when there is none.</summary>
    public static Paper? InForce(ReadOnlySpan<Paper> papers, PaperKind kind, LocalDate day, Instant knownAt)
    {
        Paper? found = null;
        foreach (var paper in papers)
        {
            if (paper.Kind == kind && paper.Spans(day) && paper.IsFiledBy(knownAt) && !paper.IsWithdrawnOn(day, knownAt)
                && (found is null || (paper.ValidFrom, paper.FiledAt).CompareTo((found.ValidFrom, found.FiledAt)) > 0))
                found = paper;
        }

        return found;
    }

    /// <summary>
    /// The last inspection before the act must have found every sign, at most one calendar month before (GHARL:2021:11637). The first one after it must not have
    /// found a fault: since when the sign was gone nobody knows.
    /// </summary>
    private static Lack Inspections(ReadOnlySpan<Paper> papers, LocalDateTime act, Instant knownAt)
    {
        Paper? before = InspectionBefore(papers, act, knownAt), after = null;
        foreach (var paper in papers)
        {
            if (paper.DatedAt > act && Counts(paper, act, knownAt) && (after is null || (paper.DatedAt == after.DatedAt && paper.Fault is not null)))
                after = paper;
        }

        if (before?.Fault is not null || after?.Fault is not null)
            return Lack.SignFault;
        return before is null || act.Date > before.DatedAt.Date.PlusMonths(1) ? Lack.SignInspection : Lack.None;
    }

    /// <summary>The last inspection before a moment; of two of one moment the faulty one. Null when there is none.</summary>
    public static Paper? InspectionBefore(ReadOnlySpan<Paper> papers, LocalDateTime act, Instant knownAt)
    {
        Paper? before = null;
        foreach (var paper in papers)
        {
            if (paper.DatedAt <= act && Counts(paper, act, knownAt) && (before is null || paper.DatedAt > before.DatedAt || paper.Fault is not null))
                before = paper;
        }

        return before;
    }

    private static bool Counts(Paper paper, LocalDateTime act, Instant knownAt) => paper.Kind == PaperKind.SignInspection && paper.IsFiledBy(knownAt) && !paper.IsWithdrawnOn(act.Date, knownAt);

    /// <summary>What the best of the approvals lacks: it is given for exact signs, rule and view, and the papers must be shown to have arrived.</summary>
    private static Lack Approvals(ReadOnlySpan<Paper> papers, CameraId camera, string rule, LocalDate day, Instant knownAt)
    {
        var best = Lack.Approval;
        int fewest = int.MaxValue;
        foreach (var paper in papers)
        {
            if (paper.Kind != PaperKind.Approval || !paper.IsFiledBy(knownAt) || !paper.Spans(day))
                continue;
            var lacks = Approval(paper, papers, camera, rule, day, knownAt);
            // Of two that lack as much, the one for the rule in force tells more.
            int rank = (2 * int.PopCount((int)lacks)) + ((lacks & Lack.OtherRule) == 0 ? 0 : 1);
            if (rank > fewest)
                continue;
            (best, fewest) = (lacks, rank);
        }

        return best;
    }

    private static Lack Approval(Paper approval, ReadOnlySpan<Paper> papers, CameraId camera, string rule, LocalDate day, Instant knownAt)
    {
        if (approval.IsWithdrawnOn(day, knownAt))
            return Lack.ApprovalWithdrawn;
        if (Given(approval, camera) is not { } given)
            return Lack.Approval;
        var lacks = Lack.None;
        if (approval.SentOn is not { } sent || approval.ReceivedOn is not { } received || sent > day || received > day)
            lacks |= Lack.ApprovalUnproven;
        if (approval.GivenForRule != rule)
            lacks |= Lack.OtherRule;
        if (InForce(papers, PaperKind.SignSet, day, knownAt) is { } signs && signs.Situation != given.Signs)
            lacks |= Lack.OtherSigns;
        if (InForce(papers, PaperKind.CameraAcceptance, day, knownAt) is { } view && view.Situation != given.View)
            lacks |= Lack.OtherView;
        return lacks;
    }

    /// <summary>Warnings count from the approval on (Groningen 2025 had to begin anew): the part of the period after it must be long enough, and over.</summary>
    private static bool HasWarned(ReadOnlySpan<Paper> papers, CameraId camera, in PaperNeeds needs, LocalDate day, Instant knownAt)
    {
        var approvedSince = needs.Needed.Contains(PaperKind.Approval) ? ApprovedSince(papers, camera, needs.Rule, day, knownAt) : LocalDate.MinIsoValue;
        if (approvedSince is not { } approved)
            return false;
        foreach (var period in papers)
        {
            if (period.Kind != PaperKind.WarningPeriod || !period.IsFiledBy(knownAt) || period.IsWithdrawnOn(day, knownAt) || period.ValidUntil is not { } ended || ended > day)
                continue;
            var from = LocalDate.Max(period.ValidFrom, approved);
            if (from < ended && (needs.WarningMinimum is not { } least || from + least <= ended))
                return true;
        }

        return false;
    }

    /// <summary>Since when the camera has been approved without a break, for whichever rule; null when what holds on that day is not.</summary>
    private static LocalDate? ApprovedSince(ReadOnlySpan<Paper> papers, CameraId camera, string rule, LocalDate day, Instant knownAt)
    {
        LocalDate? since = null;
        foreach (var paper in papers)
        {
            if (paper.Kind == PaperKind.Approval && paper.IsFiledBy(knownAt) && paper.Spans(day) && Approval(paper, papers, camera, rule, day, knownAt) == Lack.None && !(paper.ValidFrom >= since))
                since = paper.ValidFrom;
        }

        while (since is { } found && Joining(papers, camera, found, knownAt) is { } earlier)
            since = earlier.ValidFrom;
        return since;
    }

    /// <summary>An approval of the camera that began before a date and lasted until it.</summary>
    private static Paper? Joining(ReadOnlySpan<Paper> papers, CameraId camera, LocalDate date, Instant knownAt)
    {
        foreach (var paper in papers)
        {
            if (paper.Kind == PaperKind.Approval && paper.IsFiledBy(knownAt) && paper.ValidFrom < date && !(EndOf(paper, knownAt) < date) && Given(paper, camera) is not null)
                return paper;
        }

        return null;
    }

    private static ApprovedCamera? Given(Paper approval, CameraId camera)
    {
        foreach (var one in approval.GivenFor)
            if (one.Camera == camera.Value)
                return one;
        return null;
    }

    /// <summary>First date on which it counts no more, by its term or its withdrawal; null for never.</summary>
    private static LocalDate? EndOf(Paper paper, Instant knownAt)
    {
        var withdrawn = paper.WithdrawnAt is { } at && at <= knownAt ? paper.WithdrawnFrom : null;
        return (paper.ValidUntil, withdrawn) is ({ } until, { } from) ? LocalDate.Min(until, from) : paper.ValidUntil ?? withdrawn;
    }
}
