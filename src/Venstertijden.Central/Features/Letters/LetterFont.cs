using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using PdfSharp.Fonts;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Letters;

/// <summary>
/// The one letter type of our documents: Atkinson Hyperlegible Next, drawn for readers with low vision. It comes by package (SIL OFL 1.1) into the web root, so a
/// document looks the same on a machine without any font.
/// </summary>
public sealed class LetterFont : IFontResolver
{
    public const string Family = "Atkinson Hyperlegible Next";

    private static readonly string Folder = Path.Combine(StaticFiles.Folder, "lib", "letters");
    private static readonly Lazy<LetterFont> Only = new(() => new LetterFont());
    private readonly byte[] _regular = Read("regular.ttf");
    private readonly byte[] _bold = Read("bold.ttf");
    private readonly HashSet<int> _characters;

    private LetterFont()
    {
        _characters = Characters(_regular);
        GlobalFontSettings.FontResolver = this;
    }

    /// <summary>The font, made known to PDFsharp.</summary>
    /// <exception cref="FileNotFoundException">It is not in the web root.</exception>
    public static LetterFont Load() => Only.Value;

    /// <summary>The text in characters that the font has: an accent that it lacks is left off, a sign that it lacks becomes a question mark. Never an empty box.</summary>
    public string Writable(string text)
    {
        if (text.EnumerateRunes().All(Has))
            return text;
        var written = new StringBuilder();
        foreach (var sign in text.EnumerateRunes())
            written.Append(Has(sign) ? sign.ToString() : Plain(sign));
        return written.ToString();
    }

    byte[] IFontResolver.GetFont(string faceName) => faceName == "bold" ? _bold : _regular;

    FontResolverInfo IFontResolver.ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? "bold" : "regular");

    private bool Has(Rune sign) => sign.Value < ' ' || _characters.Contains(sign.Value);

    private string Plain(Rune sign)
    {
        var kept = sign.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.NonSpacingMark).ToList();
        return kept.Count > 0 && kept.TrueForAll(Has) ? string.Concat(kept) : "?";
    }

    private static byte[] Read(string name)
    {
        string path = Path.Combine(Folder, name);
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new FileNotFoundException($"The font of letters is not there: expected {path}. It comes with the parts of the web pages: run ./vth, or npm ci and npm run parts in src/Venstertijden.Central.", path);
    }

    /// <summary>The characters of a TrueType font: its character map of format 4 (platform 3, encoding 1).</summary>
    private static HashSet<int> Characters(byte[] font)
    {
        int Short(int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));
        int Long(int at) => (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at));
        int table = Enumerable.Range(0, Short(4)).Select(n => 12 + (16 * n)).First(at => Encoding.ASCII.GetString(font, at, 4) == "cmap");
        int map = Long(table + 8);
        int sub = map + Enumerable.Range(0, Short(map + 2)).Select(n => map + 4 + (8 * n)).Where(at => (Short(at), Short(at + 2)) == (3, 1)).Select(at => Long(at + 4)).First();
        int segments = Short(sub + 6) / 2;
        var found = new HashSet<int>();
        for (int n = 0; n < segments; n++)
        {
            int end = Short(sub + 14 + (2 * n)), start = Short(sub + 16 + (2 * (segments + n)));
            for (int sign = start; sign <= end && sign < 0xFFFF; sign++)
                found.Add(sign);
        }

        return found;
    }
}
