using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Contracts;
using Venstertijden.Edge.Evidence;
using Venstertijden.Edge.Keys;
using Venstertijden.Edge.Outbox;

namespace Venstertijden.Edge.Tests;

/// <summary>A folder of its own with what an edge keeps: keys in one part, data in the other.</summary>
internal sealed class EdgeFolder : IDisposable
{
    internal static readonly CameraName Camera = new(SiteId.Parse("assen"), CameraId.Parse("brink-noord"));
    internal static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 6, 31);

    private readonly bool _remove;

    internal EdgeFolder(string? root = null)
    {
        _remove = root is null;
        Root = root ?? Directory.CreateTempSubdirectory("vth-edge-").FullName;
        KeyFile = Path.Combine(Root, "keys", "device.pem");
        Data = Path.Combine(Root, "data");
        Keys = DeviceKeys.Open(KeyFile);
    }

    internal string Root { get; }

    internal string KeyFile { get; }

    internal string Data { get; }

    internal DeviceKeys Keys { get; }

    internal FakeClock Clock { get; } = new(Monday);

    internal string OutboxFolder => Path.Combine(Data, "outbox");

    internal string OutboxPath => Path.Combine(OutboxFolder, "outbox.db");

    internal Edge.Outbox.Outbox OpenOutbox(long? maxBytes = null, ILogger? log = null) =>
        Edge.Outbox.Outbox.Open(OutboxFolder, Camera, Keys, Clock, log ?? NullLogger.Instance, maxBytes);

    internal EvidenceStore OpenEvidence(EvidenceLimits? limits = null) =>
        EvidenceStore.Open(Path.Combine(Data, "evidence"), Keys, Clock, limits ?? new EvidenceLimits { KeepFreeMegabytes = 0 }, NullLogger.Instance);

    internal static PassageDraft Draft(string plate = "AE123B", Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(Monday.ToDateTimeOffset()),
        Kind = PassageKind.Read,
        SeenFrom = Monday,
        SeenTo = Monday + Duration.FromSeconds(2),
        Direction = Direction.In,
        Plate = new PlateRead { Text = plate, Country = "NL", Confidence = 0.98, Agreeing = 7 },
        Clock = new ClockState(0, "demo", true, "2026a"),
        Software = "1.2.0",
        Models = new ModelVersions("d1", "r1"),
        Config = new string('c', 64),
    };

    /// <summary>Works on the closed file, as a fault or a meddler would.</summary>
    internal void Meddle(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={OutboxPath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of the test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>All bytes of all files under the data folder.</summary>
    internal byte[] AllData() => Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).SelectMany(ReadShared).ToArray();

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose()
    {
        Keys.Dispose();
        if (_remove)
            Directory.Delete(Root, recursive: true);
    }
}
