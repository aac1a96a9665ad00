using CsCheck;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Tests.Features.Readiness;

/// <summary>From papers, act and moment of knowing to what may follow. Each row: what is otherwise with a whole file, when the act was, and what is lacking then.</summary>
public class PaperRuleTests
{
    private const string Zone = "assen-kernwinkelgebied";
    private static readonly CameraId Kerkstraat = CameraId.Parse("kerkstraat");
    private static readonly PolicyDocument Document = AssenPolicies.All.On(ZoneId.Parse(Zone), new LocalDate(2026, 3, 2))!;
    private static readonly Instant Filed = Instant.FromUtc(2026, 1, 5, 9, 0);
    private static readonly Instant Known = Instant.FromUtc(2026, 6, 1, 9, 0);
    private static readonly Guid Signs = new(1, 0, 0, new byte[8]);
    private static readonly Guid View = new(2, 0, 0, new byte[8]);
    private static readonly Guid OtherSituation = new(3, 0, 0, new byte[8]);

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("everything on file", "2026-03-02T06:46", "", "fine");
        foreach (var (kind, lack) in ((PaperKind, string)[])[(PaperKind.TrafficOrder, "traffic-order"), (PaperKind.Dpia, "dpia"), (PaperKind.OfficerAppointments, "officer-appointments"), (PaperKind.SignSet, "sign-set"), (PaperKind.SignInspection, "sign-inspection"), (PaperKind.CameraAcceptance, "camera-acceptance")])
            yield return Row($"no {kind.Code()}", "2026-03-02T06:46", lack, "count", f => f.RemoveAll(p => p.Kind == kind));
        yield return Row("no approval", "2026-03-02T06:46", "approval", "count", f => f.RemoveAll(p => p.Kind == PaperKind.Approval));
        yield return Row("no warning period", "2026-03-02T06:46", "warning-period", "warn", f => f.RemoveAll(p => p.Kind == PaperKind.WarningPeriod));

        // Inspections: at most one calendar month, both sides.
        yield return Row("inspected exactly one calendar month before", "2026-03-15T23:59", "", "fine");
        yield return Row("inspected one calendar month and a day before", "2026-03-16T00:00", "sign-inspection", "count");
        yield return Row("the 31st lasts to the end of February", "2026-02-28T12:00", "", "fine", f => Only(f, Inspection("2026-01-31T09:00")));
        yield return Row("and no longer", "2026-03-01T00:00", "sign-inspection", "count", f => Only(f, Inspection("2026-01-31T09:00")));
        yield return Row("inspected an hour after the act", "2026-02-15T05:00", "sign-inspection", "count", f => Only(f, Inspection("2026-02-15T06:00")));
        yield return Row("inspected an hour before the act", "2026-02-15T07:00", "", "fine", f => Only(f, Inspection("2026-02-15T06:00")));
        yield return Row("the one before found a fault", "2026-03-02T06:46", "sign-fault", "count", f => Only(f, Inspection("2026-02-10T06:00"), Inspection("2026-02-15T06:00", "bord weg")));
        yield return Row("the one after found a fault: nobody knows since when", "2026-03-02T06:46", "sign-fault", "count", f => f.Add(Inspection("2026-03-12T06:00", "bord weg")));
        yield return Row("a fault that was mended before", "2026-03-02T06:46", "", "fine", f => Only(f, Inspection("2026-02-10T06:00", "bord weg"), Inspection("2026-02-15T06:00")));
        yield return Row("a fault after the next good one touches nothing", "2026-03-02T06:46", "", "fine", f => f.AddRange([Inspection("2026-03-12T06:00"), Inspection("2026-03-20T06:00", "bord weg")]));
        yield return Row("a good one of the same moment does not hide a fault", "2026-03-02T06:46", "sign-fault", "count", f => f.AddRange([Inspection("2026-03-12T06:00", "bord weg"), Inspection("2026-03-12T06:00")]));
        yield return Row("a faulty one that was withdrawn never was", "2026-03-02T06:46", "", "fine", f => f.Add(Inspection("2026-03-12T06:00", "bord weg").Withdrawn(Filed, new LocalDate(2026, 3, 12), "x", "verkeerde straat")));
        yield return Row("filed after the moment of knowing", "2026-03-02T06:46", "sign-inspection", "count", f => Only(f, Inspection("2026-02-15T06:00", filed: Known + Duration.FromSeconds(1))));

