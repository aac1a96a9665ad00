using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Search;

/// <summary>Search: for who may judge cases; its file with plates also needs the right to take dossiers out.</summary>
public static class SearchPages
{
    private const int MostWithPlates = SearchDesk.MostOpened;

    public static void AddSearchPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Search", Permissions.JudgeCases);

    public static void MapSearch(this IEndpointRouteBuilder app) =>
        app.MapGet("/zoeken/zaken.csv", Csv).RequireAuthorization(Permissions.JudgeCases);

    private static async Task<IResult> Csv([AsParameters] SearchAddress address, bool? kentekens, SearchDesk desk, ClaimsPrincipal user, CancellationToken ct)
    {
        var person = Person.Required(user);
        bool withPlates = kentekens == true;
        if (withPlates && !person.May(Permissions.TakeDossiers))
            return Results.Forbid();
        var sought = address.Zoek is { } note ? await desk.Recall(note, person.Id, ct) : null;
        if (address.Zoek is not null && sought is null)
            return Results.NotFound();
        var found = await desk.Run(address.Filter(), sought, 1, address.Cursor(), withPlates ? MostWithPlates : SearchDesk.MostCounted, person.Actor, ct);
        // Who may have to judge a case reads its plate himself first.
        var plates = withPlates ? await desk.Plates([.. found.Rows.Where(r => r.ErasedAt is null && !CaseMoves.Undecided.Contains(r.State))], person.Actor, ct) : null;
        var csv = new StringBuilder("number,seen,camera,zone,offence,reason,state,legal_last_day").Append(withPlates ? ",plate" : "").Append('\n');
        foreach (var row in found.Rows)
        {
            string[] cells =
            [
                row.Number, LocalDateTimePattern.GeneralIso.Format(DutchTime.Local(row.FirstSeen)), row.Camera.Value, row.Zone, row.Offence, row.Reason, Kebab.Name(row.State), LocalDatePattern.Iso.Format(row.LegalLastDay),
            ];
            csv.AppendJoin(',', cells).Append(plates is null ? "" : "," + plates.GetValueOrDefault(row.Id, "")).Append('\n');
        }

        return CsvFile.Of(csv.ToString(), "zaken.csv");
    }
}

/// <summary>A search as it stands in the address, in the words of the address. Never a plate.</summary>
/// <param name="Van">First day.</param>
/// <param name="Tot">Last day.</param>
/// <param name="Camera">Camera.</param>
/// <param name="Stand">State, kebab-case.</param>
/// <param name="Reden">Reason.</param>
/// <param name="Zoek">Id of the note of the plate.</param>
/// <param name="Na">Where to go on: day and number joined by <c>_</c>.</param>
public sealed record SearchAddress(string? Van, string? Tot, string? Camera, string? Stand, string? Reden, Guid? Zoek, string? Na)
{
    public SearchFilter Filter() => new(
        TypedDay.Of(Van), TypedDay.Of(Tot), Contracts.CameraId.TryParse(Camera, out var camera) ? camera : null,
        Enum.GetValues<CaseState>().Where(s => Kebab.Name(s) == Stand).Select(s => (CaseState?)s).FirstOrDefault(),
        Reden is "outside-window" or "zero-emission" ? Reden : null);

    public SearchCursor? Cursor() => Na?.Split('_') is [var day, var number] && TypedDay.Of(day) is { } date ? new SearchCursor(date, number) : null;

    public bool IsEmpty => Zoek is null && Filter() == new SearchFilter();

    /// <summary>The query of the address, with a page.</summary>
    public string Query(int page = 1, SearchCursor? after = null)
    {
        (string Key, string? Value)[] parts =
        [
            ("van", Van), ("tot", Tot), ("camera", Camera), ("stand", Stand), ("reden", Reden), ("zoek", Zoek?.ToString()),
            ("na", after is { } cursor ? $"{LocalDatePattern.Iso.Format(cursor.ActDate)}_{cursor.Number}" : null),
            ("pagina", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        return string.Join('&', parts.Where(p => p.Value is { Length: > 0 }).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
    }
}

/// <summary>Names the texts of these pages.</summary>
public sealed class SearchTexts;
