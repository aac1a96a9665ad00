using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Tests.Data;

public class MigrationTests
{
    [Test]
    public async Task No_engine_has_a_change_of_the_model_without_a_migration([Values] DatabaseProvider provider)
    {
        await using var db = Offline(provider);
        Assert.That(db.Database.HasPendingModelChanges(), Is.False);
        Assert.That(db.Database.GetMigrations(), Is.Not.Empty);
    }

    [Test]
    public async Task Migrations_of_SQL_Server_are_sound_Transact_SQL()
    {
        await using var db = Offline(DatabaseProvider.Sqlserver);
        string script = db.GetService<IMigrator>().GenerateScript();
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        Assert.That(script, Does.Contain("CREATE TABLE [CaseEvents]"));
        Assert.That(errors.Select(e => $"{e.Line}: {e.Message}"), Is.Empty);
    }

    [Test]
    public async Task Every_row_type_belongs_to_a_site_but_those_of_Identity_that_belong_to_a_person()
    {
        await using var db = Offline(DatabaseProvider.Sqlite);
        var without = db.Model.GetEntityTypes().Where(t => !typeof(ISiteRow).IsAssignableFrom(t.ClrType) && !t.IsOwned()).Select(t => t.ClrType.Name);
        Assert.That(without, Is.All.StartsWith("IdentityUser"));
    }

    [Test]
    public async Task Every_row_of_a_site_is_filtered_by_it()
    {
        await using var db = Offline(DatabaseProvider.Sqlite);
        var open = db.Model.GetEntityTypes().Where(t => typeof(ISiteRow).IsAssignableFrom(t.ClrType) && t.GetDeclaredQueryFilters().Count == 0).Select(t => t.ClrType.Name);
        Assert.That(open, Is.Empty);
    }

    private static CentralDb Offline(DatabaseProvider provider) => new CentralDbs(provider, provider switch
    {
        DatabaseProvider.Sqlite => "Data Source=:memory:",
        DatabaseProvider.Postgresql => "Host=localhost",
        _ => "Server=localhost",
    }).Open(Builders.Town.Assen);
}
