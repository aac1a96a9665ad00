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

    /// <summary>Reads what is known of all cameras that the batch speaks of.</summary>
    public async Task Open(IReadOnlyList<Intaken> read, CancellationToken ct)
    {
        CameraId[] cameras = [.. read.Select(CameraOf).OfType<CameraId>().Distinct()];
        if (cameras.Length == 0)
            return;
        foreach (var state in await db.CameraStates.Where(s => cameras.Contains(s.Camera)).ToListAsync(ct))
            _states[state.Camera] = state;
    }

    public void Take(Intaken read)
    {
        switch (read)
        {
            case HealthIn health:
                var seen = State(health.Camera.Camera);
                if (seen.LastHealthAt is { } last && health.Health.At < last)
                    break;
                (seen.LastHealthAt, seen.LastHealth) = (health.Health.At, System.Text.Encoding.UTF8.GetString(health.Message.Payload));
                break;
            case StatusIn status:
                Link(State(status.Camera.Camera), status.Status);
                break;
        }
    }

    /// <summary>An authentic link of the camera came.</summary>
    public void Passed(LinkIn link)
    {
        var state = State(link.Camera.Camera);
        if (link is PassageIn { Passage.SeenFrom: var seen })
            state.LastPassageAt = state.LastPassageAt is { } before ? Instant.Max(before, seen) : seen;
    }

    private static CameraId? CameraOf(Intaken read) => read switch
    {
        LinkIn link => link.Camera.Camera,
        HealthIn health => health.Camera.Camera,
        StatusIn status => status.Camera.Camera,
        _ => null,
    };

    /// <summary>A Last Will of an older session (its time is that session's start) says nothing about a newer one.</summary>
    private void Link(CameraState state, StatusMessage status)
    {
        bool older = state.Session != status.Session && state.LinkSince is { } since && status.At < since && state.Link == LinkStatus.Online;
        if (older || (state.Link == status.Status && state.Session == status.Session))
            return;
        (state.Link, state.Session) = (status.Status, status.Session);
        state.LinkSince = status.Status == LinkStatus.Online ? status.At : now;
    }

    private CameraState State(CameraId camera)
    {
        if (!_states.TryGetValue(camera, out var state))
            db.CameraStates.Add(_states[camera] = state = new CameraState { Camera = camera, Site = db.CurrentSite });
        state.LastHeardAt = now;
        return state;
    }
}
