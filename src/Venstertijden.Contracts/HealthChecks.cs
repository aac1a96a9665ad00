using NodaTime;

namespace Venstertijden.Contracts;

/// <summary>Ranges of health and status. Faults name the member, never its value.</summary>
internal static class HealthChecks
{
    internal static string? FirstFault(HealthMessage m)
    {
        if (PassageChecks.Camera(m.Site, m.Camera) is { } fault)
            return fault;
        if (m.At < NodaConstants.UnixEpoch || m.OldestUnsent < NodaConstants.UnixEpoch)
            return "at, oldestUnsent: expected 1970 or later";
        if (!IsAmount(m.FramesPerSecond) || !IsAmount(m.Sharpness) || !IsAmount(m.Exposure) || !IsShare(m.MeanConfidence) || !IsShare(m.Cpu) || m.Temperature is { } t && !double.IsFinite(t))
            return "framesPerSecond, sharpness, exposure, temperature: expected finite numbers; meanConfidence, cpu: 0 to 1";
        if (m.FramesDropped < 0 || m.PlatesSeen < 0 || m.UsableReads < 0 || m.OutboxDepth < 0 || m.MemoryBytes < 0 || m.DiskFreeBytes < 0)
            return "counts and bytes: expected 0 or more";
        return PassageChecks.Clock(m.Clock) ?? PassageChecks.Versions(m.Software, m.Models, m.Config);
    }

    internal static string? FirstFault(StatusMessage m)
    {
        if (m.At < NodaConstants.UnixEpoch)
            return "at: expected 1970 or later";
        return m.Session == Guid.Empty ? "session: expected a UUID" : null;
    }

    private static bool IsAmount(double? value) => value is null || value >= 0 && double.IsFinite(value.Value);

    private static bool IsShare(double? value) => value is null or (>= 0 and <= 1);
}