        // Approval (N1, N3).
        yield return Row("papers not shown to have arrived", "2026-03-02T06:46", "approval-unproven", "count", f => Replace(f, PaperKind.Approval, _ => Approval(received: null)));
        yield return Row("papers that arrived a day later", "2026-03-02T06:46", "approval-unproven", "count", f => Replace(f, PaperKind.Approval, _ => Approval(received: "2026-03-03")));
        yield return Row("papers that arrived on the day", "2026-03-02T06:46", "", "fine", f => Replace(f, PaperKind.Approval, _ => Approval(received: "2026-03-02")));
        yield return Row("approved from the next day on", "2026-03-02T06:46", "approval", "count", f => Replace(f, PaperKind.Approval, _ => Approval(from: "2026-03-03")));
        yield return Row("approval ended the day before", "2026-03-02T06:46", "approval", "count", f => Replace(f, PaperKind.Approval, _ => Approval(until: "2026-03-02")));
        yield return Row("withdrawn from that day on", "2026-03-02T06:46", "approval-withdrawn", "count", f => Replace(f, PaperKind.Approval, a => a.Withdrawn(Filed, new LocalDate(2026, 3, 2), "OM", "borden onduidelijk")));
        yield return Row("withdrawn from the day after on", "2026-03-02T06:46", "", "fine", f => Replace(f, PaperKind.Approval, a => a.Withdrawn(Filed, new LocalDate(2026, 3, 3), "OM", "borden onduidelijk")));
        yield return Row("withdrawn, which is not known yet", "2026-03-02T06:46", "", "fine", f => Replace(f, PaperKind.Approval, a => a.Withdrawn(Known + Duration.FromSeconds(1), new LocalDate(2026, 1, 1), "OM", "borden onduidelijk")));
        yield return Row("approved for another camera", "2026-03-02T06:46", "approval", "count", f => Replace(f, PaperKind.Approval, _ => Approval(camera: "marktstraat")));
        yield return Row("approved for another rule", "2026-03-02T06:46", "other-rule", "count", f => Replace(f, PaperKind.Approval, _ => Approval(rule: "another")));
        yield return Row("the signs changed since", "2026-03-02T06:46", "other-signs", "count", f => f.Add(Make(PaperKind.SignSet, "2026-02-20", situation: OtherSituation)));
        yield return Row("signs that change later", "2026-03-02T06:46", "", "fine", f => f.Add(Make(PaperKind.SignSet, "2026-03-03", situation: OtherSituation)));
        yield return Row("new photographs of the same signs", "2026-03-02T06:46", "", "fine", f => f.Add(Make(PaperKind.SignSet, "2026-02-20", situation: Signs)));
        yield return Row("the camera looks another way", "2026-03-02T06:46", "other-view", "count", f => f.Add(Make(PaperKind.CameraAcceptance, "2026-02-20", situation: OtherSituation)));
        yield return Row("a second approval for the new signs", "2026-03-02T06:46", "", "fine", f => f.AddRange([Make(PaperKind.SignSet, "2026-02-20", situation: OtherSituation), Approval(from: "2026-02-20", signs: OtherSituation)]));

