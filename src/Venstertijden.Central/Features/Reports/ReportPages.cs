using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Reports;

/// <summary>The report's addresses, for who may see counts.</summary>
public static class ReportPages
{
    public static void AddReportPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Reports", Permissions.SeeReports);

    public static void MapReports(this IEndpointRouteBuilder app) =>
        app.MapGet("/rapport/{period}/{date}/rapport.csv", Csv).RequireAuthorization(Permissions.SeeReports);

    private static async Task<IResult> Csv(string period, string date, CentralDb db, CancellationToken ct) =>
        Enum.TryParse<ReportPeriod>(period, ignoreCase: true, out var length) && LocalDatePattern.Iso.Parse(date) is { Success: true } read
            ? Results.File(Encoding.UTF8.GetBytes((await PassageReport.Of(db, length, read.Value, ct)).Csv()), "text/csv", $"rapport-{period.ToLowerInvariant()}-{date}.csv")
            : Results.NotFound();
}
