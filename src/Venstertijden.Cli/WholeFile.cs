using System.Text;

namespace Venstertijden.Cli;

/// <summary>A text file that appears whole or not at all: it is written beside its place and moved there when complete.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string _path;
    private readonly string? _part;

    /// <exception cref="BadInputException">It cannot be written.</exception>
    public WholeFile(string path)
    {
        _path = path;
        // A device such as /dev/stdout is written to, never replaced.
        var device = path.StartsWith("/dev/", StringComparison.Ordinal);
        _part = device ? null : path + ".part";
        try
        {
            if (Directory.Exists(path))
                throw new IOException("it is a folder");
            Writer = new StreamWriter(device ? path : _part!, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"--out: expected a file that can be written, '{path}' cannot ({e.Message})", e);
        }
    }

    public TextWriter Writer { get; }

    public void Complete()
    {
        Writer.Flush();
        Writer.Dispose();
        if (_part is not null)
            File.Move(_part, _path, overwrite: true);
    }

    public void Dispose()
    {
        Writer.Dispose();
        if (_part is not null)
            File.Delete(_part);
    }
}
