using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Quality;

/// <summary>What stands between an officer's approval and a sanction: a brake that is on, or a second pair of eyes.</summary>
/// <param name="Brake">Null when none is on for this case.</param>
/// <param name="SecondPair">Why a second officer must judge it as well: <see cref="Sample"/>, <see cref="LookAlike"/>, <see cref="Known"/>, or null.</param>
public sealed record Guarded(FloodBrake? Brake, string? SecondPair)
{
    /// <summary>Drawn at random.</summary>
    public const string Sample = "sample";

    /// <summary>This plate was mistaken before.</summary>
    public const string LookAlike = "look-alike";

    /// <summary>The officer added facts to it himself and knew it: a colleague reads it blind.</summary>
    public const string Known = "known";
}

/// <summary>Tells what guards a case.</summary>
public sealed class ReviewGuards(CentralDb db, Vault vault, CentralOptions options, IClock clock)
{
    public async Task<Guarded> Of(CaseRow row, CancellationToken ct)
    {
        var brake = await FloodBrake.Over(db, row.Camera, row.PlateIndex, ct);
        bool mistaken = row.PlateIndex is { } index && await LookAlikePair.IsKnown(db, index, row.Id, clock.GetCurrentInstant(), ct);
        return new Guarded(brake, mistaken ? Guarded.LookAlike : IsSampled(row.Id) ? Guarded.Sample : null);
    }

    /// <summary>By the keyed hash of the case's id: the same whenever it is asked, and nobody without the key can tell beforehand.</summary>
    public bool IsSampled(Guid id) => vault.Lot(id) < options.Quality.SamplePercent / 100.0;
}
