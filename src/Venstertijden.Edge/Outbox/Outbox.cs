using System.Numerics;
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
    private readonly ILogger _log;
    private readonly OutboxFolder _folder;
    private readonly DiskReserve _reserve;
    private readonly Links _links;

    private OutboxFile _file = null!;
    private ChainHead _head = null!;
    private long _depth;
    private bool _erased;

    private Outbox(string folder, CameraName camera, DeviceKeys keys, IClock clock, ILogger log, long? maxBytes)
    {
        _camera = camera;
        _log = log;
        _links = new Links(camera, keys, clock, log);
        _folder = new OutboxFolder(folder, new ChainMarker(keys.KeyFile, camera), _links, camera, clock, log, maxBytes);
        _reserve = new DiskReserve(Path.Combine(folder, "outbox.reserve"));
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
            outbox.Use(outbox._folder.Open());
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
            if (upTo <= _head.Acknowledged)
                return true;
            if (upTo > _head.Last)
            {
                // Numbers that central has would be given a second time.
                StartOver($"central has {upTo} of it, this file is an older copy that ends with {_head.Last}");
            }
            else
            {
                _head = _head with { Acknowledged = upTo };
                Guarded(Forget);
            }
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
            Guarded(() => TryStoreGap(gone, told: gone));
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
                if (!_folder.HasFile)
                    _file = _folder.WriteAgain(_file);
                _folder.ForgetAside();
                Forget();
                if (_erased)
                    _file.Tidy();
                _erased = false;
                if (_reserve.Take() && _head.HasLost)
                    TryStoreGap(new Gap(_head.Last + 1, _head.LostTo, GapReason.DiskFull));
            });
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _links.Dispose();
        }
    }

    private Appended AppendOnce(PassageDraft draft)
    {
        // What the reserve gave back is for writing down losses and for erasing, not for the next passage.
        if (_head.HasLost && !_reserve.Take())
            return new(LoseOne("still full"), Stored: false);
        try
        {
            var head = _head;
            var rows = new List<OutboxRow>(2);
            if (head.HasLost)
                head = _links.Add(rows, head, new Gap(head.Last + 1, head.LostTo, GapReason.DiskFull));
            head = _links.Add(rows, head, draft);
            _file.Store(head, rows);
            _depth += rows.Count;
            _head = head;
            return new(head.Last, Stored: true);
        }
        catch (SqliteException e) when (IsFull(e))
        {
            return new(LoseOne(e.Message), Stored: false);
        }
    }

    // The number is taken all the same: central sees from the gap message that something passed that nobody will judge.
    private long LoseOne(string why)
    {
        _head = _head.Losing();
        _reserve.GiveUp();
        long lost = _head.LostTo - _head.Last;
        if (!BitOperations.IsPow2(lost))
            return _head.LostTo;

        // Said and saved at the first, second, fourth ...: a full disk is no reason to fill the log as well.
        _log.DiskFull(_camera, why, lost, _head.LostTo);
        try
        {
            _file.SaveHead(_head);
        }
        catch (SqliteException e) when (IsFull(e))
        {
            // Known in memory alone until there is room.
        }

        return _head.LostTo;
    }

    // Where there is no room now, the next occasion tells it.
    private void TryStoreGap(Gap gap, long? erase = null, Gap? told = null)
    {
        try
        {
            StoreGap(gap, erase, told);
        }
        catch (SqliteException e) when (IsFull(e))
        {
            _reserve.GiveUp();
        }
    }

    private void StoreGap(Gap gap, long? erase = null, Gap? told = null)
    {
        var rows = new List<OutboxRow>(1);
        var head = _links.Add(rows, _head, gap);
        _file.Store(head, rows, erase, told);
        _depth += 1 - (erase is null ? 0 : 1);
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

    // A message that a bad sector or a meddler changed is lost alone: the chain goes on, and the number is told.
    private OutboxMessage? Unseal(OutboxRow row)
    {
        if (_links.Open(_head.Chain, row) is { } message)
            return message;
        TryStoreGap(new Gap(row.Seq, row.Seq, GapReason.FileLost), erase: row.Seq);
        return null;
    }

    private void Use(OpenOutbox opened)
    {
        (_file, _head) = (opened.File, opened.Head);
        _depth = _file.Count();
        _erased = false;
        foreach (var hole in _folder.Holes(_file, _head))
            StoreGap(hole);
        _log.OutboxOpened(_camera, _head.Chain, _head.Last, _depth);
    }

    private void StartOver(string why) => Use(_folder.StartOver(_file, _head.Chain, why));

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
        catch (SqliteException e) when (OutboxFolder.IsBroken(e))
        {
            StartOver(e.Message);
            return work();
        }
    }

    // A worn-out card turns read-only in the midst of work: for a passage that is the same as no room.
    private static bool IsFull(SqliteException e) =>
        e.SqliteErrorCode is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN;

    private static string Refusal(Exception e) => e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY }
        ? "another edge uses this folder; expected a folder of its own for each camera"
        : $"{e.Message.TrimEnd('.')}; expected a folder that can be written, with room for the outbox";
}
