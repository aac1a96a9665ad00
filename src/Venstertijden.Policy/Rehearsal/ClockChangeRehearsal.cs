using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Rehearsal;

/// <summary>One passage of the rehearsal.</summary>
/// <param name="At">When.</param>
/// <param name="Reading">What a right clock shows then.</param>
/// <param name="IsSecondTime">True in the second of autumn's two equal hours.</param>
/// <param name="Vehicle">Which vehicle of <see cref="RehearsedVehicle.All"/>.</param>
/// <param name="Verdict">By the instant, as the system judges.</param>
/// <param name="ByReading">By what the clock shows, as a person at the sign reads it.</param>
/// <param name="ByForgottenClock">What would be judged of a camera whose clock stays on the old time.</param>
public sealed record RehearsedPassage(
    Instant At, LocalDateTime Reading, bool IsSecondTime, RehearsedVehicle Vehicle, Verdict Verdict, Verdict ByReading, Verdict ByForgottenClock)
{
    /// <summary>True when system and sign disagree: this must never be, and fines of these days must wait.</summary>
    public bool Differs => !ReferenceEquals(Verdict, ByReading);

    /// <summary>True when a clock that was not changed would find another breach, or none: what to look at on the day itself.</summary>
    public bool NeedsTheChange => (Verdict.Code, Verdict.OffenceCode) != (ByForgottenClock.Code, ByForgottenClock.OffenceCode);
}

/// <summary>A vehicle that drives in every rehearsal.</summary>
/// <param name="Name">Short English name.</param>
/// <param name="FactsAt">What is known of it, for a change on the given date.</param>
public sealed record RehearsedVehicle(string Name, Func<ZoneId, LocalDate, PassageFacts> FactsAt)
{
    /// <summary>
    /// A car without rights, a resident's car, and a van without access that holds a day exemption for the day before: its last hours, till 06:00, are those of
    /// the change.
    /// </summary>
    public static ImmutableArray<RehearsedVehicle> All { get; } =
    [
        new("car", (zone, _) => Car(zone)),
        new("resident", (zone, _) => Car(zone) with { Exemptions = [new Exemption(ExemptionKind.Resident)] }),
        new("van with a day exemption", (zone, change) => Car(zone) with
        {
            Category = VehicleCategory.N1,
            Fuels = Fuels.Diesel,
            EmissionClass = EmissionClass.Class4,
            Exemptions = [Exemption.OfDays(ExemptionKind.ZeDay, change.PlusDays(-1), change.PlusDays(-1)), new Exemption(ExemptionKind.BusinessOwnParking)],
        }),
    ];

    private static PassageFacts Car(ZoneId zone) => new()
    {
        Zone = zone,
        Time = default,
        Plate = PlateText.Of(Kenteken.Parse("AE-123-B")),
        Category = VehicleCategory.M1,
        Fuels = Fuels.Benzine,
        EmissionClass = EmissionClass.Class6,
        FirstAdmission = new LocalDate(2012, 6, 1),
        Body = VehicleBody.Plain,
    };
}

/// <summary>
/// Rehearses a change of the clock before it comes: passages around it and at every edge of the days after, judged by the instant and by what the clock shows.
/// Elsewhere a change was missed and every fine of the day was wrong.
/// </summary>
public static class ClockChangeRehearsal
{
    private const int DaysAfter = 2;
    private static readonly Duration Around = Duration.FromHours(3), Step = Duration.FromMinutes(15), Moment = Duration.FromSeconds(1), Later = Duration.FromMinutes(30);

    /// <summary>All passages of a zone, in order of time.</summary>
    /// <param name="policies">All documents.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="change">The change.</param>
    public static ImmutableArray<RehearsedPassage> Of(PolicySet policies, ZoneId zone, ClockChange change) =>
    [
        .. from at in Moments(policies, zone, change)
           from vehicle in RehearsedVehicle.All
           let passage = Passage(policies, vehicle, zone, change, at)
           where passage is not null
           select passage,
    ];

    private static RehearsedPassage? Passage(PolicySet policies, RehearsedVehicle vehicle, ZoneId zone, ClockChange change, Instant at)
    {
        // The right reading is worked out from the two offsets alone, apart from the conversion that it is to check.
        var reading = at.WithOffset(at < change.At ? change.Before : change.After).LocalDateTime;
        if (policies.On(zone, reading.Date) is not { } document)
            return null;
        var facts = vehicle.FactsAt(zone, change.Date);
        var forgotten = at.WithOffset(change.Before).LocalDateTime;
        return new RehearsedPassage(
            at, reading, IsSecondTime(change, at), vehicle,
            Decide.Judge(policies, facts with { Time = PassageTime.At(at) }, PassageContext.RulesAlone),
            Decide.AtLocal(document, facts, PassageContext.RulesAlone, reading),
            Decide.AtLocal(policies.On(zone, forgotten.Date) ?? document, facts, PassageContext.RulesAlone, forgotten));
    }

    private static bool IsSecondTime(ClockChange change, Instant at) =>
        !change.IsSpring && at >= change.At && at < change.At + Duration.FromSeconds(change.Before.Seconds - change.After.Seconds);

    private static SortedSet<Instant> Moments(PolicySet policies, ZoneId zone, ClockChange change)
    {
        var moments = new SortedSet<Instant> { change.At - Moment };
        for (var at = change.At - Around; at <= change.At + Around; at += Step)
            moments.Add(at);
        for (var day = change.Date; day <= change.Date.PlusDays(DaysAfter); day = day.PlusDays(1))
        {
            if (policies.On(zone, day) is not { } document)
                continue;
            foreach (var vehicle in RehearsedVehicle.All)
                foreach (var edge in Edges.Between(document, vehicle.FactsAt(zone, change.Date), day.AtMidnight(), day.PlusDays(1).AtMidnight()))
                    foreach (var at in DutchTime.InstantsOf(edge))
                        moments.UnionWith([at - Moment, at, at + Later]);
        }

        return moments;
    }
}
