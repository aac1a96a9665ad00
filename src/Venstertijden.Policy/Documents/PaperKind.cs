using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Policy.Documents;

/// <summary>The kinds of paper on which enforcement by camera rests. Which of them a sanction needs is said by the policy document.</summary>
public enum PaperKind
{
    /// <summary>The traffic order (verkeersbesluit) of the zone.</summary>
    TrafficOrder,

    /// <summary>Data protection impact assessment.</summary>
    Dpia,

    /// <summary>Appointments of the officers (boa's) who judge.</summary>
    OfficerAppointments,

    /// <summary>The signs that stand, with photographs.</summary>
    SignSet,

    /// <summary>A monthly inspection of the signs (schouw).</summary>
    SignInspection,

    /// <summary>The prosecutor's approval (instemming), with proof that the papers were sent and received.</summary>
    Approval,

    /// <summary>The period in which only warning letters were sent.</summary>
    WarningPeriod,

    /// <summary>Acceptance of the camera and of its view.</summary>
    CameraAcceptance,
}

/// <summary>The written names of <see cref="PaperKind"/>.</summary>
public static class PaperKinds
{
    private static readonly ImmutableArray<string> Codes =
        ["traffic-order", "dpia", "officer-appointments", "sign-set", "sign-inspection", "approval", "warning-period", "camera-acceptance"];

    /// <summary>All kinds, papers of the zone first.</summary>
    public static ImmutableArray<PaperKind> All { get; } = [.. Enum.GetValues<PaperKind>()];

    /// <summary>What a reader expects.</summary>
    public static string Expected { get; } = $"one of {string.Join(", ", Codes)}";

    /// <summary>The written name: <c>sign-inspection</c>.</summary>
    public static string Code(this PaperKind kind) => Codes[(int)kind];

    /// <summary>Reads a written name; false for another text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PaperKind kind)
    {
        var index = text is null ? -1 : Codes.IndexOf(text);
        kind = index < 0 ? default : (PaperKind)index;
        return index >= 0;
    }
}
