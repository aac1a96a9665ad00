using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Api.Documents;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Api.Vehicles;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Api.Allowances;

/// <summary>What vehicles may do: many plates at once, or one of the fleet with its coming years.</summary>
internal static class AllowanceApi
{
    /// <summary>Plates in one question.</summary>
    public const int MostPlates = 500;

    private const int LongestBody = 32_768;
    private const string Note = "Inside a window only loading and unloading is allowed. A plate that is not in the fleet is answered by rules and register alone: whoever holds an exemption may have more.";

    public static void MapAllowances(this IEndpointRouteBuilder api)
    {
        api.MapPost("/allowances", Many).For(ApiScopes.ReadVehicles).WithTags("Allowances").WithName("askAllowances").WithSummary("What up to 500 plates may do")
            .WithDescription("At a moment (`at`), and on the days up to `until`. A plate that is none is told in its own place; the others are answered.").Accepts<AllowanceQuestion>("application/json").Produces<AllowanceListJson>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        api.MapGet("/vehicles/{id:guid}/allowances", One).For(ApiScopes.ReadVehicles).WithTags("Allowances").WithName("getAllowances").WithSummary("What one vehicle of the fleet may do, and in the coming years").WithDescription("At a moment (`at`), on the days up to `until`, in one `zone` or all; and by the zero-emission rule in the coming years.")
            .Produces<VehicleAllowancesJson>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Many(HttpContext context, AllowanceDesk desk, FirmFleet fleet, IClock clock)
    {
        var body = await ApiBody.Read<AllowanceQuestion>(context, LongestBody);
        if (body.Value is not { } asked)
            return body.Refusal!;
        var (now, problems) = (clock.GetCurrentInstant(), new List<FieldProblem>());
        if (asked.Plates is not { Count: >= 1 and <= MostPlates } plates)
        {
            problems.Add(FieldProblem.OfBody("plates", $"expected 1 to {MostPlates} plates"));
            plates = [];
        }

        var when = AllowanceTime.Read(asked.At, asked.Until, asked.Zone, now, desk.Zones, FieldProblem.OfBody, problems);
        if (problems.Count > 0 || when is null)
            return ProblemAnswers.BadFields(problems);
        var own = await fleet.Ids(ApiCaller.Of(context).FirmId, context.RequestAborted);
        var sight = await fleet.Sight(ApiCaller.Of(context).FirmId, context.RequestAborted);
        return Results.Json(new AllowanceListJson(when.At, when.Until, now, desk.RegisterFetchedAt, [.. plates.Select(Answer)], Note), StoredJson.Options);

        PlateAllowance Answer(string? text)
        {
            if (!PlateText.TryParse(text?.Trim(), CountryCode.Netherlands, out var plate))
                return new PlateAllowance(text?.Length > 20 ? text[..20] : text ?? "", null, null, [], "expected a Dutch number plate: six letters and digits, with or without dashes");
            Guid? id = own.TryGetValue(plate.Text, out var found) ? found : null;
            return new PlateAllowance(plate.Text, id, id is null ? AllowanceBasis.RulesAndRegister : AllowanceBasis.WithExemptions, desk.Of(plate, id is null ? null : sight, when), null);
        }
    }

    private static async Task<IResult> One(Guid id, HttpContext context, AllowanceDesk desk, FirmFleet fleet, IClock clock, string? at, string? until, string? zone)
    {
        if (await fleet.Find(ApiCaller.Of(context).FirmId, id, context.RequestAborted) is not { } vehicle)
            return ProblemAnswers.NotFound("vehicle");
        var (now, problems) = (clock.GetCurrentInstant(), new List<FieldProblem>());
        if (AllowanceTime.Read(at, until, zone, now, desk.Zones, FieldProblem.OfQuery, problems) is not { } when)
            return ProblemAnswers.BadFields(problems);
        var years = vehicle.Zones.Where(z => when.Zone is null || when.Zone == z.Access.Zone).Select(z => new ZoneYears(
            z.Access.Zone.Text, [.. fleet.Years(z.Access).Select(p => new YearSpan(p.From, p.Until, p.Access, p.Reason))], [.. z.Ends.Select(EndingRight.Of)]));
        return Results.Json(new VehicleAllowancesJson(id, when.At, when.Until, now, desk.RegisterFetchedAt, desk.Of(vehicle.Plate, await fleet.Sight(ApiCaller.Of(context).FirmId, context.RequestAborted), when), [.. years]), StoredJson.Options);
    }
}
