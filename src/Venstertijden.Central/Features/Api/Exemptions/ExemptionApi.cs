using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Api.Documents;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Api.Vehicles;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Api.Exemptions;

/// <summary>Where an exemption stands at this moment.</summary>
[JsonConverter(typeof(KebabEnum<ExemptionStatus>))]
public enum ExemptionStatus
{
    /// <summary>It begins later.</summary>
    Coming,

    /// <summary>It holds now.</summary>
    InForce,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>An exemption of a vehicle of the firm.</summary>
/// <param name="Id">The same for all versions of it.</param>
/// <param name="VehicleId">Whose it is.</param>
/// <param name="Kind">Such as <c>carrier-zero-emission</c>.</param>
/// <param name="Zone">The one zone it holds in; null for all.</param>
/// <param name="ValidFrom">First local moment; null for long ago.</param>
/// <param name="ValidUntil">First local moment at which it no longer holds; null for no end.</param>
/// <param name="Status">Now.</param>
/// <param name="ApplicationNumber">Of the firm's own application; null when it came otherwise.</param>
/// <param name="Vehicle">Address of the vehicle.</param>
public sealed record ExemptionJson(
    Guid Id, Guid VehicleId, string Kind, string? Zone, LocalDateTime? ValidFrom, LocalDateTime? ValidUntil, ExemptionStatus Status, string? ApplicationNumber, string Vehicle);

/// <summary>A part of the exemptions.</summary>
/// <param name="Exemptions">By the day on which they end, the latest first.</param>
/// <param name="Total">How many fit what was asked, on all pages.</param>
/// <param name="Links">The pages around this one.</param>
public sealed record ExemptionListJson(IReadOnlyList<ExemptionJson> Exemptions, int Total, PageLinks Links);

/// <summary>The exemptions of the firm's vehicles, as its pages show them.</summary>
internal static class ExemptionApi
{
    public static void MapExemptions(this IEndpointRouteBuilder api)
    {
        var exemptions = api.MapGroup("/exemptions").WithTags("Exemptions");
        exemptions.MapGet("", List).For(ApiScopes.ReadExemptions).WithName("listExemptions").WithSummary("Exemptions of the firm's vehicles")
            .WithDescription("`status` takes those that are coming, in-force or ended; `vehicleId` those of one vehicle.").Produces<ExemptionListJson>().InParts().Refuses(StatusCodes.Status400BadRequest);
        exemptions.MapGet("/{id:guid}", One).For(ApiScopes.ReadExemptions).WithName("getExemption").WithSummary("One exemption").WithDescription("As it stands now; what it was before is not told.").Produces<ExemptionJson>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(HttpContext context, FirmFleet fleet, CentralDb db, IClock clock, string? status, string? vehicleId)
    {
        var problems = new List<FieldProblem>();
        var paging = ApiPaging.Read(context.Request.Query, problems);
        ExemptionStatus? only = string.IsNullOrEmpty(status) ? null : Enum.GetValues<ExemptionStatus>().Where(s => Kebab.Name(s) == status).Select(s => (ExemptionStatus?)s).FirstOrDefault();
        if (!string.IsNullOrEmpty(status) && only is null)
            problems.Add(FieldProblem.OfQuery("status", $"expected one of {string.Join(", ", Enum.GetValues<ExemptionStatus>().Select(Kebab.Name))}"));
        Guid? vehicle = Guid.TryParse(vehicleId, out var read) ? read : null;
        if (!string.IsNullOrEmpty(vehicleId) && vehicle is null)
            problems.Add(FieldProblem.OfQuery("vehicleId", "expected the id of a vehicle, a UUID"));
        if (problems.Count > 0 || paging is null)
            return ProblemAnswers.BadFields(problems);
        var found = (await All(context, fleet, db, clock)).Where(e => (only is null || e.Status == only) && (vehicle is null || e.VehicleId == vehicle)).ToList();
        return Results.Json(new ExemptionListJson(paging.Of(found), found.Count, paging.Links(context.Request, found.Count)), StoredJson.Options);
    }

    private static async Task<IResult> One(Guid id, HttpContext context, FirmFleet fleet, CentralDb db, IClock clock) =>
        (await All(context, fleet, db, clock)).FirstOrDefault(e => e.Id == id) is { } one ? Results.Json(one, StoredJson.Options) : ProblemAnswers.NotFound("exemption");

    private static async Task<IReadOnlyList<ExemptionJson>> All(HttpContext context, FirmFleet fleet, CentralDb db, IClock clock)
    {
        var (firm, now, ct) = (ApiCaller.Of(context).FirmId, DutchTime.Local(clock.GetCurrentInstant()), context.RequestAborted);
        var numbers = await db.Applications.AsNoTracking().Where(a => a.FirmId == firm && a.ExemptionId != null).ToDictionaryAsync(a => a.ExemptionId!.Value, a => a.Number, ct);
        return
        [
            .. from v in await fleet.List(firm, ct)
               from e in v.Exemptions
               orderby e.Until ?? LocalDateTime.MaxIsoValue descending, e.Id
               select new ExemptionJson(e.Id, v.Row.Id, e.Kind, e.Zone, e.From, e.Until, e.From > now ? ExemptionStatus.Coming : e.Until <= now ? ExemptionStatus.Ended : ExemptionStatus.InForce,
                   numbers.GetValueOrDefault(e.Id), VehicleJson.AddressOf(v.Row.Id)),
        ];
    }
}
