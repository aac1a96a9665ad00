using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>What a camera lacks for a regime at a moment. Each member is one sentence on the screens, under its kebab-case name.</summary>
[Flags]
public enum Lack
{
    None = 0,

    /// <summary>No traffic order on file for that day.</summary>
    TrafficOrder = 1,

    /// <summary>No data protection impact assessment.</summary>
    Dpia = 2,

    /// <summary>No appointments of officers.</summary>
    OfficerAppointments = 4,

    /// <summary>No sign set with photographs.</summary>
    SignSet = 8,

    /// <summary>No inspection at most one calendar month before the act.</summary>
    SignInspection = 16,

    /// <summary>The inspection before or after the act found a fault: since the last good one nobody knows how the signs stood.</summary>
    SignFault = 32,

    /// <summary>No approval of the prosecutor for that camera and day.</summary>
    Approval = 64,

    /// <summary>It was withdrawn.</summary>
    ApprovalWithdrawn = 128,

    /// <summary>It is not shown that the papers had been sent and received by then.</summary>
    ApprovalUnproven = 256,

    /// <summary>Approved were other signs than stood there.</summary>
    OtherSigns = 512,

    /// <summary>Approved was another rule than held.</summary>
    OtherRule = 1024,

    /// <summary>Approved was another view of the camera.</summary>
    OtherView = 2048,

    /// <summary>The warning period after the approval has not run its length: only warnings.</summary>
    WarningPeriod = 4096,

    /// <summary>The camera is not accepted.</summary>
    CameraAcceptance = 8192,
}

/// <summary>How a camera stands for a regime at a moment: what may follow at most, and what it lacks for more.</summary>
/// <param name="Lacks">Empty when everything is on file.</param>
public readonly record struct Standing(Lack Lacks)
{
    private const Lack OfZone = Lack.TrafficOrder | Lack.Dpia | Lack.OfficerAppointments;

    /// <summary>Everything is on file.</summary>
    public static Standing Complete { get; } = new(Lack.None);

    /// <summary>Fine when nothing is lacking, warn when only the warning period is, else count.</summary>
    public EnforcementMode Mode => Lacks switch
    {
        Lack.None => EnforcementMode.Fine,
        Lack.WarningPeriod => EnforcementMode.Warn,
        _ => EnforcementMode.Count,
    };

    /// <summary>The papers of the zone are there.</summary>
    public bool ZoneIsReady => (Lacks & OfZone) == 0;

    /// <summary>The papers of the camera are there, at least for a warning.</summary>
    public bool CameraIsReady => (Lacks & ~OfZone & ~Lack.WarningPeriod) == 0;

    /// <summary>Enough for what a case asks for.</summary>
    /// <param name="warningOnly">Only a warning letter may follow.</param>
    public bool Suffices(bool warningOnly) => Mode >= (warningOnly ? EnforcementMode.Warn : EnforcementMode.Fine);

    /// <summary>What either lacks.</summary>
    public Standing And(Standing other) => new(Lacks | other.Lacks);

    /// <summary>The ways in which a paper of a kind can be lacking.</summary>
    public static Lack LacksOf(PaperKind kind) => kind switch
    {
        PaperKind.TrafficOrder => Lack.TrafficOrder,
        PaperKind.Dpia => Lack.Dpia,
        PaperKind.OfficerAppointments => Lack.OfficerAppointments,
        PaperKind.SignSet => Lack.SignSet,
        PaperKind.SignInspection => Lack.SignInspection | Lack.SignFault,
        PaperKind.Approval => Lack.Approval | Lack.ApprovalWithdrawn | Lack.ApprovalUnproven | Lack.OtherSigns | Lack.OtherRule | Lack.OtherView,
        PaperKind.WarningPeriod => Lack.WarningPeriod,
        PaperKind.CameraAcceptance => Lack.CameraAcceptance,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Say what is lacking without this paper."),
    };

    /// <summary>Kebab-case names joined by <c>;</c>, as a verdict keeps them; empty for none.</summary>
    public string Code() => string.Join(';', Codes());

    public IEnumerable<string> Codes()
    {
        var lacks = Lacks;
        return Enum.GetValues<Lack>().Where(l => l != Lack.None && lacks.HasFlag(l)).Select(Kebab.Name);
    }

    /// <summary>Reads <see cref="Code"/>.</summary>
    public static Standing Of(string code)
    {
        var lacks = Lack.None;
        foreach (string name in code.Split(';', StringSplitOptions.RemoveEmptyEntries))
            lacks |= Kebab.Value<Lack>(name);
        return new Standing(lacks);
    }
}
