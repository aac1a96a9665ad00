using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Data.Postgres;

/// <summary>Central's rows on Postgres; its migrations lie in the folder beside it.</summary>
public sealed class PostgresCentralDb(DbContextOptions<PostgresCentralDb> options, ISiteScope scope) : CentralDb(options, scope);

/// <summary>For <c>dotnet ef migrations add</c> only: names the engine, never connects.</summary>
internal sealed class PostgresCentralDbDesign : IDesignTimeDbContextFactory<PostgresCentralDb>
{
    public PostgresCentralDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCentralDb>().UseNpgsql("Host=localhost").Options, new SiteScope(SiteId.Parse("design")));
}
