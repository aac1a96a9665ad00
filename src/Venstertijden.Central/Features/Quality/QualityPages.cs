using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Quality;

/// <summary>Quality: for officers; releasing a brake is a senior officer's.</summary>
public static class QualityPages
{
    public static void AddQualityPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Quality", Permissions.SeeQuality);

    public static void MapQuality(this IEndpointRouteBuilder app) => app.MapGet("/kwaliteit/lijst.csv", Csv).RequireAuthorization(Permissions.SeeQuality);

    private static async Task<IResult> Csv(QualityDesk desk, CancellationToken ct)
    {
        var csv = new StringBuilder("camera,rule,decided,rejected,false_flags,most_rejected_for\n");
        foreach (var row in await desk.FalseFlags(ct))
            csv.AppendJoin(',', ((string[])[row.CameraName, row.Reason, Number(row.Decided), Number(row.Rejected), Number(row.FalseFlags), row.MostFor ?? ""]).Select(CsvCell.Of)).Append('\n');
        return CsvFile.Of(csv.ToString(), "kwaliteit.csv");
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Names the texts of this page.</summary>
public sealed class QualityTexts;
