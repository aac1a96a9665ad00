using NodaTime;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Entry;

/// <summary>The answer in one word.</summary>
public enum EntryWord
{
    /// <summary>The zone's rules are not about this vehicle.</summary>
    NotCovered,

    /// <summary>It may enter at that moment.</summary>
    Yes,

    /// <summary>Not at that moment; it may later.</summary>
    Later,

    /// <summary>At no hour of the coming two weeks.</summary>
    Never,

    /// <summary>The register lacks what the rule asks for.</summary>
    Unknown,

    /// <summary>No rules are known for that day.</summary>
    NoRules,
}

/// <summary>May this vehicle enter this zone, by rule and register alone: nobody's exemption is in it.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Document">The rules of that day; null when there are none.</param>
/// <param name="Word">In one word.</param>
/// <param name="Until">Where it may enter: until when; null when no end lies on that day.</param>
/// <param name="From">Where it may later: from when.</param>
/// <param name="IsZeroEmission">Not on account of the hour: the vehicle is not clean enough.</param>
/// <param name="Day">The whole day.</param>
/// <param name="EndsOn">First day from which it may enter no more; null when none is known.</param>
public sealed record EntryAnswer(ZoneId Zone, PolicyDocument? Document, EntryWord Word, LocalDateTime? Until, LocalDateTime? From, bool IsZeroEmission, AccessDay Day, LocalDate? EndsOn)
{
    private const int DaysAhead = 14;

    /// <summary>Inside a window only loading and unloading is allowed: whoever is not barred outright is told so.</summary>
    public bool IsOnlyToLoad => Word is EntryWord.Yes or EntryWord.Later && Document?.Pedestrian is not null;

    /// <summary>Works the answer out.</summary>
    /// <param name="policies">All documents.</param>
    /// <param name="zone">In which zone.</param>
    /// <param name="document">The rules of that day.</param>
    /// <param name="local">At which local moment.</param>
    /// <param name="ask">What the rules say of this vehicle, in this zone, at any instant.</param>
    public static EntryAnswer Of(PolicySet policies, ZoneId zone, PolicyDocument? document, LocalDateTime local, Func<Instant, ZoneAccess> ask)
    {
        if (document is null)
            return new EntryAnswer(zone, null, EntryWord.NoRules, null, null, false, new AccessDay(local.Date, []), null);
        // In the hour that autumn repeats either instant will do (design section 2); an hour that spring skips counts as the one after it.
        var instants = DutchTime.InstantsOf(local) is { Count: > 0 } found ? found : [DutchTime.Zone.AtLeniently(local).ToInstant()];
        var asked = instants.Select(ask).OrderByDescending(a => a.MayEnter).First();
        var vehicle = asked.Facts;
        var day = VehicleAccess.Day(policies, vehicle, local.Date);
        var (code, reason) = (asked.Verdict.Code, asked.Verdict.Reason);
        if (code == VerdictCode.Allowed)
            return reason == ReasonCode.NotCovered
                ? new EntryAnswer(zone, document, EntryWord.NotCovered, null, null, false, day, null)
                : new EntryAnswer(zone, document, EntryWord.Yes, day.OpenUntil(local), null, false, day, VehicleAccess.EndsOn(policies, vehicle, local.Date));
        if (code == VerdictCode.Undecided)
            return new EntryAnswer(zone, document, EntryWord.Unknown, null, null, false, day, null);
        var next = VehicleAccess.NextOpening(policies, vehicle, local, DaysAhead);
        bool isDirty = asked.Verdict.ZeroEmission == RuleOutcome.Broken;
        return next is null
            ? new EntryAnswer(zone, document, EntryWord.Never, null, null, isDirty, day, null)
            : new EntryAnswer(zone, document, EntryWord.Later, null, next, isDirty, day, VehicleAccess.EndsOn(policies, vehicle, local.Date));
    }
}
