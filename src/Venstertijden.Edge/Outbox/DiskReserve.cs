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
        try
        {
            // Written, not just sized: a sparse file keeps no room.
            File.WriteAllBytes(path + ".new", new byte[Size]);
            File.Move(path + ".new", path, overwrite: true);
            return true;
        }
        catch (IOException)
        {
            File.Delete(path + ".new");
            return false;
        }
    }

    internal void GiveUp() => File.Delete(path);
}
