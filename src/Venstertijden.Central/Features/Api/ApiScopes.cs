using System.Collections.Immutable;

namespace Venstertijden.Central.Features.Api;

/// <summary>What a client may be allowed to do; also the names of the authorization policies of the endpoints.</summary>
public static class ApiScopes
{
    /// <summary>See the firm's vehicles and what they may do, and ask it of any plate.</summary>
    public const string ReadVehicles = "vehicles:read";

    /// <summary>Add, change and remove the firm's vehicles.</summary>
    public const string WriteVehicles = "vehicles:write";

    /// <summary>See the exemptions of the firm's vehicles.</summary>
    public const string ReadExemptions = "exemptions:read";

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static ImmutableArray<string> All { get; } = [ReadVehicles, WriteVehicles, ReadExemptions];
}
