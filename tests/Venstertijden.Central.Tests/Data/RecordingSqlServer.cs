using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Venstertijden.Central.Data;
using Venstertijden.Central.Data.SqlServer;

namespace Venstertijden.Central.Tests.Data;

/// <summary>A SQL Server that is not there: takes every command, keeps its text, and answers with no rows.</summary>
internal sealed class RecordingSqlServer
{
    public List<string> Texts { get; } = [];

    public CentralDbs Databases => new(DatabaseProvider.Sqlserver, scope => new SqlServerCentralDb(new DbContextOptionsBuilder<SqlServerCentralDb>().UseSqlServer(new Connection(this)).Options, scope));

    private Dictionary<string, string[]>? _columns;

    /// <summary>No rows, with the columns of every table that the text names.</summary>
    private DataTableReader Answer(string text)
    {
        if (_columns is null)
        {
            using var db = Databases.Open(Builders.Town.Assen);
            _columns = db.Model.GetEntityTypes().Where(t => t.GetTableName() is not null && !t.IsMappedToJson())
                .ToDictionary(t => t.GetTableName()!, t => t.GetProperties().Select(p => p.GetColumnName(StoreObjectIdentifier.Create(t, StoreObjectType.Table)!.Value)!).ToArray());
        }

        var table = new DataTable();
        foreach (string column in _columns.Where(t => text.Contains($"\"{t.Key}\"", StringComparison.Ordinal)).SelectMany(t => t.Value).Distinct())
            table.Columns.Add(column);
        return table.CreateDataReader();
    }

    private sealed class Connection(RecordingSqlServer server) : DbConnection
    {
        private ConnectionState _state = ConnectionState.Closed;

        [AllowNull]
        public override string ConnectionString { get; set; } = "Server=none";

        public override string Database => "none";

        public override string DataSource => "none";

        public override string ServerVersion => "16.0";

        public override ConnectionState State => _state;

        public override void ChangeDatabase(string databaseName)
        {
        }

        public override void Open() => _state = ConnectionState.Open;

        public override void Close() => _state = ConnectionState.Closed;

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this);

        protected override DbCommand CreateDbCommand() => new Command(server, this);
    }

    private sealed class Transaction(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }

    private sealed class Command(RecordingSqlServer server, DbConnection connection) : DbCommand
    {
        private readonly SqlCommand _real = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        protected override DbParameterCollection DbParameterCollection => _real.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            server.Texts.Add(CommandText);
            return 1;
        }

        public override object ExecuteScalar()
        {
            server.Texts.Add(CommandText);
            return 1;
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            server.Texts.Add(CommandText);
            return server.Answer(CommandText);
        }

        protected override void Dispose(bool disposing)
        {
            _real.Dispose();
            base.Dispose(disposing);
        }
    }
}
