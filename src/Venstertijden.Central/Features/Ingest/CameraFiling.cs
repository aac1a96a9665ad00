using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Keeps what was last heard of each camera.</summary>
internal sealed class CameraFiling(CentralDb db, Instant now)
{
    private readonly Dictionary<CameraId, CameraState> _states = [];

    public async Task Take(Intaken read, CancellationToken ct)
    {
        switch (read)
        {
            case HealthIn health:
                var seen = await State(health.Camera.Camera, ct);
                if (seen.LastHealthAt is { } last && health.Health.At < last)
                    break;
                (seen.LastHealthAt, seen.LastHealth) = (health.Health.At, System.Text.Encoding.UTF8.GetString(health.Message.Payload));
                break;
            case StatusIn status:
                Link(await State(status.Camera.Camera, ct), status.Status);
                break;
            case PassageIn { IsSigned: true } passage:
                var state = await State(passage.Camera.Camera, ct);
                state.LastPassageAt = state.LastPassageAt is { } before ? Instant.Max(before, passage.Passage.SeenFrom) : passage.Passage.SeenFrom;
                break;
        }
    }

    /// <summary>A Last Will of an older session (its time is that session's start) says nothing about a newer one.</summary>
    private void Link(CameraState state, StatusMessage status)
    {
        bool older = state.Session != status.Session && state.LinkSince is { } since && status.At < since && state.Link == LinkStatus.Online;
        if (older || (state.Link == status.Status && state.Session == status.Session))
            return;
        (state.Link, state.Session) = (status.Status, status.Session);
        state.LinkSince = status.Status == LinkStatus.Online ? status.At : now;
    }

    private async Task<CameraState> State(CameraId camera, CancellationToken ct)
    {
        if (!_states.TryGetValue(camera, out var state))
        {
            state = await db.CameraStates.FirstOrDefaultAsync(s => s.Camera == camera, ct);
            if (state is null)
                db.CameraStates.Add(state = new CameraState { Camera = camera, Site = db.CurrentSite });
            _states[camera] = state;
        }

        state.LastHeardAt = now;
        return state;
    }
}
