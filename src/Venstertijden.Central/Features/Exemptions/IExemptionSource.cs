using NodaTime;
using Venstertijden.Central.Features.Register;

namespace Venstertijden.Central.Features.Exemptions;

/// <summary>An exemption as a list tells it: local, until exclusive.</summary>
public sealed record SourceExemption(string Plate, string Kind, LocalDateTime? From, LocalDateTime? Until, bool WholeDays, string? Zone);

/// <summary>The door to a list of exemptions (the city's own, the national desk's).</summary>
public interface IExemptionSource
{
    Task<SourceList<SourceExemption>> Fetch(CancellationToken ct);
}
