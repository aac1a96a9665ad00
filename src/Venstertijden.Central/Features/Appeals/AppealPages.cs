using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>The addresses of requests and appeal: for officers.</summary>
public static class AppealPages
{
    public static void AddAppealPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Appeals", Permissions.AnswerAppeals);

    public static void MapAppeals(this IEndpointRouteBuilder app)
    {
        var officers = app.MapGroup("").RequireAuthorization(Permissions.AnswerAppeals);
        officers.MapGet("/verzoeken/zitting/{day}.pdf", Hearing);
        officers.MapGet("/verzoeken/lijst.csv", Csv);
    }

    private static async Task<IResult> Hearing(string day, AppealDesk desk, ClaimsPrincipal user, HttpResponse response, CancellationToken ct)
    {
        response.Headers.CacheControl = "no-store";
        return LocalDatePattern.Iso.Parse(day) is { Success: true } read && await desk.Hearing(read.Value, Person.Required(user).Actor, ct) is { } pdf ? Results.File(pdf, "application/pdf") : Results.NotFound();
    }

    private static async Task<IResult> Csv(AppealDesk desk, CancellationToken ct)
    {
        var csv = new StringBuilder("case,stage,reference,received_on,due_on,hearing_on,signed_by,outcome,decided_on\n");
        foreach (var r in await desk.List(ct))
            csv.AppendJoin(',', ((string[])
            [
                r.CaseNumber, Kebab.Name(r.Stage), r.Reference, LocalDatePattern.Iso.Format(r.ReceivedOn), LocalDatePattern.Iso.Format(r.DueOn), r.HearingOn is { } hearing ? LocalDatePattern.Iso.Format(hearing) : "", r.SignedBy ?? "",
                r.Outcome is { } outcome ? Kebab.Name(outcome) : "", r.DecidedOn is { } decided ? LocalDatePattern.Iso.Format(decided) : "",
            ]).Select(CsvCell.Of)).Append('\n');
        return CsvFile.Of(csv.ToString(), "verzoeken.csv");
    }
}

/// <summary>Names the texts of these pages.</summary>
public sealed class AppealTexts;
