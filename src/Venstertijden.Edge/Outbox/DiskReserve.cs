namespace Venstertijden.Edge.Outbox;

/// <summary>
/// Room that is kept for the moment when the disk is full: given up then, so that the outbox can still write down how
/// many passages it had to lose and erase what central acknowledges; taken again when there is room.
/// </summary>
internal sealed class DiskReserve(string path)
{
    private const int Size = 512 * 1024;

    /// <summary>Takes the room; false when there is none.</summary>
    internal bool Take()
    {
        if (File.Exists(path))
            return true;
        string draft = path + ".new";
        try
        {
            // Written, not just sized: a sparse file keeps no room.
            File.WriteAllBytes(draft, new byte[Size]);
            File.Move(draft, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(draft);
            return false;
        }
    }

    internal void GiveUp() => Remove(path);

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A disk that has become read-only gives nothing back.
        }
    }
}
