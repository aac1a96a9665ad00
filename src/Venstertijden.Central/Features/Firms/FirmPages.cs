using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Firms.Uploading;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A firm's addresses. Its readers see the fleet; planners and owner change it.</summary>
public static class FirmPages
{
    /// <summary>Where a firm sees its fleet.</summary>
    public const string Fleet = "/mijn-voertuigen";

    /// <summary>Where it says how it is warned, and gets its calendar.</summary>
    public const string Settings = "/mijn-voertuigen/instellingen";

    public static void AddFirmPages(this PageConventionCollection pages)
    {
        pages.AuthorizePage("/Firms/Vehicles", Permissions.SeeOwnVehicles).ChangesNeed("/Firms/Vehicles", Permissions.ManageOwnVehicles);
        pages.AuthorizePage("/Firms/Vehicle", Permissions.SeeOwnVehicles).ChangesNeed("/Firms/Vehicle", Permissions.ManageOwnVehicles);
        pages.AuthorizePage("/Firms/Settings", Permissions.ManageOwnVehicles);
        pages.AuthorizeFolder("/Firms/Uploading", Permissions.ManageOwnVehicles);
    }

    public static void MapFirms(this IEndpointRouteBuilder app)
    {
        app.MapGet(Fleet + "/overzicht.csv", async (HttpRequest request, ClaimsPrincipal user, FirmFleet fleet, IClock clock, IStringLocalizer<FirmTexts> texts, CancellationToken ct) =>
        {
            var shown = FleetFilter.Of(request.Query).Apply(await fleet.List(FirmOf(user), ct), DutchTime.Local(clock.GetCurrentInstant()).Date);
            return CsvFile.Of(FleetCsv.Overview(shown, texts), texts["csv.name-of-file"]);
        }).RequireAuthorization(Permissions.SeeOwnVehicles);
        app.MapGet(Fleet + "/upload/{id:guid}/fouten.csv", async (Guid id, ClaimsPrincipal user, UploadDesk desk, IStringLocalizer<FirmTexts> texts, CancellationToken ct) =>
            await desk.Find(FirmOf(user), id, ct) is { } upload
                ? CsvFile.Of(FleetCsv.Faults((await desk.Judge(upload, ct)).Where(r => r.IsFault), texts), texts["csv.name-of-faults"])
                : Results.NotFound()).RequireAuthorization(Permissions.ManageOwnVehicles);
        app.MapGet("/agenda/{key}.ics", async (string key, FleetCalendar calendar, CancellationToken ct) =>
            await calendar.Read(key, ct) is { } file ? Results.Text(file, CalendarFile.MediaType) : Results.NotFound())
            .OpenBecause("A calendar program cannot sign in: the secret in the address is the key, and it opens the dates of one firm.");
    }

    /// <summary>The firm of whoever asks.</summary>
    /// <exception cref="InvalidOperationException">An account of a firm without one.</exception>
    internal static Guid FirmOf(ClaimsPrincipal user) =>
        Person.Required(user) is var me && me.FirmId is { } firm ? firm : throw new InvalidOperationException($"The firm account {me.Id} has no firm.");
}
