using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>
/// A whole file of made-up papers, for the demo, the benches and tests. Each is marked as an example, and every screen says so; no real camera ever gets one.
/// </summary>
public static class ExamplePapers
{
    private const string FiledBy = "voorbeeld";
    private static readonly LocalDate LongAgo = new(2000, 1, 1);

    /// <summary>Adds what is not there yet for a camera and its zone; saved with the unit of work.</summary>
    /// <param name="db">Where to.</param>
    /// <param name="vault">Seals an upload for each; null for papers without.</param>
    /// <param name="policies">Tell which rules the zone has or had.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="inspected">First and last day of its monthly inspections.</param>
    /// <param name="filedAt">When they count as filed.</param>
    /// <param name="ct">Stops.</param>
    public static async Task Add(CentralDb db, Vault? vault, PolicySet policies, string zone, CameraId camera, (LocalDate From, LocalDate Until) inspected, Instant filedAt, CancellationToken ct)
    {
        var known = new ReadinessFile([.. await db.Papers.AsNoTracking().Where(p => p.Zone == zone).ToListAsync(ct), .. db.Papers.Local.Where(p => p.Zone == zone)]);
        var papers = new List<Paper>();
        if (!known.Papers.Any(p => p.Kind == PaperKind.Dpia))
            papers.AddRange(OfZone(policies, zone, filedAt));
        if (!known.Papers.Any(p => p.Camera == camera))
            papers.AddRange(OfCamera(policies, zone, camera, filedAt));
        var last = known.Papers.Where(p => p.Kind == PaperKind.SignInspection && p.Camera == camera).Select(p => (LocalDate?)p.DatedAt.Date).LastOrDefault();
        papers.AddRange(Inspections(zone, camera, last?.PlusDays(1) ?? inspected.From, inspected.Until, filedAt));
        foreach (var paper in papers)
        {
            db.Papers.Add(paper);
            if (vault is not null)
                Upload(db, vault, paper, filedAt);
        }

        if (papers.Count > 0)
            AuditTrail.Record(db, Actor.System(FiledBy), "paper.example", $"camera:{camera}", $"{zone}: {papers.Count} papers", filedAt);
    }

    /// <summary>All that a camera needs under these rules, inspected monthly between two days.</summary>
    public static IEnumerable<Paper> Of(PolicySet policies, string zone, CameraId camera, (LocalDate From, LocalDate Until) inspected, Instant filedAt) =>
        [.. OfZone(policies, zone, filedAt), .. OfCamera(policies, zone, camera, filedAt), .. Inspections(zone, camera, inspected.From, inspected.Until, filedAt)];

    private static IEnumerable<Paper> OfZone(PolicySet policies, string zone, Instant filedAt)
    {
        yield return Example(PaperKind.Dpia, zone, null, null, LongAgo, filedAt);
        yield return Example(PaperKind.OfficerAppointments, zone, null, null, LongAgo, filedAt);
        foreach (var (regime, rules) in RulesOf(policies, zone))
        {
            yield return Example(PaperKind.TrafficOrder, zone, null, regime, rules[0].Valid.From, filedAt);
            var length = rules.Select(d => d.Terms(regime)!.WarningMinimum?.Value).OfType<Period>().LastOrDefault() ?? Period.FromMonths(1);
            yield return Example(PaperKind.WarningPeriod, zone, null, regime, rules[0].Valid.From, filedAt, until: rules[0].Valid.From + length);
        }
    }

    private static IEnumerable<Paper> OfCamera(PolicySet policies, string zone, CameraId camera, Instant filedAt)
    {
        var view = Example(PaperKind.CameraAcceptance, zone, camera, null, LongAgo, filedAt, situation: Guid.CreateVersion7());
        yield return view;
        foreach (var (regime, rules) in RulesOf(policies, zone))
        {
            var signs = Example(PaperKind.SignSet, zone, camera, regime, rules[0].Valid.From, filedAt, situation: Guid.CreateVersion7());
            yield return signs;
            foreach (string rule in rules.Select(d => RuleMark.Of(d, regime)).Distinct())
                yield return Example(PaperKind.Approval, zone, camera, regime, rules[0].Valid.From, filedAt, rule: rule, given: new ApprovedCamera(camera.Value, signs.Situation, view.Situation));
        }
    }

    private static IEnumerable<Paper> Inspections(string zone, CameraId camera, LocalDate from, LocalDate until, Instant filedAt)
    {
        for (int back = 0; until.PlusMonths(-back) is var day && day >= from; back++)
            yield return Example(PaperKind.SignInspection, zone, camera, null, day, filedAt, time: new LocalTime(6, 0));
    }

    /// <summary>The documents of each regime that the zone has or had, oldest first.</summary>
    private static IEnumerable<(Regime Regime, PolicyDocument[] Rules)> RulesOf(PolicySet policies, string zone) =>
        from regime in Enum.GetValues<Regime>()
        let rules = policies.Documents.Where(d => d.Zone.Text == zone && d.Terms(regime) is not null).OrderBy(d => d.Valid.From).ToArray()
        where rules.Length > 0
        select (regime, rules);

    private static Paper Example(
        PaperKind kind, string zone, CameraId? camera, Regime? regime, LocalDate day, Instant filedAt, LocalTime time = default, LocalDate? until = null, Guid? situation = null, string? rule = null, ApprovedCamera? given = null) => new()
    {
        Id = Guid.CreateVersion7(), Kind = kind, Zone = zone, Camera = camera, Regime = regime, DatedAt = day + time, ValidFrom = day, ValidUntil = until, Number = "VOORBEELD", IsExample = true,
        Situation = situation, GivenForRule = rule, GivenForCameras = given is null ? null : Paper.Write([given]),
        SentOn = given is null ? null : day, SentNumber = given is null ? null : "VOORBEELD-UIT", ReceivedOn = given is null ? null : day, ReceivedNumber = given is null ? null : "VOORBEELD-IN",
        FiledAt = filedAt, FiledById = null, FiledBy = FiledBy,
    };

    private static void Upload(CentralDb db, Vault vault, Paper paper, Instant now)
    {
        byte[] content = Pdf($"VOORBEELD, verzonnen stuk: {paper.Kind.Code()}, {paper.Zone} {paper.Camera}, {paper.ValidFrom:uuuu-MM-dd}");
        var row = new PaperUpload { Id = Guid.CreateVersion7(), PaperId = paper.Id, Number = 1, FileName = $"voorbeeld-{paper.Kind.Code()}.pdf", MediaType = "application/pdf", Bytes = content.Length, Sha256 = Signing.Hash(content) };
        db.PaperUploads.Add(row);
        db.PaperContents.Add(new PaperContent { UploadId = row.Id, Sealed = vault.Create(db, paper.Id, now).Seal(content, ReadinessDesk.Place(row.Id)) });
    }

    /// <summary>One page with one line.</summary>
    private static byte[] Pdf(string line)
    {
        string text = $"BT /F1 12 Tf 60 760 Td ({line.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (number, one) in objects.Index())
        {
            places.Add(pdf.Length);
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number + 1} 0 obj\n{one}\nendobj\n");
        }

        int table = pdf.Length;
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (int place in places)
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
