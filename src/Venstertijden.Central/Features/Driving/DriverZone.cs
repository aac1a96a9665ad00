using NodaTime;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Driving;

/// <summary>May this vehicle enter a zone now, until when, and at what times today and tomorrow?</summary>
/// <param name="Document">The rules of today; null when there are none.</param>
/// <param name="Word">The answer: a text under <c>now.</c>.</param>
/// <param name="Moment">The time in it; null where it has none.</param>
/// <param name="Today">When it may enter today.</param>
/// <param name="Tomorrow">When it may enter tomorrow.</param>
/// <param name="EndsOn">First day from which it may enter no more; null when none is known.</param>
/// <param name="IsZeroEmission">The zone has the zero-emission rule, and it is about this vehicle.</param>
/// <param name="IsDirty">That rule keeps it out.</param>
/// <param name="Exemptions">Exemptions that hold now and that the vehicle meets the conditions of, with the last day.</param>
public sealed record DriverZone(
    PolicyDocument? Document, string Word, LocalDateTime? Moment, AccessDay Today, AccessDay Tomorrow, LocalDate? EndsOn, bool IsZeroEmission, bool IsDirty, IReadOnlyList<(string Kind, LocalDate? LastDay)> Exemptions)
{
    private const int DaysAhead = 14;

    /// <summary>How the answer is meant: word, icon and colour say the same.</summary>
    public Tone Tone => Word switch { "yes" or "until" or "free" => Tone.Ok, "never" => Tone.Danger, "unknown" => Tone.Warning, _ => Tone.Info };

    /// <summary>Inside a window only loading and unloading is allowed, unless an exemption opens the zone for more.</summary>
    public bool IsOnlyToLoad => Document?.Pedestrian is not null && Exemptions.Count == 0 && Word is not ("never" or "free");

    /// <summary>Works it out.</summary>
    public static DriverZone Of(PolicySet policies, VehicleInZone zone, Instant now)
    {
        var (access, local) = (zone.Access, DutchTime.Local(now));
        var (today, tomorrow) = (VehicleAccess.Day(policies, access.Facts, local.Date), VehicleAccess.Day(policies, access.Facts, local.Date.PlusDays(1)));
        var (word, moment) = Answer(policies, access, today, local);
        return new DriverZone(
            access.Document, word, moment, today, tomorrow, zone.Ends.FirstOrDefault(e => e.IsAccess)?.EndsOn,
            access.Document?.ZeroEmission is not null && access.Verdict.ZeroEmission is not RuleOutcome.NotApplicable, access.Verdict.ZeroEmission == RuleOutcome.Broken,
            [.. access.Facts.Exemptions.Where(e => !(e.From > local) && !(e.Until <= local) && Fits(access, e.Kind)).Select(e => (ExemptionKinds.Code(e.Kind), e.Until is { } until ? RightEnd.FirstDayWithout(until).PlusDays(-1) : (LocalDate?)null)).Distinct()]);
    }

    private static (string Word, LocalDateTime? Moment) Answer(PolicySet policies, ZoneAccess access, AccessDay today, LocalDateTime local)
    {
        if (access.MayEnter && access.Verdict.Reason == ReasonCode.NotCovered)
            return ("free", null);
        if (access.Verdict.Code == VerdictCode.Undecided)
            return ("unknown", null);
        if (access.MayEnter)
            return today.OpenUntil(local) is { } until ? ("until", until) : ("yes", null);
        var next = VehicleAccess.NextOpening(policies, access.Facts, local, DaysAhead);
        return next is null ? ("never", null) : next.Value.Date == local.Date ? ("from", next) : ("later", next);
    }

    /// <summary>The zone honours such an exemption, and the vehicle is what it asks: one for clean vans helps no other.</summary>
    private static bool Fits(ZoneAccess access, ExemptionKind kind) =>
        access.Document?.RuleFor(kind) is { } rule && rule.Conditions.All(c => ConditionFinding.Of(c, access.Facts.Category, access.Facts.Fuels, access.Facts.EmissionClass) != RuleOutcome.Broken);
}
