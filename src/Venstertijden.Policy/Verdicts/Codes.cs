using System.Collections.Immutable;

namespace Venstertijden.Policy.Verdicts;

/// <summary>The verdict, strongest first.</summary>
public enum VerdictCode
{
    /// <summary>A rule is broken and may be fined there and then.</summary>
    Suspected,

    /// <summary>A rule is broken, and only a warning may follow.</summary>
    Warning,

    /// <summary>The read, the clock, the list or a missing fact decides it.</summary>
    Undecided,

    /// <summary>A rule is broken, and nothing may follow.</summary>
    NotEnforceable,

    /// <summary>No breach that a camera can see.</summary>
    Allowed,
}

/// <summary>Why.</summary>
public enum ReasonCode
{
    /// <summary>Undecided: the read is weak.</summary>
    WeakRead,

    /// <summary>Undecided: the clock's error reaches over an edge.</summary>
    Clock,

    /// <summary>Undecided: the exemption list is older than allowed.</summary>
    ListStale,

    /// <summary>Undecided: a missing fact of the register decides.</summary>
    RegisterUnknown,

    /// <summary>Broken: the pedestrian rule.</summary>
    OutsideWindow,

    /// <summary>Broken: the zero-emission rule.</summary>
    ZeroEmission,

    /// <summary>Not enforceable: foreign plate.</summary>
    ForeignPlate,

    /// <summary>Not enforceable: traffic order or document missing.</summary>
    ZoneNotReady,

    /// <summary>Not enforceable: mode off or count, or approval, sign set or inspection missing.</summary>
    CameraNotReady,

    /// <summary>Not enforceable: a direction that is not enforced.</summary>
    Direction,

    /// <summary>Not enforceable: an earlier sanction excludes it.</summary>
    Repeat,

    /// <summary>Allowed: an individual exemption was needed for a rule.</summary>
    Exemption,

    /// <summary>Allowed: no rule covers this vehicle.</summary>
    NotCovered,

    /// <summary>Allowed otherwise.</summary>
    InsideWindow,
}

/// <summary>What the officer must look at twice. Written in the order of the members.</summary>
[Flags]
public enum Cautions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A confusable plate is known.</summary>
    LookAlike = 1,

    /// <summary>Make, class or colour seen differ from the register.</summary>
    MakeMismatch = 2,

    /// <summary>The same plate was elsewhere too soon.</summary>
    Clone = 4,

    /// <summary>The vehicle is carried by another.</summary>
    Carried = 8,

    /// <summary>A hit on a holiday that falls on a window day.</summary>
    Holiday = 16,

    /// <summary>Signs of both rules on one post.</summary>
    CombinedSigns = 32,

    /// <summary>An exemption would have opened the rule but has ended.</summary>
    ExpiredExemption = 64,

    /// <summary>Emission-free by fuels, the class being empty.</summary>
    InferredClass = 128,

    /// <summary>The plate of a trailer.</summary>
    TrailerPlate = 256,
}

/// <summary>The fixed names of verdicts, reasons and cautions.</summary>
public static class VerdictCodes
{
    private static readonly ImmutableArray<string> Verdicts = ["suspected", "warning", "undecided", "not-enforceable", "allowed"];

    private static readonly ImmutableArray<string> Reasons =
    [
        "weak-read", "clock", "list-stale", "register-unknown", "outside-window", "zero-emission",
        "foreign-plate", "zone-not-ready", "camera-not-ready", "direction", "repeat", "exemption", "not-covered", "inside-window",
    ];

    private static readonly ImmutableArray<(Cautions Caution, string Code)> CautionCodes =
    [
        (Cautions.LookAlike, "look-alike"), (Cautions.MakeMismatch, "make-mismatch"), (Cautions.Clone, "clone"), (Cautions.Carried, "carried"),
        (Cautions.Holiday, "holiday"), (Cautions.CombinedSigns, "combined-signs"), (Cautions.ExpiredExemption, "expired-exemption"),
        (Cautions.InferredClass, "inferred-class"), (Cautions.TrailerPlate, "trailer-plate"),
    ];

    /// <summary><c>suspected</c>, <c>warning</c>, <c>undecided</c>, <c>not-enforceable</c> or <c>allowed</c>.</summary>
    public static string Code(this VerdictCode verdict) => Verdicts[(int)verdict];

    /// <summary><c>outside-window</c> and so on.</summary>
    public static string Code(this ReasonCode reason) => Reasons[(int)reason];

    /// <summary>Names joined by <c>;</c>, empty for none.</summary>
    public static string Code(this Cautions cautions) =>
        cautions == Cautions.None ? "" : string.Join(';', CautionCodes.Where(c => cautions.HasFlag(c.Caution)).Select(c => c.Code));
}
