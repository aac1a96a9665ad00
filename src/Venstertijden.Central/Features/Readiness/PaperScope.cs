using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>What a kind of paper is about.</summary>
/// <param name="OfCamera">One camera; else the zone.</param>
/// <param name="OfRegime">One regime; else both.</param>
public readonly record struct PaperScope(bool OfCamera, bool OfRegime)
{
    public static PaperScope Of(PaperKind kind) => kind switch
    {
        PaperKind.TrafficOrder or PaperKind.WarningPeriod or PaperKind.Approval => new(false, true),
        PaperKind.Dpia or PaperKind.OfficerAppointments => new(false, false),
        PaperKind.SignSet => new(true, true),
        PaperKind.SignInspection or PaperKind.CameraAcceptance => new(true, false),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Say what this kind is about."),
    };
}
