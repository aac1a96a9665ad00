using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Data.Sqlite;

/// <summary>Central's rows on Sqlite; its migrations lie in the folder beside it.</summary>
public sealed class SqliteCentralDb(DbContextOptions<SqliteCentralDb> options, ISiteScope scope) : CentralDb(options, scope);

/// <summary>For <c>dotnet ef migrations add</c> only: names the engine, never connects.</summary>
internal sealed class SqliteCentralDbDesign : IDesignTimeDbContextFactory<SqliteCentralDb>
{
    public SqliteCentralDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCentralDb>().UseSqlite("Data Source=:memory:").Options, new SiteScope(SiteId.Parse("design")));
}
