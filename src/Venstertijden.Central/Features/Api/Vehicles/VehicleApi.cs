using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Api.Documents;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Api.Vehicles;

/// <summary>The firm's fleet, as its pages have it (<see cref="FirmFleet"/>).</summary>
internal static class VehicleApi
{
    public static void MapVehicles(this IEndpointRouteBuilder api)
    {
        var vehicles = api.MapGroup("/vehicles").WithTags("Vehicles");
        vehicles.MapGet("", List).For(ApiScopes.ReadVehicles).WithName("listVehicles").WithSummary("The firm's vehicles")
            .WithDescription("By plate. `group` takes those of one group, `access` those with one traffic light: now, later, unknown, partly or never.").Produces<VehicleListJson>().InParts().Refuses(StatusCodes.Status400BadRequest);
        vehicles.MapGet("/{id:guid}", One).For(ApiScopes.ReadVehicles).WithName("getVehicle").WithSummary("One vehicle").WithDescription("With what it may do now, and what of its rights ends first.").Produces<VehicleJson>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        vehicles.MapPost("", Add).For(ApiScopes.WriteVehicles).WithName("addVehicle").WithSummary("Adds a vehicle to the fleet")
            .WithDescription("With an `Idempotency-Key` the same request, sent again within 24 hours, gives the same answer and adds nothing.").Accepts<NewVehicle>("application/json").Produces<VehicleJson>(StatusCodes.Status201Created)
            .WithMetadata(new ApiParameter("Idempotency-Key", "1 to 100 characters of your own, such as a UUID.", true, false))
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        vehicles.MapPut("/{id:guid}", Change).For(ApiScopes.WriteVehicles).WithName("changeVehicle").WithSummary("Another name, group and last day").WithDescription("What is left out becomes empty. The plate stays: another plate is another vehicle.").Accepts<VehicleChange>("application/json").Produces<VehicleJson>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        vehicles.MapDelete("/{id:guid}", Remove).For(ApiScopes.WriteVehicles).WithName("removeVehicle").WithSummary("Takes a vehicle out of the fleet")
            .WithDescription("For a week it can be put back on the firm's page.").Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(HttpContext context, FirmFleet fleet, string? group, string? access)
    {
        var problems = new List<FieldProblem>();
        var paging = ApiPaging.Read(context.Request.Query, problems);
        Light? light = null;
        if (!string.IsNullOrEmpty(access))
        {
            light = Enum.GetValues<Light>().Where(l => Kebab.Name(l) == access).Select(l => (Light?)l).FirstOrDefault();
            if (light is null)
                problems.Add(FieldProblem.OfQuery("access", $"expected one of {string.Join(", ", Enum.GetValues<Light>().Select(Kebab.Name))}"));
        }

        if (problems.Count > 0 || paging is null)
            return ProblemAnswers.BadFields(problems);
        var found = (await fleet.List(ApiCaller.Of(context).FirmId, context.RequestAborted))
            .Where(v => (string.IsNullOrEmpty(group) || v.Row.Group == group) && (light is null || v.Light == light)).ToList();
        return Results.Json(new VehicleListJson([.. paging.Of(found).Select(VehicleJson.Of)], found.Count, paging.Links(context.Request, found.Count)), StoredJson.Options);
    }

    private static async Task<IResult> One(Guid id, HttpContext context, FirmFleet fleet) =>
        await fleet.Find(ApiCaller.Of(context).FirmId, id, context.RequestAborted) is { } vehicle ? Results.Json(VehicleJson.Of(vehicle), StoredJson.Options) : ProblemAnswers.NotFound("vehicle");

    private static async Task<IResult> Add(HttpContext context, FirmFleet fleet, KeptAnswers answers, IClock clock)
    {
        var body = await ApiBody.Read<NewVehicle>(context);
        if (body.Value is not { } sent)
            return body.Refusal!;
        var problems = new List<FieldProblem>();
        var plate = VehicleForm.Plate(sent.Plate, problems);
        var form = VehicleForm.Read(new VehicleChange(sent.Nickname, sent.Group, sent.HiredUntil), DutchTime.Local(clock.GetCurrentInstant()).Date, problems);
        if (problems.Count > 0 || plate is null)
            return ProblemAnswers.BadFields(problems);
        var (caller, ct) = (ApiCaller.Of(context), context.RequestAborted);
        return await answers.Once(context, body.Bytes, async () =>
        {
            if (await fleet.Find(caller.FirmId, plate.Value, ct) is { } there)
                return new Answer(StatusCodes.Status409Conflict, VehicleJson.AddressOf(there.Row.Id), Problem.Of(StatusCodes.Status409Conflict, "already-there", $"expected a vehicle that is not in the fleet; this one is {there.Row.Id}"));
            await fleet.AddMany(caller.FirmId, [plate.Value], form.Nickname, caller.Actor, ct);
            var added = await fleet.Find(caller.FirmId, plate.Value, ct) ?? throw new InvalidOperationException("A vehicle that was added is not there.");
            if (form is not { Group: null, HiredUntil: null })
            {
                await fleet.Change(caller.FirmId, added.Row.Id, form.Nickname, form.Group, form.HiredUntil, caller.Actor, ct);
                added = await fleet.Find(caller.FirmId, added.Row.Id, ct) ?? added;
            }

            return new Answer(StatusCodes.Status201Created, VehicleJson.AddressOf(added.Row.Id), VehicleJson.Of(added));
        });
    }

    private static async Task<IResult> Change(Guid id, HttpContext context, FirmFleet fleet, IClock clock)
    {
        var body = await ApiBody.Read<VehicleChange>(context);
        if (body.Value is not { } sent)
            return body.Refusal!;
        var problems = new List<FieldProblem>();
        var form = VehicleForm.Read(sent, DutchTime.Local(clock.GetCurrentInstant()).Date, problems);
        if (problems.Count > 0)
            return ProblemAnswers.BadFields(problems);
        var (caller, ct) = (ApiCaller.Of(context), context.RequestAborted);
        return await fleet.Change(caller.FirmId, id, form.Nickname, form.Group, form.HiredUntil, caller.Actor, ct) && await fleet.Find(caller.FirmId, id, ct) is { } changed
            ? Results.Json(VehicleJson.Of(changed), StoredJson.Options)
            : ProblemAnswers.NotFound("vehicle");
    }

    private static async Task<IResult> Remove(Guid id, HttpContext context, FirmFleet fleet)
    {
        var caller = ApiCaller.Of(context);
        var (removed, _) = await fleet.Remove(caller.FirmId, [id], caller.Actor, context.RequestAborted);
        return removed.Count > 0 ? Results.NoContent() : ProblemAnswers.NotFound("vehicle");
    }
}