        // Warnings (N2): 14 days after the approval, and over.
        yield return Row("the last day of the warning period", "2026-01-31T12:00", "warning-period", "warn", f => Only(f, Inspection("2026-01-15T06:00")));
        yield return Row("the day after it", "2026-02-01T12:00", "", "fine");
        yield return Row("fourteen days after the approval", "2026-03-02T06:46", "", "fine", f => Replace(f, PaperKind.Approval, _ => Approval(from: "2026-01-18")));
        yield return Row("thirteen days after the approval: warnings before it do not count", "2026-03-02T06:46", "warning-period", "warn", f => Replace(f, PaperKind.Approval, _ => Approval(from: "2026-01-19")));
        yield return Row("approved anew without a break: the warnings stay", "2026-03-02T06:46", "", "fine", f => Replace(f, PaperKind.Approval, _ => Approval(until: "2026-02-20"), Approval(from: "2026-02-20")));
        yield return Row("approved anew after a break: they begin anew", "2026-03-02T06:46", "warning-period", "warn", f => Replace(f, PaperKind.Approval, _ => Approval(until: "2026-02-19"), Approval(from: "2026-02-20")));
    }

    [TestCaseSource(nameof(Table))]
    public void What_is_on_file_decides_what_may_follow(string act, string lacks, string mode, Action<List<Paper>> change)
    {
        var papers = Whole();
        change(papers);
        var standing = Standing(papers, act, Known);
        Assert.That((standing.Code(), standing.Mode.ToString().ToLowerInvariant()), Is.EqualTo((lacks, mode)));
        Assert.That(Central.Features.Readiness.Standing.Of(standing.Code()), Is.EqualTo(standing), "as a verdict keeps it");
    }

    [Test]
    public void What_the_document_does_not_ask_for_is_not_lacking()
    {
        var older = AssenPolicies.All.On(ZoneId.Parse(Zone), new LocalDate(2010, 3, 2))!;
        Assert.That(older.Papers, Does.Not.Contain(PaperKind.Dpia), "the older document asks for four");
        Assert.That(ReadinessFile.Empty.Of(older, Kerkstraat, Regime.PedestrianZone, new LocalDateTime(2010, 3, 2, 6, 0), Known).Code(), Is.EqualTo("traffic-order;sign-set;sign-inspection;approval"));
    }

    [Test]
    public void Every_lack_belongs_to_one_kind_of_paper() =>
        Assert.That(PaperKinds.All.SelectMany(k => new Standing(Central.Features.Readiness.Standing.LacksOf(k)).Codes()), Is.EquivalentTo(new Standing((Lack)16383).Codes()));

    [Test]
    public void Papers_of_another_camera_zone_or_regime_change_nothing() => Change.Sample(change =>
    {
        var (paper, act) = change;
        var elsewhere = Whole();
        elsewhere.Add(Copy(paper, zone: "assen-brink"));
        elsewhere.Add(Copy(paper, camera: "marktstraat"));
        elsewhere.Add(Copy(paper, regime: Regime.ZeroEmissionZone));
        return Standing(elsewhere, act, Known) == Standing(Whole(), act, Known);
    });

    [Test]
    public void A_good_paper_more_takes_nothing_away_unless_it_says_that_something_changed() => Change.Sample(change =>
    {
        var (paper, act) = change;
        var before = Standing(Whole(), act, Known).Lacks;
        bool changes = paper.Fault is not null || paper.Situation == OtherSituation;
        var after = Standing([.. Whole(), paper], act, Known).Lacks;
        return changes || (after & ~before) == 0;
    });

    [Test]
    public void To_withdraw_a_paper_is_as_if_it_had_never_been_filed_or_better_known() => Change.Sample(change =>
    {
        var (paper, act) = change;
        var without = Standing(Whole(), act, Known);
        var withdrawn = Standing([.. Whole(), paper.Withdrawn(Known, paper.ValidFrom, "x", "vergissing")], act, Known);
        return withdrawn == without && Standing([.. Whole(), paper], act, Filed - Duration.FromDays(1)).Lacks == Standing([], act, Known).Lacks;
    });

    [Test]
    public void Asking_costs_next_to_no_memory()
    {
        var file = new ReadinessFile(Whole());
        var act = new LocalDateTime(2026, 3, 2, 6, 46);
        Assert.That(file.Of(Document, Kerkstraat, Regime.PedestrianZone, act, Known).Mode, Is.EqualTo(EnforcementMode.Fine));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            file.Of(Document, Kerkstraat, Regime.PedestrianZone, act, Known);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64_000), "bytes for a thousand");
    }

    [Test]
    public void The_mark_of_a_rule_is_another_when_windows_or_signs_are_and_the_same_for_another_year()
    {
        var last = AssenPolicies.All.On(ZoneId.Parse(Zone), new LocalDate(2025, 6, 1))!;
        Assert.That(RuleMark.Of(last, Regime.PedestrianZone), Is.EqualTo(RuleMark.Of(Document, Regime.PedestrianZone)));
        Assert.That(RuleMark.Of(Document, Regime.ZeroEmissionZone), Is.Not.EqualTo(RuleMark.Of(Document, Regime.PedestrianZone)));
        var changed = Builders.LaterDocument.Of("assen-kernwinkelgebied-2026-01-01", ("Mo-Sa 07:00-12:00", "Mo-Sa 06:00-12:00"));
        Assert.That(RuleMark.Of(changed, Regime.PedestrianZone), Is.Not.EqualTo(RuleMark.Of(Document, Regime.PedestrianZone)));
    }

    private static readonly Gen<(Paper Paper, string Act)> Change =
        from kind in Gen.Enum<PaperKind>()
        from day in Gen.Int[0, 150]
        from length in Gen.Int[1, 60]
        from fault in Gen.Bool
        from situation in Gen.Int[0, 2]
        from act in Gen.Int[20, 150]
        let date = new LocalDate(2026, 1, 1).PlusDays(day)
        let start = LocalDatePattern.Iso.Format(date)
        let until = LocalDatePattern.Iso.Format(date.PlusDays(length))
        let acted = LocalDatePattern.Iso.Format(new LocalDate(2026, 1, 1).PlusDays(act)) + "T12:00"
        select (kind switch
        {
            PaperKind.SignInspection => Inspection(start + "T06:00", fault ? "bord weg" : null),
            PaperKind.Approval => Approval(start, until),
            _ => Make(kind, start, until, kind is PaperKind.SignSet or PaperKind.CameraAcceptance ? situation == 0 ? OtherSituation : kind == PaperKind.SignSet ? Signs : View : null),
        }, acted);

    private static List<Paper> Whole() =>
    [
        Make(PaperKind.TrafficOrder, "2025-01-01"), Make(PaperKind.Dpia, "2025-01-01"), Make(PaperKind.OfficerAppointments, "2025-01-01"), Make(PaperKind.SignSet, "2025-01-01", situation: Signs),
        Make(PaperKind.CameraAcceptance, "2025-01-01", situation: View), Approval(), Make(PaperKind.WarningPeriod, "2026-01-01", "2026-02-01"), Inspection("2026-01-15T06:00"), Inspection("2026-02-15T06:00"),
    ];

    private static Standing Standing(IEnumerable<Paper> papers, string act, Instant knownAt) =>
        new ReadinessFile(papers).Of(Document, Kerkstraat, Regime.PedestrianZone, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(act).Value, knownAt);

    private static Paper Make(PaperKind kind, string from, string? until = null, Guid? situation = null) => new()
    {
        Id = Guid.NewGuid(), Kind = kind, Zone = Zone, Camera = null, Regime = null, DatedAt = Date(from).AtMidnight(), ValidFrom = Date(from), ValidUntil = until is null ? null : Date(until),
        Situation = situation, FiledAt = Filed, FiledById = null, FiledBy = "Noor van Dijk",
    };

    private static Paper Inspection(string at, string? fault = null, Instant? filed = null) => new()
    {
        Id = Guid.NewGuid(), Kind = PaperKind.SignInspection, Zone = Zone, Camera = Kerkstraat, DatedAt = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(at).Value,
        ValidFrom = Date(at[..10]), Fault = fault, FiledAt = filed ?? Filed, FiledById = null, FiledBy = "Noor van Dijk",
    };

    private static Paper Approval(string from = "2026-01-01", string? until = null, string? received = "2025-12-20", string camera = "kerkstraat", string? rule = null, Guid? signs = null) => new()
    {
        Id = Guid.NewGuid(), Kind = PaperKind.Approval, Zone = Zone, Regime = Regime.PedestrianZone, DatedAt = Date(from).AtMidnight(), ValidFrom = Date(from), ValidUntil = until is null ? null : Date(until),
        SentOn = new LocalDate(2025, 12, 1), SentNumber = "UIT-1", ReceivedOn = received is null ? null : Date(received), ReceivedNumber = "IN-1",
        GivenForRule = rule ?? RuleMark.Of(Document, Regime.PedestrianZone), GivenForCameras = Paper.Write([new ApprovedCamera(camera, signs ?? Signs, View)]), FiledAt = Filed, FiledById = null, FiledBy = "Noor van Dijk",
    };

    private static Paper Copy(Paper paper, string? zone = null, string? camera = null, Regime? regime = null) => new()
    {
        Id = Guid.NewGuid(), Kind = paper.Kind, Zone = zone ?? paper.Zone, Camera = camera is null ? paper.Camera : CameraId.Parse(camera), Regime = regime ?? paper.Regime, DatedAt = paper.DatedAt, ValidFrom = paper.ValidFrom,
        ValidUntil = paper.ValidUntil, Fault = paper.Fault, Situation = paper.Situation, GivenForRule = paper.GivenForRule, GivenForCameras = paper.GivenForCameras, SentOn = paper.SentOn, ReceivedOn = paper.ReceivedOn,
        FiledAt = paper.FiledAt, FiledById = null, FiledBy = paper.FiledBy,
    };

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static void Only(List<Paper> papers, params Paper[] inspections)
    {
        papers.RemoveAll(p => p.Kind == PaperKind.SignInspection);
        papers.AddRange(inspections);
    }

    private static void Replace(List<Paper> papers, PaperKind kind, Func<Paper, Paper> by, params Paper[] more)
    {
        int at = papers.FindIndex(p => p.Kind == kind);
        papers[at] = by(papers[at]);
        papers.AddRange(more);
    }

    private static TestCaseData Row(string what, string act, string lacks, string mode, Action<List<Paper>>? change = null) => new TestCaseData(act, lacks, mode, change ?? (_ => { })).SetArgDisplayNames(what, act);
}
