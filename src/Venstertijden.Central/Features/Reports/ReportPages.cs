using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Reports;

/// <summary>The report's addresses, for who may see counts.</summary>
public static class ReportPages
{
    public static void AddReportPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Reports", Permissions.SeeReports);

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var seers = app.MapGroup("/rapport/{period}/{date}").RequireAuthorization(Permissions.SeeReports);
        seers.MapGet("/rapport.csv", Csv);
        seers.MapGet("/rapport.pdf", Pdf);
    }

    private static async Task<IResult> Csv(string period, string date, string? zone, ReportDesk desk, ReportWriter writer, CancellationToken ct) => Read(period, date) is { } asked
        ? CsvFile.Of(writer.Of(await desk.Of(asked.Period, asked.From, zone, ct)).Csv(), $"rapport-{asked.Time}{(string.IsNullOrEmpty(zone) ? "" : "-" + zone)}.csv")
        : Results.NotFound();

    private static async Task<IResult> Pdf(string period, string date, string? zone, ReportDesk desk, ReportWriter writer, CentralDb db, IClock clock, CancellationToken ct)
    {
        if (Read(period, date) is not { } asked)
            return Results.NotFound();
        var report = await Language.InDutch(() => desk.Of(asked.Period, asked.From, zone, ct));
        byte[] pdf = Language.InDutch(() => AccessiblePdf.Write(writer.Sheet(report, db.CurrentSite), clock.GetCurrentInstant()));
        return Results.File(pdf, "application/pdf", $"rapport-{asked.Time}{(string.IsNullOrEmpty(zone) ? "" : "-" + zone)}.pdf");
    }

    private static ReportSpan? Read(string period, string date) =>
        Enum.TryParse<ReportPeriod>(period, ignoreCase: true, out var length) && Enum.IsDefined(length) && LocalDatePattern.Iso.Parse(date) is { Success: true } read ? ReportSpan.Of(length, read.Value) : null;
}

/// <summary>Puts reports into words.</summary>
public sealed class ReportWriter(IStringLocalizer<ReportTexts> texts, IStringLocalizer<PolicyTexts> words, IStringLocalizer<ReviewTexts> review)
{
    public ReportTables Of(CouncilReport report) => new(report, texts, words, review);

    /// <summary>As a document.</summary>
    public Letters.Sheet Sheet(CouncilReport report, Contracts.SiteId site) => ReportSheet.Of(Of(report), site, texts["title"], texts["how"], texts["row"]);
}
