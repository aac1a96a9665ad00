using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Reports;

/// <summary>What a council member asks: is it getting quieter, are the rules kept, how often was a fine wrong? A day, a month or a year; prints well.</summary>
public sealed class ReportModel(ReportDesk desk, ReportWriter writer, IClock clock, IStringLocalizer<ReportTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "periode")] public string? Length { get; set; }
    [BindProperty(SupportsGet = true, Name = "op")] public string? On { get; set; }
    [BindProperty(SupportsGet = true, Name = "zone")] public string? Zone { get; set; }

    public LocalDate Date { get; private set; }
    public CouncilReport Report { get; private set; } = null!;
    public ReportTables Tables { get; private set; } = null!;
    public string? Problem { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var period = Enum.TryParse<ReportPeriod>(Length, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : ReportPeriod.Month;
        Date = DutchTime.Local(clock.GetCurrentInstant()).Date;
        if (!string.IsNullOrWhiteSpace(On))
        {
            var read = LocalDatePattern.Iso.Parse(On);
            if (read.Success) Date = read.Value;
            else Problem = texts["bad"];
        }

        Report = await desk.Of(period, Date, Zone, ct);
        Tables = writer.Of(Report);
    }

    /// <summary>The same report of another time.</summary>
    public string Address(ReportPeriod period, LocalDate date) => $"/rapport?periode={NameOf(period)}&op={LocalDatePattern.Iso.Format(date)}{(Report.Zone.Length > 0 ? "&zone=" + Report.Zone : "")}";

    /// <summary>The same report as a file.</summary>
    public string File(string extension) => $"/rapport/{NameOf(Report.Span.Period)}/{LocalDatePattern.Iso.Format(Date)}/rapport.{extension}{(Report.Zone.Length > 0 ? "?zone=" + Report.Zone : "")}";

    public static string NameOf(ReportPeriod period) => period.ToString().ToLowerInvariant();
}
