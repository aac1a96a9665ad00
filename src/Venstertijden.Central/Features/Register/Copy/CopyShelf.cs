using System.Globalization;
using NodaTime;

namespace Venstertijden.Central.Features.Register.Copy;

/// <summary>
/// The folder with the copies of the register and the one in use: the newest that is whole. An import puts a new file there, which is taken up at
/// the next look, without a restart; the one before stays until the next import, for the case that the new one is damaged.
/// </summary>
public sealed partial class CopyShelf(string folder, ILogger<CopyShelf>? log = null)
{
    /// <summary>Copies that stay in the folder.</summary>
    private const int Kept = 2;

    private const string Names = "register-*.vthr";

    private readonly Lock _turn = new();
    private readonly Dictionary<(string, long, DateTime), string> _refused = [];
    private (string Path, long Bytes, DateTime At) _file;
    private volatile RegisterCopy? _current;

    /// <summary>The copy in use; null while there is none.</summary>
    public RegisterCopy? Current => _current;

    /// <summary>Why the newest file is not the one in use; null when it is.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Where a central of that data folder has its copies.</summary>
    public static CopyShelf Of(string data, ILogger<CopyShelf>? log = null) => new(Path.Combine(data, "register"), log);

    /// <summary>Where a new copy goes; makes the folder.</summary>
    public string PathFor(Instant importedAt)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"register-{importedAt.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.vthr");
    }

    /// <summary>Takes away the copies before the last two.</summary>
    public void Tidy()
    {
        foreach (string old in Files().Skip(Kept))
            File.Delete(old);
    }

    /// <summary>Takes up a newer copy where there is one. Cheap when there is none.</summary>
    /// <returns>True when another copy is in use than before.</returns>
    public bool Look()
    {
        lock (_turn)
        {
            Refusal = null;
            foreach (string path in Files())
            {
                var info = new FileInfo(path);
                if (!info.Exists)
                    continue;
                var file = (path, info.Length, info.LastWriteTimeUtc);
                if (_current is not null && file == _file)
                    return false;
                if (_refused.TryGetValue(file, out string? before))
                {
                    Refusal ??= before;
                    continue;
                }

                if (RegisterCopy.TryOpen(path, out string refusal) is { } copy)
                {
                    bool another = _current?.Version != copy.Version || _current.ImportedAt != copy.ImportedAt;
                    (_file, _current) = (file, copy);
                    if (log is not null && another)
                        LogTaken(log, copy.Version, copy.Rows);
                    return another;
                }

                Refusal ??= refusal;
                _refused[file] = refusal;
                if (log is not null)
                    LogRefused(log, refusal, _current?.Version ?? "none");
            }

            return false;
        }
    }

    /// <summary>Newest first, by their names.</summary>
    private IEnumerable<string> Files() => Directory.Exists(folder) ? Directory.GetFiles(folder, Names).OrderDescending(StringComparer.Ordinal) : [];

    [LoggerMessage(2701, LogLevel.Information, "Register copy {Version} with {Rows} vehicles is in use")]
    private static partial void LogTaken(ILogger log, string version, int rows);

    [LoggerMessage(2702, LogLevel.Error, "Register copy refused: {Refusal}; in use: {Version}")]
    private static partial void LogRefused(ILogger log, string refusal, string version);
}
