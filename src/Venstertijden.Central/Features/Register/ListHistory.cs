using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Register;

/// <summary>Which version of a list was in use when.</summary>
public static class ListHistory
{
    /// <summary>The version in use; null when the list was never fetched.</summary>
    public static Task<ListVersion?> Latest(CentralDb db, string list, CancellationToken ct) =>
        db.Lists.AsNoTracking().Where(l => l.List == list).OrderByDescending(l => l.Number).FirstOrDefaultAsync(ct);

    /// <summary>The version in use at an instant; null when there was none yet.</summary>
    public static Task<ListVersion?> At(CentralDb db, string list, Instant at, CancellationToken ct) =>
        db.Lists.AsNoTracking().Where(l => l.List == list && l.RetrievedAt <= at).OrderByDescending(l => l.Number).FirstOrDefaultAsync(ct);
}
