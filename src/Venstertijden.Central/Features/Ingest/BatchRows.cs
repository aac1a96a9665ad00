using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>What a batch leaves in numbers: rows that nothing reads again within the batch, inserted together at its end.</summary>
internal sealed class BatchRows
{
    public List<ChainLink> Links { get; } = [];

    public List<AnonymousFact> Facts { get; } = [];

    public List<SubjectKey> Keys { get; } = [];

    public List<UndecidedPassage> Undecided { get; } = [];

    public List<DeadLetter> DeadLetters { get; } = [];

    public async Task Insert(CentralDb db, CancellationToken ct)
    {
        await db.InsertMany(Links, ct);
        await db.InsertMany(Facts, ct);
        await db.InsertMany(Keys, ct);
        await db.InsertMany(Undecided, ct);
        await db.InsertMany(DeadLetters, ct);
    }
}
