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

    /// <summary>Reads what a form sent. One that is too large comes without content: its length alone tells.</summary>
    public static async Task<IReadOnlyList<UploadedPaper>> Read(IEnumerable<IFormFile> uploads, CancellationToken ct)
    {
        var read = new List<UploadedPaper>();
        foreach (var upload in uploads.Take(MaxFiles + 1))
        {
            using var content = new MemoryStream();
            if (upload.Length <= MaxBytes)
                await upload.CopyToAsync(content, ct);
            read.Add(Of(upload.FileName, content.ToArray()));
        }

        return read;
    }

    private static string? Sniff(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : null;
}
