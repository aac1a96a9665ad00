using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using static Venstertijden.Central.Tests.Features.Readiness.CasesOnPapers;

namespace Venstertijden.Central.Tests.Features.Readiness;

/// <summary>What is asked of a paper before it is filed, and how it is kept.</summary>
public class ReadinessDeskTests
{
    private CasesOnPapers _there;
    private CentralDb _db;
    private ReadinessDesk _desk;

    [SetUp]
    public async Task OpenDesk()
    {
        _there = await CasesOnPapers.Start();
        _db = _there.Open();
        _desk = _there.Desk(_db);
    }

    [TearDown]
    public async Task CloseDesk()
    {
        await _db.DisposeAsync();
        await _there.DisposeAsync();
    }

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("whole", "", Request(PaperKind.Dpia));
        yield return Row("no date", "DatedOn missing", Request(PaperKind.Dpia) with { DatedOn = null });
        yield return Row("of today", "", Request(PaperKind.Dpia) with { DatedOn = new LocalDate(2026, 3, 2) });
        yield return Row("of tomorrow", "DatedOn future", Request(PaperKind.Dpia) with { DatedOn = new LocalDate(2026, 3, 3) });
        yield return Row("ends on its first day", "", Request(PaperKind.Dpia) with { LastDay = new LocalDate(2026, 3, 1) });
        yield return Row("ends before it begins", "LastDay before-from", Request(PaperKind.Dpia) with { LastDay = new LocalDate(2026, 2, 28) });
        yield return Row("a number of 121", "Number too-long", Request(PaperKind.Dpia) with { Number = new string('1', 121) });
        yield return Row("no file", "Uploads missing", Request(PaperKind.Dpia), []);
        yield return Row("an empty file", "Uploads size;Uploads type", Request(PaperKind.Dpia), [UploadedPaper.Of("leeg.pdf", [])]);
        yield return Row("a program with the name of a PDF", "Uploads type", Request(PaperKind.Dpia), [UploadedPaper.Of("brief.pdf", "MZ program"u8.ToArray())]);
        yield return Row("a page with the name of a picture", "Uploads type", Request(PaperKind.Dpia), [UploadedPaper.Of("bord.png", "<html>"u8.ToArray())]);
        yield return Row("a PDF with the name of a picture", "", Request(PaperKind.Dpia), [UploadedPaper.Of("brief.png", "%PDF-1.4"u8.ToArray())]);
        yield return Row("21 files", "Uploads too-many", Request(PaperKind.Dpia), [.. Enumerable.Repeat(Pdf()[0], 21)]);
        yield return Row("a file a byte too large", "Uploads size", Request(PaperKind.Dpia), [UploadedPaper.Of("a.pdf", [.. "%PDF-"u8, .. new byte[UploadedPaper.MaxBytes - 4]])]);
        yield return Row("signs without a photograph", "Uploads no-picture", Request(PaperKind.SignSet));
        yield return Row("signs with one", "", Request(PaperKind.SignSet), Photo());
        yield return Row("a warning period without end", "LastDay missing", Request(PaperKind.WarningPeriod));
        yield return Row("a fault without words", "Fault missing", Request(PaperKind.SignInspection) with { FoundFault = true });
        yield return Row("an approval without proof can be filed: it only does not count", "", Request(PaperKind.Approval) with { Cameras = [Kerkstraat] });
        yield return Row("an approval for no camera", "Cameras missing", Request(PaperKind.Approval));
        yield return Row("an approval for a camera without signs on file", "Cameras signs-first", Request(PaperKind.Approval) with { Cameras = [CameraId.Parse("vaart")] });
        yield return Row("received before it was sent", "ReceivedOn before-sent", Request(PaperKind.Approval) with { Cameras = [Kerkstraat], SentOn = new LocalDate(2026, 2, 2), ReceivedOn = new LocalDate(2026, 2, 1) });
        yield return Row("received and never sent", "SentOn missing", Request(PaperKind.Approval) with { Cameras = [Kerkstraat], ReceivedOn = new LocalDate(2026, 2, 1) });
        yield return Row("unchanged since nothing", "Unchanged no-earlier", Request(PaperKind.CameraAcceptance, CameraId.Parse("vaart")) with { Unchanged = true });
    }

    [TestCaseSource(nameof(Table))]
    public async Task A_paper_is_filed_when_it_says_what_it_must(string faults, PaperRequest request, IReadOnlyList<UploadedPaper> uploads)
    {
        var file = await ReadinessFile.Read(_db, default);
        var found = PaperCheck.Of(request, uploads, file, new LocalDate(2026, 3, 2), _there.Clock.GetCurrentInstant());
        Assert.That(string.Join(';', found.Select(f => $"{f.Field} {f.Code}")), Is.EqualTo(faults));
    }

    [Test]
    public async Task A_paper_is_kept_sealed_with_its_hash_and_each_look_is_on_record()
    {
        var filed = await _desk.File(Request(PaperKind.Dpia), Pdf("%PDF-1.7 zeer geheim"), null, Noor, default);
        var upload = (await _desk.Uploads([filed.Paper!.Id], default))[filed.Paper.Id].Single();
        Assert.That((upload.FileName, upload.MediaType, upload.Sha256), Is.EqualTo(("brief.pdf", "application/pdf", Signing.Hash("%PDF-1.7 zeer geheim"u8))));
        byte[] kept = await _db.PaperContents.Where(c => c.UploadId == upload.Id).Select(c => c.Sealed).SingleAsync();
        Assert.That(System.Text.Encoding.Latin1.GetString(kept), Does.Not.Contain("geheim"));
        Assert.That((await _desk.Open(upload.Id, Noor, default))!.Value.Content, Is.EqualTo("%PDF-1.7 zeer geheim"u8.ToArray()));
        Assert.That(await _desk.Open(Guid.NewGuid(), Noor, default), Is.Null);
        Assert.That(await _db.Audit.OrderBy(a => a.Number).Where(a => a.Actor == Noor.Name).Select(a => a.Action).ToListAsync(), Is.EqualTo(new[] { "paper.file", "paper.look" }));
    }

    [Test]
    public async Task An_approval_remembers_the_signs_the_rule_and_the_view_it_was_given_for_and_changed_signs_suspend_it()
    {
        var approved = await _desk.File(Request(PaperKind.Approval) with { Cameras = [Kerkstraat], SentOn = new LocalDate(2026, 2, 1), ReceivedOn = new LocalDate(2026, 2, 3) }, Pdf(), null, Noor, default);
        var given = approved.Paper!.GivenFor.Single();
        Assert.That((given.Camera, given.Signs is null, given.View is null), Is.EqualTo(("kerkstraat", false, false)));
        Assert.That(await Today(), Is.EqualTo(""));
        await _desk.File(Request(PaperKind.SignSet) with { Unchanged = true }, Photo(), null, Noor, default);
        Assert.That(await Today(), Is.EqualTo(""), "new photographs of the same signs");
        await _desk.File(Request(PaperKind.SignSet) with { DatedOn = new LocalDate(2026, 3, 2) }, Photo(), null, Noor, default);
        Assert.That(await Today(), Is.EqualTo("other-signs"));
        await _desk.File(Request(PaperKind.Approval) with { DatedOn = new LocalDate(2026, 3, 2), Cameras = [Kerkstraat], SentOn = new LocalDate(2026, 3, 1), ReceivedOn = new LocalDate(2026, 3, 2) }, Pdf(), null, Noor, default);
        Assert.That(await Today(), Is.EqualTo(""), "approved anew");
        Assert.That(_there.Facts.Latest(Builders.Town.Assen).Papers.Papers, Has.Length.EqualTo((await ReadinessFile.Read(_db, default)).Papers.Length), "judging knows at once");
    }

    private async Task<string> Today() => (await ReadinessFile.Read(_db, default)).Of(
        Policy.Assen.AssenPolicies.All.On(ZoneId.Parse(Zone), new LocalDate(2026, 3, 2))!, Kerkstraat, Regime.PedestrianZone, new LocalDateTime(2026, 3, 2, 6, 47), _there.Clock.GetCurrentInstant()).Code();

    private static TestCaseData Row(string what, string faults, PaperRequest request, IReadOnlyList<UploadedPaper>? uploads = null) => new TestCaseData(faults, request, uploads ?? Pdf()).SetArgDisplayNames(what);
}
