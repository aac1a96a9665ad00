using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;

namespace Venstertijden.Testing.Web;

/// <summary>A migrated SQLite database without a row, made once per run: hundreds of tests start on one, and to copy it takes no time.</summary>
public static class MigratedDatabase
{
    private const string FileName = "central.db";
    private static readonly Lazy<byte[]> Content = new(Make);

    /// <summary>Puts one into a data folder, unless it has a database already.</summary>
    public static void EnsureIn(string folder)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            File.WriteAllBytes(file, Content.Value);
    }

    private static byte[] Make()
    {
        string folder = Directory.CreateTempSubdirectory("vth-migrated-").FullName;
        try
        {
            string file = Path.Combine(folder, FileName);
            using (var db = new CentralDbs(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False").Open(WebUnderTest.Site))
            {
                db.Database.Migrate();
                db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
            }

            return File.ReadAllBytes(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
