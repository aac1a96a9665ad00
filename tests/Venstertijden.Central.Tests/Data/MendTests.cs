using Microsoft.EntityFrameworkCore;
using Npgsql;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Tests.Data;

/// <summary>What this process knows of the server's types may be incomplete: then it is read anew (found by killing PostgreSQL while it started).</summary>
public class MendTests
{
    [Test]
    public async Task Types_that_this_process_does_not_know_are_read_anew_after_the_first_failure()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Postgresql);
        await using var db = engine.Databases.Open(Builders.Town.Assen);
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("CREATE DOMAIN late AS text");
        var failure = await Assert.CatchAsync(() => Say(engine.Databases));
        Assert.That(await engine.Databases.Mend(failure!, default), Is.True);
        Assert.That(async () => await Say(engine.Databases), Throws.Nothing);
    }

    [Test]
    public async Task Any_other_failure_is_left_to_the_next_attempt([Values(DatabaseProvider.Sqlite, DatabaseProvider.Postgresql)] DatabaseProvider provider)
    {
        await using var engine = await Engine.Start(provider);
        Assert.That(await engine.Databases.Mend(new DbUpdateException("full", new IOException()), default), Is.False);
    }

    private static async Task Say(CentralDbs databases)
    {
        await using var db = databases.Open(Builders.Town.Assen);
        await db.Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT @p", (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter("p", "x") { DataTypeName = "late" });
        await command.ExecuteScalarAsync();
    }
}
