using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>Files one paper: a form with the fields of its kind.</summary>
[RequestSizeLimit(MaxRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public sealed class FileModel(ReadinessOverview overview, ReadinessDesk desk, IStringLocalizer<ReadinessTexts> texts) : PageModel
{
    private const long MaxRequest = 64L * 1024 * 1024;

    [BindProperty(SupportsGet = true)] public string Camera { get; set; } = "";
    [BindProperty(SupportsGet = true)] public string Regime { get; set; } = "";
    [BindProperty(SupportsGet = true, Name = "stuk")] public string? KindCode { get; set; }
    [BindProperty] public string? DatedOn { get; set; }
    [BindProperty] public string? Time { get; set; }
    [BindProperty] public string? ValidFrom { get; set; }
    [BindProperty] public string? LastDay { get; set; }
    [BindProperty] public string? Number { get; set; }
    [BindProperty] public string? Note { get; set; }
    [BindProperty] public string? Outcome { get; set; }
    [BindProperty] public string? Fault { get; set; }
    [BindProperty] public string? SentOn { get; set; }
    [BindProperty] public string? SentNumber { get; set; }
    [BindProperty] public string? ReceivedOn { get; set; }
    [BindProperty] public string? ReceivedNumber { get; set; }
    [BindProperty] public bool Unchanged { get; set; }
    [BindProperty] public string[] Cameras { get; set; } = [];
    [BindProperty] public string? Seen { get; set; }
    [BindProperty] public bool Confirmed { get; set; }
    [BindProperty] public List<IFormFile> Uploads { get; set; } = [];

    public ReadinessRow Row { get; private set; } = null!;
    public PaperKind Kind { get; private set; }

    /// <summary>Cameras of the same zone: an approval may name several.</summary>
    public IReadOnlyList<ReadinessRow> OfZone { get; private set; } = [];

    public IReadOnlyList<TouchedCase> Touched { get; private set; } = [];
    public IReadOnlyList<PaperFault> Faults { get; private set; } = [];

    public string Problem(string field) => string.Join(" ", Faults.Where(f => f.Field == field).Select(f => texts["fault." + f.Code].Value).Distinct());

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        Cameras = [Camera];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        var unread = new List<PaperFault>();
        var request = Asked(unread);
        if (unread.Count > 0)
        {
            Faults = unread;
            return Page();
        }

        var outcome = await desk.File(request, await UploadedPaper.Read(Uploads, ct), Confirmed ? Seen : null, Person.Required(User).Actor, ct);
        if (outcome.Paper is null)
        {
            (Faults, Touched) = (outcome.Faults, outcome.Touched);
            Seen = TouchedCase.MarkOf(Touched);
            ModelState.Clear();
            return Page();
        }

        string what = texts["kind." + Kind.Code()];
        TempData.Tell(outcome.Touched.Count switch { 0 => texts["told.filed", what], 1 => texts["told.filed.touched.one", what], var count => texts["told.filed.touched", what, count] });
        return Redirect(Row.Address);
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        if (!CameraId.TryParse(Camera, out var camera) || DetailModel.RegimeOf(Regime) is not { } regime || !PaperKinds.TryParse(KindCode, out var kind))
            return false;
        var rows = await overview.Rows(ct);
        if (rows.FirstOrDefault(r => r.Camera.Camera == camera && r.Regime == regime) is not { } row)
            return false;
        (Row, Kind) = (row, kind);
        OfZone = [.. rows.Where(r => r.Regime == regime && r.Camera.Zone == row.Camera.Zone)];
        return true;
    }

    private PaperRequest Asked(List<PaperFault> unread)
    {
        LocalDate? Date(string? text, string field)
        {
            if (string.IsNullOrWhiteSpace(text)) return null;
            if (LocalDatePattern.Iso.Parse(text) is { Success: true } read) return read.Value;
            unread.Add(new PaperFault(field, "not-a-date"));
            return null;
        }

        var time = LocalTime.Midnight;
        if (!string.IsNullOrWhiteSpace(Time))
        {
            var read = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(Time);
            if (read.Success) time = read.Value;
            else unread.Add(new PaperFault("Time", "not-a-time"));
        }

        if (Kind == PaperKind.SignInspection && Outcome is not ("good" or "fault"))
            unread.Add(new PaperFault("Outcome", "missing"));
        return new PaperRequest(Kind, Row.Camera.Zone, Row.Camera.Camera, Row.Regime)
        {
            DatedOn = Date(DatedOn, "DatedOn"), Time = time, ValidFrom = Date(ValidFrom, "ValidFrom"), LastDay = Date(LastDay, "LastDay"), Number = Words(Number), Note = Words(Note),
            FoundFault = Outcome == "fault", Fault = Words(Fault), SentOn = Date(SentOn, "SentOn"), SentNumber = Words(SentNumber), ReceivedOn = Date(ReceivedOn, "ReceivedOn"), ReceivedNumber = Words(ReceivedNumber),
            Unchanged = Unchanged, Cameras = [.. OfZone.Select(r => r.Camera.Camera).Where(c => Cameras.Contains(c.Value))],
        };
    }

    private static string Words(string? text) => text?.Trim() ?? "";

    public string Today => LocalDatePattern.Iso.Format(overview.Today);
}
