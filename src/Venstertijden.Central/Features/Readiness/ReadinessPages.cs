using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>The addresses of the file of papers: to look for officers and policy staff, to file and withdraw for policy staff.</summary>
public static class ReadinessPages
{
    public static void AddReadinessPages(this PageConventionCollection pages)
    {
        foreach (string page in (string[])["Index", "Detail"])
            pages.AuthorizePage($"/Readiness/{page}", Permissions.SeePapers);
        foreach (string page in (string[])["File", "Withdraw"])
            pages.AuthorizePage($"/Readiness/{page}", Permissions.FilePapers);
    }

    public static void MapReadiness(this IEndpointRouteBuilder app)
    {
        var all = app.MapGroup("").RequireAuthorization(Permissions.SeePapers);
        all.MapGet("/dossier-klaar/overzicht.csv", Csv);
        all.MapGet("/dossier-klaar/bestand/{id:guid}", Download);
    }

    private static async Task<IResult> Csv(ReadinessOverview overview, CancellationToken ct)
    {
        var csv = new StringBuilder("zone,camera,regime,mode,paper,state,dated,last_day,number,example,lacks\n");
        foreach (var row in await overview.Rows(ct))
            foreach (var cell in row.Cells)
                csv.AppendJoin(',', ((string[])
                [
                    row.Camera.Zone, row.Camera.Camera.Value, Kebab.Name(row.Regime), Kebab.Name(row.Mode), cell.Kind.Code(), Kebab.Name(cell.State),
                    cell.Paper is { } paper ? LocalDatePattern.Iso.Format(paper.DatedAt.Date) : "", cell.LastDay is { } last ? LocalDatePattern.Iso.Format(last) : "",
                    cell.Paper?.Number ?? "", cell.Paper?.IsExample == true ? "true" : "false", string.Join(';', cell.Lacks),
                ]).Select(CsvCell.Of)).Append('\n');
        return CsvFile.Of(csv.ToString(), string.Create(CultureInfo.InvariantCulture, $"dossier-klaar-{LocalDatePattern.Iso.Format(overview.Today)}.csv"));
    }

    private static async Task<IResult> Download(Guid id, ReadinessDesk desk, ClaimsPrincipal user, HttpResponse response, CancellationToken ct)
    {
        if (await desk.Open(id, Person.Required(user).Actor, ct) is not { } found)
            return Results.NotFound();
        response.Headers.CacheControl = "no-store";
        return Results.File(found.Content, found.Upload.MediaType, found.Upload.FileName);
    }
}

/// <summary>Names the texts of these pages.</summary>
public sealed class ReadinessTexts;
