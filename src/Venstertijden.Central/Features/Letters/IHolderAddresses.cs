using System.Collections.Immutable;
using NodaTime;

namespace Venstertijden.Central.Features.Letters;

/// <summary>Where a letter to the holder of a plate goes.</summary>
/// <param name="Name">As in the register.</param>
/// <param name="Lines">Street and town, as on an envelope.</param>
public sealed record HolderAddress(string Name, ImmutableArray<string> Lines);

/// <summary>
/// Name and address of the holder of a plate on a day. Which source a municipality may use for warnings (the register gives it for sanctions) is not settled: until it
/// is, there is none, and no letter leaves.
/// </summary>
public interface IHolderAddresses
{
    /// <summary>False when no source is connected.</summary>
    bool IsThere { get; }

    /// <summary>The address; null when the source does not know the plate.</summary>
    /// <param name="plate">Without dashes.</param>
    /// <param name="on">The local date of the act: who was the holder then.</param>
    /// <param name="ct">Stops.</param>
    Task<HolderAddress?> Find(string plate, LocalDate on, CancellationToken ct);
}

/// <summary>No source of addresses is connected.</summary>
public sealed class NoHolderAddresses : IHolderAddresses
{
    public bool IsThere => false;

    public Task<HolderAddress?> Find(string plate, LocalDate on, CancellationToken ct) => Task.FromResult<HolderAddress?>(null);
}
