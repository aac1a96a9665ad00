using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Keys;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>How far an outbox came.</summary>
internal sealed record OutboxHead(Guid Chain, long Last, long Acknowledged);

/// <summary>One camera's edge: its process, its link to the broker, its files.</summary>
internal sealed class EdgeAtFault : IAsyncDisposable
{
    private readonly string _files;
    private readonly string _data;
    private VthProcess? _process;

    internal EdgeAtFault(int number, string folder, string disk, int brokerPort)
    {
        Camera = CameraId.Parse(string.Create(CultureInfo.InvariantCulture, $"fault-{number}"));
        _files = Directory.CreateDirectory(Path.Combine(folder, Camera.Value)).FullName;
        _data = Path.Combine(disk, Camera.Value);
        Link = new CuttableLink(brokerPort);
        using (DeviceKeys.Open(KeyFile))
            PublicKey = File.ReadAllText(KeyFile + ".pub.pem");
    }

    internal CameraId Camera { get; }

    internal string PublicKey { get; }

    internal CuttableLink Link { get; }

    /// <summary>Vehicles that passed in front of this camera while its edge ran.</summary>
    internal long Shown => File.Exists(Path.Combine(_files, "shown")) ? new FileInfo(Path.Combine(_files, "shown")).Length : 0;

    internal string Said => _process is { } p ? p.Errors + p.Output : "";

    /// <summary>Chains that ended with their file, as they stood then.</summary>
    internal List<OutboxHead> Damaged { get; } = [];

    private string KeyFile => Path.Combine(_files, "device.pem");

    private string OutboxPath => Path.Combine(_data, "outbox", "outbox.db");

    internal void Trust(string centralPublicKey) => File.Copy(centralPublicKey, Path.Combine(_files, "central-public.pem"), overwrite: true);

    internal void Start() => _process = VthProcess.StartProgram(typeof(EdgeAtFault).Assembly.Location, "edge", Camera.Value, KeyFile, _data, Link.Port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Killed, or ended by itself.</summary>
    internal bool HasEnded => _process is { HasExited: true };

    internal Task Kill() => _process is { } process ? process.KillAsync() : Task.CompletedTask;

    internal void StepClock(Duration offset) => SteppedClock.Step(Path.Combine(_files, "clock"), offset);

    /// <summary>No vehicle passes any more; what is in the outbox is still delivered.</summary>
    internal void CloseStreet() => File.WriteAllText(Path.Combine(_files, "closed"), "");

    /// <summary>Of a killed edge; looked up in a copy, for its disk may be full.</summary>
    internal OutboxHead Head()
    {
        var copy = Directory.CreateTempSubdirectory("vth-outbox-");
        try
        {
            foreach (string part in (string[])["outbox.db", "outbox.db-wal"])
            {
                string from = Path.Combine(_data, "outbox", part);
                if (File.Exists(from))
                    File.Copy(from, Path.Combine(copy.FullName, part));
            }

            using var connection = new SqliteConnection($"Data Source={Path.Combine(copy.FullName, "outbox.db")};Pooling=false");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT id, last, acknowledged FROM chain";
            using var row = command.ExecuteReader();
            row.Read();
            return new OutboxHead(Guid.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt64(2));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>Of a killed edge: writes noise over the head of its file. True when there was a chain in it.</summary>
    internal bool Damage(Random random)
    {
        if (!File.Exists(OutboxPath))
            return false;
        Damaged.Add(Head());
        byte[] noise = new byte[1024];
        random.NextBytes(noise);
        using var file = File.OpenWrite(OutboxPath);
        file.Write(noise);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        await Link.DisposeAsync();
    }
}
