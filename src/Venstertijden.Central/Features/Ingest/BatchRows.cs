using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>A chain that should not look like this: somebody has to see why.</summary>
/// <param name="Kind"><see cref="Broken"/> or <see cref="Replaced"/>; the metric's label.</param>
/// <param name="Seq">The number that does not follow the one before it; for a new chain the first that came.</param>
public sealed record ChainAlarm(CameraId Camera, Guid Chain, string Kind, long Seq)
{
    /// <summary>A number does not name the hash of the one before it.</summary>
    public const string Broken = "broken";

    /// <summary>A new chain appeared where another was open.</summary>
    public const string Replaced = "replaced";
}

/// <summary>What a batch leaves in numbers: rows that nothing reads again within the batch, inserted together at its end.</summary>
internal sealed class BatchRows
{
    public List<ChainLink> Links { get; } = [];

    public List<AnonymousFact> Facts { get; } = [];

    public List<SubjectKey> Keys { get; } = [];

    public List<UndecidedPassage> Undecided { get; } = [];

    public List<DeadLetter> DeadLetters { get; } = [];

    /// <summary>What is wrong with chains since this batch.</summary>
    public List<ChainAlarm> Alarms { get; } = [];

    /// <summary>Vehicles that may be stopped in the street: told once it is committed, stored nowhere.</summary>
    public List<StreetNotice> ToStop { get; } = [];

    public async Task Insert(CentralDb db, CancellationToken ct)
    {
        await db.InsertMany(Links, ct);
        await db.InsertMany(Facts, ct);
        await db.InsertMany(Keys, ct);
        await db.InsertMany(Undecided, ct);
        await db.InsertMany(DeadLetters, ct);
    }
}
