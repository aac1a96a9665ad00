using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>The operator's addresses; everything in this folder is for who watches the cameras.</summary>
public static class CameraPages
{
    public static void AddCameraPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Cameras", Permissions.WatchCameras);

    public static void MapCameras(this IEndpointRouteBuilder app) =>
        app.MapGet("/cameras/stroom", (IServiceScopeFactory scopes, CancellationToken gone) => LiveStream.Of(ct => Pulse(scopes, ct), gone)).RequireAuthorization(Permissions.WatchCameras);

    /// <summary>What of the cameras makes a page that shows them out of date.</summary>
    public sealed record CameraPulse(string Signals)
    {
        public static CameraPulse Of(IEnumerable<CameraSignals> cameras) => new(string.Join('|', cameras.Select(c =>
            $"{c.Tile.Camera.Camera} {c.Tile.PassagesToday} {(c.Tile.LastHeardAt is { } heard ? InstantPattern.General.Format(heard) : "")} {string.Join(' ', c.All.Select(s => $"{s.Word}{s.Figure}"))}")));
    }

    private static async Task<CameraPulse> Pulse(IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return CameraPulse.Of((await scope.ServiceProvider.GetRequiredService<CameraOverview>().List(ct)).Select(CameraSignals.Of));
    }
}
