using System.Text;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>The text of a file whose encoding nobody told: UTF-8 or UTF-16 with a mark or without, else Windows-1252, which Dutch Excel writes.</summary>
internal static class TextEncodings
{
    private const int Looked = 4096;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Not among those that .NET has by itself; asked of its provider, nothing is registered for the whole program.
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <returns>Null when it is no text.</returns>
    internal static string? Read(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Checked(Encoding.UTF8.GetString(content[3..]));
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Checked(Encoding.Unicode.GetString(content[2..]));
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Checked(Encoding.BigEndianUnicode.GetString(content[2..]));
        if (Sixteen(content) is { } sixteen) return Checked(sixteen.GetString(content));
        try
        {
            return Checked(Strict.GetString(content));
        }
        catch (DecoderFallbackException)
        {
            return Checked(Windows.GetString(content));
        }
    }

    /// <summary>Plates and most names are ASCII: in UTF-16 every second byte of them is zero.</summary>
    private static Encoding? Sixteen(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, Looked)];
        if (head.Length < 4 || content.Length % 2 != 0) return null;
        int even = 0, odd = 0;
        for (int i = 0; i + 1 < head.Length; i += 2)
        {
            if (head[i] == 0) even++;
            if (head[i + 1] == 0) odd++;
        }

        int half = head.Length / 2;
        return odd > half * 0.7 && even < half * 0.1 ? Encoding.Unicode : even > half * 0.7 && odd < half * 0.1 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>What no text holds: a picture, a PDF (text, but no list) or a program.</summary>
    private static string? Checked(string text)
    {
        if (text.StartsWith("%PDF-", StringComparison.Ordinal) || text.StartsWith("{\\rtf", StringComparison.Ordinal)) return null;
        int odd = 0;
        foreach (char c in text.AsSpan()[..Math.Min(text.Length, Looked)])
        {
            if (c == '\0') return null;
            if (char.IsControl(c) && c is not ('\t' or '\r' or '\n')) odd++;
        }

        return odd * 50 > Math.Min(text.Length, Looked) ? null : text;
    }
}
