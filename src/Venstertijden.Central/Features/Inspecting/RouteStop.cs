using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>A sign that belongs to a post.</summary>
/// <param name="Regimes">The rules that it makes known.</param>
/// <param name="Code">RVV code, such as <c>G07z</c>.</param>
/// <param name="Text">What it says.</param>
public sealed record RouteSign(ImmutableArray<Regime> Regimes, string Code, string Text);

/// <summary>How soon a post must be inspected, the most pressing first.</summary>
public enum Urgency
{
    /// <summary>The last inspection found a fault: nothing counts until a good one.</summary>
    Fault,

    /// <summary>Never inspected, or longer ago than a calendar month.</summary>
    Overdue,

    /// <summary>Its last day is near (<see cref="ReadinessOverview.InspectionSoonDays"/>).</summary>
    Soon,

    Later,
}

/// <summary>A post on the round: one camera with the signs that stand at it.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Name">For people.</param>
/// <param name="Place">Street and town.</param>
/// <param name="Zone">The zone of the policy documents.</param>
/// <param name="Signs">Every sign of the rules that are enforced there; one that stands elsewhere is answered so.</param>
/// <param name="Last">The last inspection; null when there never was one.</param>
/// <param name="Urgency">How soon.</param>
public sealed record RouteStop(CameraId Camera, string Name, string Place, string Zone, ImmutableArray<RouteSign> Signs, Paper? Last, Urgency Urgency)
{
    /// <summary>Last local day that the last inspection covers: one calendar month, clamped to the end of a shorter one. Null when it covers none.</summary>
    public LocalDate? LastDay => LastDayOf(Last);

    public bool IsDue => Urgency != Urgency.Later;

    internal static LocalDate? LastDayOf(Paper? inspection) => inspection is { Fault: null } good ? good.DatedAt.Date.PlusMonths(1) : null;
}

/// <summary>The posts that need an inspection each month, in the order of the round. Pure.</summary>
public static class Route
{
    /// <summary>What is due first, then street by street.</summary>
    /// <param name="cameras">Cameras in use.</param>
    /// <param name="rules">The document in force of a zone; null for none.</param>
    /// <param name="file">All papers.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<RouteStop> Of(IEnumerable<EnrolledCamera> cameras, Func<string, PolicyDocument?> rules, ReadinessFile file, Instant now) =>
    [
        .. from camera in cameras
           let document = rules(camera.Zone)
           where document is not null && document.Papers.Contains(PaperKind.SignInspection)
           let signs = SignsOf(document, camera)
           where signs.Length > 0
           let stop = StopOf(camera, signs, file, now)
           orderby stop.Urgency, camera.Place, camera.Street, camera.DisplayName
           select stop,
    ];

    private static RouteStop StopOf(EnrolledCamera camera, ImmutableArray<RouteSign> signs, ReadinessFile file, Instant now)
    {
        var local = DutchTime.Local(now);
        var last = PaperRule.InspectionBefore(file.About(camera.Zone, camera.Camera, signs[0].Regimes[0]), local, now);
        return new RouteStop(camera.Camera, camera.DisplayName, $"{camera.Street}, {camera.Place}", camera.Zone, signs, last, UrgencyOf(last, local.Date));
    }

    private static Urgency UrgencyOf(Paper? last, LocalDate today) => (last, RouteStop.LastDayOf(last)) switch
    {
        ({ Fault: not null }, _) => Urgency.Fault,
        (_, null) => Urgency.Overdue,
        (_, { } day) when day < today => Urgency.Overdue,
        (_, { } day) when day <= today.PlusDays(ReadinessOverview.InspectionSoonDays) => Urgency.Soon,
        _ => Urgency.Later,
    };

    // A sign that both rules name hangs there once.
    private static ImmutableArray<RouteSign> SignsOf(PolicyDocument document, EnrolledCamera camera) =>
    [
        .. from regime in Enum.GetValues<Regime>()
           where (regime == Regime.PedestrianZone ? camera.PedestrianMode : camera.ZeroEmissionMode) != EnforcementMode.Off
           from sign in document.Terms(regime)?.Signs ?? []
           group regime by (sign.Code, sign.Text) into hung
           select new RouteSign([.. hung], hung.Key.Code, hung.Key.Text),
    ];
}
