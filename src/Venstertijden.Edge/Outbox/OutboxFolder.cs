using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Outbox;

/// <summary>An open file and the head of its chain.</summary>
internal sealed record OpenOutbox(OutboxFile File, ChainHead Head);

/// <summary>
/// The folder of an outbox: decides whether the file in it is the open chain, and begins a new chain, with the gap in it, when it is not.
/// </summary>
internal sealed class OutboxFolder(string folder, ChainMarker marker, Links links, CameraName camera, IClock clock, ILogger log, long? maxBytes)
{
    private const string AsideMark = ".broken-";

    // What is left of a broken file may help to find out why; it is sealed, but holds passages.
    private static readonly Duration KeepAside = Duration.FromDays(7);

    private readonly string _path = Path.Combine(folder, "outbox.db");

    internal bool HasFile => File.Exists(_path);

    internal OpenOutbox Open()
    {
        var open = marker.Read();
        bool existed = HasFile;
        OutboxFile? file = null;
        try
        {
            file = OutboxFile.Open(_path, maxBytes);
            if (file.ReadHead() is var (head, keyCheck))
            {
                if (!links.Fits(head.Chain, keyCheck))
                    throw new SqliteException("sealed with another secret", SQLitePCL.raw.SQLITE_CORRUPT);
                if (open is { } known && known != Guid.Empty && known != head.Chain && known != head.Replaces)
                    throw new SqliteException($"an older file of chain {head.Chain} stands in its place", SQLitePCL.raw.SQLITE_CORRUPT);
                if (open != head.Chain)
                    marker.Write(head.Chain);
                return new(file, head);
            }
        }
        catch (SqliteException e) when (IsBroken(e))
        {
            return StartOver(file, open ?? Guid.Empty, e.Message);
        }
        catch
        {
            file?.Dispose();
            throw;
        }

        return open is null ? Begin(file, replaces: null) : StartOver(file, open, existed ? "the file is empty" : "the file is not there");
    }

    /// <summary>The file is of no use any more: it is set aside, and a new chain begins with the gap as its first message.</summary>
    internal OpenOutbox StartOver(OutboxFile? file, Guid? lost, string why)
    {
        file?.Dispose();
        string? aside = SetAside();
        var begun = Begin(OutboxFile.Open(_path, maxBytes), replaces: lost);
        log.ChainLost(camera, lost, why, begun.Head.Chain, aside);
        return begun;
    }

    /// <summary>Somebody removed the file while it was open: all of it is still in reach, and is written again.</summary>
    internal OutboxFile WriteAgain(OutboxFile file)
    {
        string copy = _path + ".rescue";
        File.Delete(copy);
        file.CopyTo(copy);
        file.Dispose();
        File.Delete(_path + "-wal");
        File.Move(copy, _path, overwrite: true);
        log.FileRewritten(camera);
        return OutboxFile.Open(_path, maxBytes);
    }

    /// <summary>Numbers that should be in the file, are not, and that no gap message tells of.</summary>
    internal List<Gap> Holes(OutboxFile file, ChainHead head)
    {
        const int batch = 500;
        var holes = new List<Gap>();
        var told = new List<GapMessage>();
        long next = head.Acknowledged + 1;
        for (var rows = file.Read(head.Acknowledged, batch); rows.Count > 0; rows = file.Read(rows[^1].Seq, batch))
        {
            foreach (var row in rows)
            {
                if (row.Seq > next)
                    holes.Add(new Gap(next, row.Seq - 1, GapReason.FileLost));
                next = row.Seq + 1;
                if (row.Kind == MessageKind.Gap && links.Open(head.Chain, row) is { } message && MessageReader.ReadGap(message.Payload).Message is { } gap)
                    told.Add(gap);
            }
        }

        if (next <= head.Last)
            holes.Add(new Gap(next, head.Last, GapReason.FileLost));
        return holes.FindAll(hole => !told.Exists(t => t.From <= hole.From && t.To >= hole.To));
    }

    /// <summary>Erases what was set aside long ago.</summary>
    internal void ForgetAside()
    {
        long oldest = (clock.GetCurrentInstant() - KeepAside).ToUnixTimeMilliseconds();
        foreach (string path in Directory.EnumerateFiles(folder, "*" + AsideMark + "*"))
        {
            string stamp = path[(path.IndexOf(AsideMark, StringComparison.Ordinal) + AsideMark.Length)..].Split('-')[0];
            if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out long setAside) || setAside < oldest)
                File.Delete(path);
        }
    }

    internal static bool IsBroken(SqliteException e) => e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    private OpenOutbox Begin(OutboxFile file, Guid? replaces)
    {
        try
        {
            var head = ChainHead.New(Guid.NewGuid(), replaces);
            var rows = new List<OutboxRow>(1);
            if (replaces is not null)
                head = links.Add(rows, head, new Gap(0, 0, GapReason.FileLost, replaces));
            file.Create(head, links.KeyCheck(head.Chain), rows);
            marker.Write(head.Chain);
            return new(file, head);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private string? SetAside()
    {
        string? aside = null;
        string target = $"{_path}{AsideMark}{clock.GetCurrentInstant().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}";
        foreach (string part in new[] { "", "-wal", "-shm", "-journal" })
        {
            if (!File.Exists(_path + part))
                continue;
            aside ??= target;
            File.Move(_path + part, target + part, overwrite: true);
        }

        return aside;
    }
}
