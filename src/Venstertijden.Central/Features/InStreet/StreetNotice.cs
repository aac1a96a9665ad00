using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;
using Direction = Venstertijden.Contracts.Direction;

namespace Venstertijden.Central.Features.InStreet;

/// <summary>
/// A vehicle that an officer may stop now and a camera may never fine: of a country for which the rules say <c>street</c>. It lives in memory for some
/// minutes and is written nowhere.
/// </summary>
/// <param name="Id">Of the passage.</param>
/// <param name="Seen">When.</param>
/// <param name="Camera">Where.</param>
/// <param name="Place">The camera's name for people.</param>
/// <param name="Plate">As read, with its country.</param>
/// <param name="Looks">Class and colour as the camera saw them; null when it did not.</param>
/// <param name="IsSure">The rule is broken whatever vehicle it is; else the officer must see what it is.</param>
public sealed record StreetNotice(Guid Id, Instant Seen, CameraId Camera, string Place, PlateText Plate, VehicleHint? Looks, bool IsSure)
{
    /// <summary>So long after it was seen a vehicle can still be met.</summary>
    public static readonly Duration Lasts = Duration.FromMinutes(15);

    /// <summary>The notice of a passage; null when there is nothing to stop, or its country is only counted. Pure.</summary>
    public static StreetNotice? Of(PassageMessage message, Judgement judged, EnrolledCamera camera, Instant now)
    {
        if (judged is not { Plate: { Country.IsForeign: true } plate, Document: { } document } || document.ForeignPlatesOf(plate.Country) != ForeignPlates.Street)
            return null;
        // No register knows a foreign vehicle, so mostly it is only not ruled out: it may be a trailer.
        if (judged.Verdict.Pedestrian is not (RuleOutcome.Broken or RuleOutcome.Unknown) || !message.Clock.Synchronised)
            return null;
        bool wayCounts = camera.EnforcedDirection == Direction.Unknown || message.Direction == camera.EnforcedDirection;
        return !wayCounts || message.SeenFrom + Lasts <= now
            ? null
            : new StreetNotice(message.Id, message.SeenFrom, camera.Camera, camera.DisplayName, plate, message.Vehicle, judged.Verdict.Pedestrian == RuleOutcome.Broken);
    }
}

/// <summary>
/// The notices of the last minutes, by site, in the memory of this process alone: nothing of them reaches database, log or broker, and a restart forgets them.
/// Of several centrals each holds what it took in itself.
/// </summary>
public sealed class StreetNotices(IClock clock)
{
    /// <summary>Kept per site, the newest: more nobody can stop.</summary>
    public const int Most = 50;

    private ImmutableDictionary<SiteId, ImmutableArray<StreetNotice>> _bySite = ImmutableDictionary<SiteId, ImmutableArray<StreetNotice>>.Empty;

    public void Add(SiteId site, IReadOnlyCollection<StreetNotice> notices)
    {
        if (notices.Count == 0)
            return;
        var now = clock.GetCurrentInstant();
        ImmutableInterlocked.AddOrUpdate(ref _bySite, site, _ => Fresh([.. notices], now), (_, held) => Fresh([.. notices, .. held], now));
    }

    /// <summary>Those that still last, newest first; what is over is forgotten by asking.</summary>
    public ImmutableArray<StreetNotice> Of(SiteId site)
    {
        if (!_bySite.TryGetValue(site, out var held))
            return [];
        var fresh = Fresh(held, clock.GetCurrentInstant());
        if (fresh.Length < held.Length)
            ImmutableInterlocked.AddOrUpdate(ref _bySite, site, fresh, (_, now) => Fresh(now, clock.GetCurrentInstant()));
        return fresh;
    }

    private static ImmutableArray<StreetNotice> Fresh(ImmutableArray<StreetNotice> notices, Instant now) =>
        [.. notices.Where(n => n.Seen + StreetNotice.Lasts > now).OrderByDescending(n => n.Seen).Take(Most)];
}
