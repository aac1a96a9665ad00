using System.Text;

namespace Venstertijden.Cli.Csv;

/// <summary>Files of people: read whole as UTF-8 with or without byte order mark, written so that a reader never sees half of one.</summary>
public static class Utf8File
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="BadInputException">It cannot be read, or is not UTF-8.</exception>
    public static string Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return Strict.GetString(bytes.AsSpan(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (DecoderFallbackException)
        {
            throw new BadInputException($"{path}: expected a text in UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{path}: expected a file that can be read: {Reason(e)}");
        }
    }

    /// <summary>Writes beside the file first and then puts it in place, so that an interrupted run leaves what was there.</summary>
    /// <exception cref="BadInputException">The place cannot be written.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        var partial = path + ".partial";
        try
        {
            if (Directory.Exists(path))
                throw new BadInputException($"{path}: expected a file to write, found a folder");
            using (var writer = new StreamWriter(partial, append: false, Strict) { NewLine = "\n" })
                write(writer);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{path}: expected a place that can be written: {Reason(e)}");
        }
        finally
        {
            // Gone already after a move; left behind only when writing failed.
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException => "it does not exist",
        DirectoryNotFoundException => "its folder does not exist",
        UnauthorizedAccessException => "access is denied",
        _ => e.Message.ReplaceLineEndings(" "),
    };
}
