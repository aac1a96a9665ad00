using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Data.SqlServer;

/// <summary>Central's rows on SqlServer; its migrations lie in the folder beside it.</summary>
public sealed class SqlServerCentralDb(DbContextOptions<SqlServerCentralDb> options, ISiteScope scope) : CentralDb(options, scope);

/// <summary>For <c>dotnet ef migrations add</c> only: names the engine, never connects.</summary>
internal sealed class SqlServerCentralDbDesign : IDesignTimeDbContextFactory<SqlServerCentralDb>
{
    public SqlServerCentralDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerCentralDb>().UseSqlServer("Server=localhost").Options, new SiteScope(SiteId.Parse("design")));
}
