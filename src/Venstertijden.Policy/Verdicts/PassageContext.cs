using NodaTime;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.Verdicts;

/// <summary>
/// What a real camera adds to the rules: how sure the read and the clock are, and what may follow here and now. The default is
/// <see cref="RulesAlone"/>: sure read, good clock, fresh list, complete papers, mode fine, direction in, no warning period, no earlier case,
/// no grace, tolerance 0.
/// </summary>
public sealed record PassageContext
{
    /// <summary>The rules and nothing else, as <c>vth verdict</c> judges.</summary>
    public static PassageContext RulesAlone { get; } = new();

    /// <summary>False when the read is too weak to name the vehicle.</summary>
    public bool ReadIsSure { get; init; } = true;

    /// <summary>False when the clock says nothing (not synchronised, or ahead of central's).</summary>
    public bool ClockIsUsable { get; init; } = true;

    /// <summary>Greatest error of the passage's time, to either side. Zero or more.</summary>
    public Duration ClockError { get; init; } = Duration.Zero;

    /// <summary>How far outside a window still counts as inside; a document gives it, <c>vth verdict</c> takes zero.</summary>
    public Duration WindowTolerance { get; init; } = Duration.Zero;

    /// <summary>Cautions that the passage brings along: look-alike, make-mismatch, clone, carried, combined-signs.</summary>
    public Cautions Cautions { get; init; }

    /// <summary>What may follow from a breach of the pedestrian rule.</summary>
    public RegimeContext Pedestrian { get; init; } = RegimeContext.Ready;

    /// <summary>What may follow from a breach of the zero-emission rule.</summary>
    public RegimeContext ZeroEmission { get; init; } = RegimeContext.Ready;

    /// <summary>The context of one regime.</summary>
    public RegimeContext For(Regime regime) => regime == Regime.PedestrianZone ? Pedestrian : ZeroEmission;
}

/// <summary>What may follow from a breach of one rule at one camera at one moment.</summary>
public sealed record RegimeContext
{
    /// <summary>Everything in place, mode fine.</summary>
    public static RegimeContext Ready { get; } = new();

    /// <summary>False when the traffic order or the zone's document is missing.</summary>
    public bool ZoneIsReady { get; init; } = true;

    /// <summary>False when approval, sign set or inspection is missing.</summary>
    public bool CameraIsReady { get; init; } = true;

    /// <summary>The lower of the camera's mode and the document's.</summary>
    public EnforcementMode Mode { get; init; } = EnforcementMode.Fine;

    /// <summary>False for a direction that is not enforced.</summary>
    public bool DirectionIsEnforced { get; init; } = true;

    /// <summary>True inside a warning period.</summary>
    public bool InWarningPeriod { get; init; }

    /// <summary>True for the first passage after an exemption ended, where the document has an expiry grace and it still runs.</summary>
    public bool InExpiryGrace { get; init; }

    /// <summary>False when the exemption list is older than the document allows.</summary>
    public bool ListIsFresh { get; init; } = true;

    /// <summary>True when an earlier sanction for the same kind of act excludes this one.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Puts together what a document says and what is known of camera and list.</summary>
    /// <param name="document">The document in force; null makes the zone not ready.</param>
    /// <param name="regime">The regime.</param>
    /// <param name="date">Local date of the passage.</param>
    /// <param name="camera">Camera's mode and whether its papers are complete.</param>
    /// <param name="direction">Direction of the passage.</param>
    /// <param name="listAge">Age of the exemption list; null when there is none.</param>
    public static RegimeContext From(
        PolicyDocument? document, Regime regime, LocalDate date, (EnforcementMode Mode, bool PapersComplete) camera, PassageDirection direction, Duration? listAge)
    {
        if (document?.Terms(regime) is not { } terms)
            return Ready with { ZoneIsReady = false };
        return new RegimeContext
        {
            ZoneIsReady = terms.TrafficOrder is not null,
            CameraIsReady = camera.PapersComplete,
            Mode = (EnforcementMode)Math.Min((int)camera.Mode, (int)terms.Mode.Value),
            DirectionIsEnforced = terms.Directions.Value.Contains(direction),
            InWarningPeriod = terms.WarningPeriods.Any(period => period.Value.Contains(date)),
            ListIsFresh = listAge is { } age && age <= terms.ListFreshness.Value,
        };
    }
}
