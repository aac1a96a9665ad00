using Microsoft.EntityFrameworkCore;

namespace Venstertijden.Central.Data;

/// <summary>Whether this program and a database fit.</summary>
public static class DatabaseVersion
{
    /// <summary>The first migration in the database that this program does not know: a newer program made it. Null when it knows all.</summary>
    public static async Task<string?> NewerThanProgram(CentralDb db, CancellationToken ct)
    {
        if (!await db.Database.CanConnectAsync(ct))
            return null;
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        return (await db.Database.GetAppliedMigrationsAsync(ct)).FirstOrDefault(m => !known.Contains(m));
    }
}
