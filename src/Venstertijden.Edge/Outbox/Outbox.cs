using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Keys;

namespace Venstertijden.Edge.Outbox;

/// <summary>
/// Where passages wait until central has them. A number is given in the same transaction that stores the message, so
/// numbers have no holes over any crash; a message is forgotten on central's <c>acknowledge</c> alone. For any thread.
/// </summary>
public sealed class Outbox : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CameraName _camera;
    private readonly DeviceKeys _keys;
    private readonly IClock _clock;
    private readonly ILogger _log;
    private readonly ChainMarker _marker;
    private readonly DiskReserve _reserve;
    private readonly AtRest _atRest;
    private readonly string _path;
    private readonly long? _maxBytes;

    private OutboxFile _file = null!;
    private ChainHead _head = null!;
    private long _depth;
    private bool _erased;

    private Outbox(string folder, CameraName camera, DeviceKeys keys, IClock clock, ILogger log, long? maxBytes)
    {
        _path = Path.Combine(folder, "outbox.db");
        _camera = camera;
        _keys = keys;
        _clock = clock;
        _log = log;
        _maxBytes = maxBytes;
        _marker = new ChainMarker(keys.KeyFile, camera);
        _reserve = new DiskReserve(Path.Combine(folder, "outbox.reserve"));
        _atRest = new AtRest(keys.Derive("outbox", []));
    }

    /// <summary>Raised, on any thread, after something was stored or forgotten.</summary>
    public event Action? Changed;

    /// <summary>Opens the outbox in this folder, or begins a chain there. A file that is lost or broken is an alarm: a new chain begins, with the gap recorded.</summary>
    /// <param name="folder">Made when absent.</param>
    /// <param name="camera">The camera whose passages these are.</param>
    /// <param name="keys">Sign, and seal what lies on the disk.</param>
    /// <param name="clock">For time stamps.</param>
    /// <param name="log">Alarms go here.</param>
    /// <param name="maxBytes">The file grows no further; null for as much as the disk has.</param>
    /// <exception cref="EdgeConfigException">The folder cannot be used, or another edge uses it.</exception>
    public static Outbox Open(string folder, CameraName camera, DeviceKeys keys, IClock clock, ILogger log, long? maxBytes = null)
    {
        var outbox = new Outbox(folder, camera, keys, clock, log, maxBytes);
        try
        {
            Directory.CreateDirectory(folder);
            outbox._reserve.Take();
            outbox.OpenOrBegin();
            return outbox;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            outbox.Dispose();
            throw new EdgeConfigException($"data: {folder}: {Refusal(e)}", e);
        }
    }

    public OutboxState State
    {
        get
        {
            lock (_gate)
                return new(_head.Chain, _head.Acknowledged, _head.Last, _depth, _depth > 0 && _file.OldestMs() is { } ms ? Instant.FromUnixTimeMilliseconds(ms) : null);
        }
    }

    /// <summary>Numbers, chains, signs and stores a passage. When it returns stored, the passage survives a power cut.</summary>
    public Appended Append(PassageDraft draft)
    {
        Appended result;
        lock (_gate)
            result = Guarded(() => AppendOnce(draft));
        Changed?.Invoke();
        return result;
    }

    /// <summary>Messages of a chain after a number, in order, ready to publish; none when that chain is no longer in force.</summary>
    public IReadOnlyList<OutboxMessage> Take(Guid chain, long after, int count)
    {
        lock (_gate)
            return Guarded(() => chain == _head.Chain ? _file.Read(after, count).Select(Unseal).OfType<OutboxMessage>().ToList() : []);
    }

    /// <summary>Central has stored all up to this number: they are erased. Another chain's numbers are none of ours: false.</summary>
    public bool Acknowledge(Guid chain, long upTo)
    {
        lock (_gate)
        {
            if (chain != _head.Chain)
                return false;
            if (upTo > _head.Last)
                _log.AcknowledgedTooMuch(_camera, chain, upTo, _head.Last);
            upTo = Math.Min(upTo, _head.Last);
            if (upTo <= _head.Acknowledged)
                return true;
            _head = _head with { Acknowledged = upTo };
            Guarded(Forget);
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>Central misses numbers: those that are here are sent again by the caller; those that were acknowledged and erased will never come, which is told once.</summary>
    /// <returns>False for another chain.</returns>
    public bool TellForgotten(Guid chain, long from, long to)
    {
        lock (_gate)
        {
            if (chain != _head.Chain)
                return false;
            var gone = new Gap(Math.Max(1, from), Math.Min(to, _head.Acknowledged), GapReason.Pruned);
            if (gone.From > gone.To || Guarded(() => _file.WasTold(gone.From, gone.To)))
                return true;
            Guarded(() => StoreGap(gone, told: gone));
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>To be called at least every 60 s: erases what is due, empties the log file, takes back the reserve, finds a file that was removed.</summary>
    public void Tidy()
    {
        lock (_gate)
        {
            Guarded(() =>
            {
                if (!File.Exists(_path))
                    WriteAgain();
                Forget();
                if (_erased)
                    _file.Tidy();
                _erased = false;
                if (_reserve.Take() && _head.HasLost)
                    TryStoreLost();
            });
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _atRest.Dispose();
        }
    }

    private Appended AppendOnce(PassageDraft draft)
    {
        try
        {
            var head = _head;
            var rows = new List<OutboxRow>(2);
            if (head.HasLost)
                head = Add(rows, head, new Gap(head.Last + 1, head.LostTo, GapReason.DiskFull));
            var message = head.Link(draft, _camera);
            head = Add(rows, head, message.Seq, MessageKind.Passage, WireJson.Write(message));
            Commit(head, rows);
            return new(message.Seq, Stored: true);
        }
        catch (SqliteException e) when (IsFull(e))
        {
            return new(LoseOne(e), Stored: false);
        }
    }

    // The number is taken all the same: central sees from the gap message that something passed that nobody will judge.
    private long LoseOne(SqliteException why)
    {
        long seq = _head.Next;
        _head = _head.Losing();
        _log.DiskFull(_camera, why.Message, seq);
        _reserve.GiveUp();
        try
        {
            _file.SaveHead(_head);
        }
        catch (SqliteException e) when (IsFull(e))
        {
            // Known in memory alone until there is room.
        }

        return seq;
    }

    private void TryStoreLost()
    {
        try
        {
            StoreGap(new Gap(_head.Last + 1, _head.LostTo, GapReason.DiskFull));
        }
        catch (SqliteException e) when (IsFull(e))
        {
            _reserve.GiveUp();
        }
    }

    private void StoreGap(Gap gap, long? erase = null, Gap? told = null)
    {
        var rows = new List<OutboxRow>(1);
        var head = Add(rows, _head, gap);
        _file.Store(head, rows, erase, told);
        _depth += 1 - (erase is null ? 0 : 1);
        _head = head;
    }

    private void Commit(ChainHead head, List<OutboxRow> rows)
    {
        _file.Store(head, rows);
        _depth += rows.Count;
        _head = head;
    }

    private void Forget()
    {
        try
        {
            int erased = _depth == 0 ? 0 : _file.Forget(_head);
            _depth -= erased;
            _erased |= erased > 0;
        }
        catch (SqliteException e) when (IsFull(e))
        {
            // Erasing writes too: the reserve makes the room, and the next tidying erases.
            _reserve.GiveUp();
            _log.EraseDelayed(_camera, e.Message);
        }
    }

    private ChainHead Add(List<OutboxRow> rows, ChainHead head, Gap gap)
    {
        var message = head.Link(gap, _camera, _clock.GetCurrentInstant());
        _log.GapRecorded(_camera, head.Chain, gap.From, gap.To, gap.Reason);
        return Add(rows, head, message.Seq, MessageKind.Gap, WireJson.Write(message));
    }

    private ChainHead Add(List<OutboxRow> rows, ChainHead head, long seq, MessageKind kind, byte[] payload)
    {
        rows.Add(new(seq, kind, _clock.GetCurrentInstant().ToUnixTimeMilliseconds(), _keys.Sign(payload), _atRest.Seal(payload, Belonging(head.Chain, seq))));
        return head.After(seq, payload);
    }

    // A message that a bad sector or a meddler changed is lost alone: the chain goes on, and the number is told.
    private OutboxMessage? Unseal(OutboxRow row)
    {
        if (_atRest.Open(row.Sealed, Belonging(_head.Chain, row.Seq)) is { } payload && _keys.HasSigned(payload, row.Signature))
            return new(row.Seq, row.Kind, Instant.FromUnixTimeMilliseconds(row.MadeMs), payload, row.Signature);
        StoreGap(new Gap(row.Seq, row.Seq, GapReason.FileLost), erase: row.Seq);
        return null;
    }

    private void OpenOrBegin()
    {
        var open = _marker.Read();
        bool existed = File.Exists(_path);
        try
        {
            _file = OutboxFile.Open(_path, _maxBytes);
            if (_file.ReadHead() is var (head, keyCheck))
            {
                if (_atRest.Open(keyCheck, Belonging(head.Chain, 0)) is null)
                    throw new SqliteException("sealed with another secret", SQLitePCL.raw.SQLITE_CORRUPT);
                if (open is { } known && known != Guid.Empty && known != head.Chain && known != head.Replaces)
                    throw new SqliteException($"an older file of chain {head.Chain} stands in its place", SQLitePCL.raw.SQLITE_CORRUPT);
                Continue(head);
                if (open != head.Chain)
                    _marker.Write(head.Chain);
                return;
            }
        }
        catch (SqliteException e) when (IsBroken(e))
        {
            StartOver(open ?? Guid.Empty, e.Message);
            return;
        }

        if (open is null)
            Begin(replaces: null);
        else
            StartOver(open, existed ? "the file is empty" : "the file is not there");
    }

    private void Continue(ChainHead head)
    {
        _head = head;
        _depth = _file.Count();
        foreach (var hole in Holes())
            StoreGap(hole);
        _log.OutboxOpened(_camera, head.Chain, _head.Last, _depth);
    }

    /// <summary>Numbers that should be here, are not, and that no gap message tells of.</summary>
    private List<Gap> Holes()
    {
        const int batch = 500;
        var holes = new List<Gap>();
        var told = new List<GapMessage>();
        long next = _head.Acknowledged + 1;
        for (var rows = _file.Read(_head.Acknowledged, batch); rows.Count > 0; rows = _file.Read(rows[^1].Seq, batch))
        {
            foreach (var row in rows)
            {
                if (row.Seq > next)
                    holes.Add(new Gap(next, row.Seq - 1, GapReason.FileLost));
                next = row.Seq + 1;
                if (row.Kind == MessageKind.Gap && Unseal(row) is { } message && MessageReader.ReadGap(message.Payload).Message is { } gap)
                    told.Add(gap);
            }
        }

        if (next <= _head.Last)
            holes.Add(new Gap(next, _head.Last, GapReason.FileLost));
        return holes.FindAll(hole => !told.Exists(t => t.From <= hole.From && t.To >= hole.To));
    }

    private void Begin(Guid? replaces)
    {
        var chain = Guid.NewGuid();
        var head = ChainHead.New(chain, replaces);
        var rows = new List<OutboxRow>(1);
        byte[] keyCheck = _atRest.Seal("outbox"u8, Belonging(chain, 0));
        if (replaces is not null)
            head = Add(rows, head, new Gap(0, 0, GapReason.FileLost, replaces));
        _file.Create(head, keyCheck, rows);
        _marker.Write(chain);
        _head = head;
        _depth = rows.Count;
        _erased = false;
        _log.OutboxOpened(_camera, chain, head.Last, _depth);
    }

    private void StartOver(Guid? lost, string why)
    {
        _file?.Dispose();
        string? aside = SetAside();
        _file = OutboxFile.Open(_path, _maxBytes);
        Begin(replaces: lost);
        _log.ChainLost(_camera, lost, why, _head.Chain, aside);
    }

    // What is left may help to find out why, and is sealed as before.
    private string? SetAside()
    {
        string? aside = null;
        string stamp = _clock.GetCurrentInstant().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (string part in new[] { "", "-wal", "-shm", "-journal" })
        {
            if (!File.Exists(_path + part))
                continue;
            aside ??= $"{_path}.broken-{stamp}";
            File.Move(_path + part, $"{_path}.broken-{stamp}{part}", overwrite: true);
        }

        return aside;
    }

    private void WriteAgain()
    {
        string copy = _path + ".rescue";
        File.Delete(copy);
        _file.CopyTo(copy);
        _file.Dispose();
        File.Delete(_path + "-wal");
        File.Move(copy, _path, overwrite: true);
        _file = OutboxFile.Open(_path, _maxBytes);
        _log.FileRewritten(_camera);
    }

    private void Guarded(Action work) => Guarded(() =>
    {
        work();
        return true;
    });

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (IsBroken(e))
        {
            StartOver(_head.Chain, e.Message);
            return work();
        }
    }

    private static byte[] Belonging(Guid chain, long seq) => Encoding.ASCII.GetBytes($"{chain}/{seq}");

    private static bool IsBroken(SqliteException e) => e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    private static bool IsFull(SqliteException e) => e.SqliteErrorCode is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR;

    private static string Refusal(Exception e) => e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY }
        ? "another edge uses this folder; expected a folder of its own for each camera"
        : $"{e.Message.TrimEnd('.')}; expected a folder that can be written, with room for the outbox";
}
