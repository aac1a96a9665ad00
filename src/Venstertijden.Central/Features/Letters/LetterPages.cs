using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Letters;

/// <summary>The addresses of letters: their texts for policy staff, the letters themselves for officers.</summary>
public static class LetterPages
{
    public static void AddLetterPages(this PageConventionCollection pages)
    {
        foreach (string page in (string[])["Index", "Edit"])
            pages.AuthorizePage($"/Letters/{page}", Permissions.WriteLetters);
        pages.AuthorizePage("/Letters/Warnings", Permissions.SendLetters);
    }

    public static void MapLetters(this IEndpointRouteBuilder app)
    {
        app.MapGet("/brieven/{kind}/{number:int}/voorbeeld.pdf", Example).RequireAuthorization(Permissions.WriteLetters);
        var senders = app.MapGroup("").RequireAuthorization(Permissions.SendLetters);
        senders.MapGet("/brieven/afdruk/{batch:guid}.pdf", Print);
        senders.MapGet("/brieven/brief/{id:guid}.pdf", Open);
        senders.MapGet("/waarschuwingen/lijst.csv", List);
    }

    /// <summary>Reads the name of a kind in an address; null when there is none such.</summary>
    internal static LetterKind? KindOf(string? name) => Enum.GetValues<LetterKind>().Where(k => Kebab.Name(k) == name).Select(k => (LetterKind?)k).FirstOrDefault();

    private static async Task<IResult> Example(string kind, int number, LetterTemplates templates, IClock clock, CancellationToken ct)
    {
        if (KindOf(kind) is not { } known || await templates.Find(known, number, ct) is not { } version || LetterTemplate.Read(version.Text, known, out _) is not { } template)
            return Results.NotFound();
        return Results.File(AccessiblePdf.Write(template.Fill(LetterFields.Examples(known), "voorbeeld"), clock.GetCurrentInstant()), "application/pdf");
    }

    private static async Task<IResult> Print(Guid batch, LetterDesk desk, IStringLocalizer<LetterTexts> texts, ClaimsPrincipal user, HttpResponse response, CancellationToken ct)
    {
        response.Headers.CacheControl = "no-store";
        return await desk.Print(batch, Person.Required(user).Actor, texts["batches.print"], ct) is { } pdf ? Results.File(pdf, "application/pdf") : Results.NotFound();
    }

    private static async Task<IResult> Open(Guid id, LetterDesk desk, ClaimsPrincipal user, HttpResponse response, CancellationToken ct)
    {
        response.Headers.CacheControl = "no-store";
        return await desk.Open(id, Person.Required(user).Actor, ct) is { } found ? Results.File(found.Pdf, "application/pdf", $"{Kebab.Name(found.Letter.Kind)}-{found.Letter.CaseNumber}.pdf") : Results.NotFound();
    }

    private static async Task<IResult> List(WarningDesk desk, CancellationToken ct)
    {
        var csv = new StringBuilder("case,act_date,zone,regime,period_until,further_cases,sent_as,lacks_paper\n");
        foreach (var warning in await desk.Waiting(ct))
            csv.AppendJoin(',', ((string[])
            [
                warning.Cases[0].Number, LocalDatePattern.Iso.Format(warning.Cases[0].ActDate), warning.Cases[0].Zone, Kebab.Name(warning.Regime), warning.PeriodUntil is { } until ? LocalDatePattern.Iso.Format(until) : "",
                FormattableString.Invariant($"{warning.Cases.Count - 1}"), warning.SentAs ?? "", warning.LacksPaper ? "true" : "false",
            ]).Select(CsvCell.Of)).Append('\n');
        return CsvFile.Of(csv.ToString(), "waarschuwingen.csv");
    }
}

/// <summary>Names the texts of these pages.</summary>
public sealed class LetterTexts;
