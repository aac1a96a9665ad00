using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>Figures of a batch, added up before they touch their rows, and raised in the database itself: no central reads what another is raising.</summary>
internal sealed class Tally
{
    private const string Upsert = """
        INSERT INTO "Counters" ("Site", "Name", "Label", "Value", "Version") VALUES ({0}, {1}, {2}, {3}, 1)
        ON CONFLICT ("Site", "Name", "Label") DO UPDATE SET "Value" = "Counters"."Value" + excluded."Value", "Version" = "Counters"."Version" + 1
        """;

    private const string SqlServerUpsert = """
        UPDATE "Counters" WITH (UPDLOCK, HOLDLOCK) SET "Value" = "Value" + {3}, "Version" = "Version" + 1 WHERE "Site" = {0} AND "Name" = {1} AND "Label" = {2};
        IF @@ROWCOUNT = 0 INSERT INTO "Counters" ("Site", "Name", "Label", "Value", "Version") VALUES ({0}, {1}, {2}, {3}, 1);
        """;

    private readonly Dictionary<(string Name, string Label), long> _figures = [];

    public void Add(string name, string label, long by) => _figures[(name, label)] = _figures.GetValueOrDefault((name, label)) + by;

    public bool Has(string name) => _figures.Keys.Any(f => f.Name == name);

    /// <summary>To be called last in the transaction, for all centrals wait here for each other; always in the same order, so that none waits for ever.</summary>
    public async Task Save(CentralDb db, CancellationToken ct)
    {
        string sql = db.Database.IsSqlServer() ? SqlServerUpsert : Upsert;
        foreach (var ((name, label), by) in _figures.OrderBy(f => f.Key.Name, StringComparer.Ordinal).ThenBy(f => f.Key.Label, StringComparer.Ordinal))
            await db.Database.ExecuteSqlRawAsync(sql, [db.CurrentSite.Value, name, label, by], ct);
    }
}
