namespace Venstertijden.Central.Features.Readiness;

/// <summary>A file as it was uploaded.</summary>
/// <param name="FileName">Without folders, cut to what is kept.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">By its first bytes; null when it is neither PDF, JPEG nor PNG, whatever its name says.</param>
public sealed record UploadedPaper(string FileName, byte[] Content, string? MediaType)
{
    /// <summary>Most bytes of one file.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Most files of one paper.</summary>
    public const int MaxFiles = 20;

    public bool IsPicture => MediaType is "image/jpeg" or "image/png";

    public static UploadedPaper Of(string fileName, byte[] content)
    {
        string name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        string clean = new([.. name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        clean = clean.Length <= Paper.MaxText ? clean : clean[^Paper.MaxText..];
        return new UploadedPaper(clean.Length == 0 ? "stuk" : clean, content, Sniff(content));
    }

    private static string? Sniff(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : null;
}
