using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Reports;

/// <summary>How many came in, and did they keep the rules? A day, a month or a year; prints well, for the council.</summary>
public sealed class ReportModel(CentralDb db, IClock clock, IStringLocalizer<PolicyTexts> texts) : PageModel
{
    private Dictionary<string, string> _cameras = [];

    [BindProperty(SupportsGet = true, Name = "periode")] public string? Length { get; set; }
    [BindProperty(SupportsGet = true, Name = "op")] public string? On { get; set; }

    public ReportPeriod Period { get; private set; }
    public LocalDate Date { get; private set; }
    public PassageReport Report { get; private set; } = null!;
    public string? Problem { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Period = Enum.TryParse<ReportPeriod>(Length, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : ReportPeriod.Month;
        Date = DutchTime.Local(clock.GetCurrentInstant()).Date;
        if (!string.IsNullOrWhiteSpace(On))
        {
            var read = LocalDatePattern.Iso.Parse(On);
            if (read.Success) Date = read.Value;
            else Problem = texts["report.bad"];
        }

        Report = await PassageReport.Of(db, Period, Date, ct);
        _cameras = await db.Cameras.AsNoTracking().ToDictionaryAsync(c => c.Camera.Value, c => c.DisplayName, ct);
    }

    /// <summary>"maart 2026", "2026" or "ma 2 mrt 2026".</summary>
    public string PeriodName => Period switch
    {
        ReportPeriod.Day => Written.Date(Date),
        ReportPeriod.Month => Month(Date),
        _ => Date.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public string Address(ReportPeriod period, LocalDate date) => $"/rapport?periode={period.ToString().ToLowerInvariant()}&op={LocalDatePattern.Iso.Format(date)}";

    public string Count(ReportLine line, ReportColumn column) => Report.Secrecy.Of(line, column) switch
    {
        Showing.Small => texts["few"],
        Showing.Covered => texts["covered"],
        _ => Written.Count(line.Of(column)),
    };

    /// <summary>For a drawing: what is hidden has no height.</summary>
    public long Drawn(ReportLine line, ReportColumn column) => Report.Secrecy.Of(line, column) == Showing.Count ? line.Of(column) : 0;

    public string Share(ReportLine line) => Report.Secrecy.MayShowShare(line) ? Written.Percent(line.Compliance!.Value) : "–";

    public string Name(string by, string value) => by switch
    {
        "time" when Period == ReportPeriod.Day => Hour(value[^2..]),
        "time" when Period == ReportPeriod.Month => Written.Date(LocalDatePattern.Iso.Parse(value).Value),
        "time" => Month(LocalDatePattern.Iso.Parse(value + "-01").Value),
        "hour" => Hour(value),
        "camera" => _cameras.GetValueOrDefault(value, value),
        _ => value.Length == 0 ? texts["category."] : $"{texts["category." + value]} ({value})",
    };

    private string Hour(string value) => texts["hour", int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)];

    private static string Month(LocalDate date) => date.ToString("MMMM uuuu", System.Globalization.CultureInfo.CurrentCulture);
}
