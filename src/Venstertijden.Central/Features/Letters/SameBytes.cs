using System.Text;
using System.Text.RegularExpressions;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Letters;

/// <summary>
/// Takes chance out of a PDF and says that it is PDF/UA. PDFsharp draws names for its subsets of fonts and identifiers at random, and knows no mark of PDF/UA; each is
/// replaced by as many bytes, so that no place in the file moves.
/// </summary>
internal static partial class SameBytes
{
    private const string Identification = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>""";

    /// <exception cref="InvalidDataException">It is not as PDFsharp writes one: another release of it does otherwise.</exception>
    public static byte[] Of(byte[] pdf)
    {
        string text = Encoding.Latin1.GetString(pdf);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        text = SubsetName().Replace(text, match => names.TryGetValue(match.Value, out string? name) ? name : names[match.Value] = $"/VTH{names.Count:000}".Replace('0', 'A').Replace('1', 'B').Replace('2', 'C').Replace('3', 'D') + "+");
        text = Once(text, Management(), match => Identification.Length <= match.Length ? Identification.PadRight(match.Length) : throw new InvalidDataException("No room for the mark of PDF/UA."));
        string id = Signing.Hash(Encoding.Latin1.GetBytes(Identifiers().Replace(text, "")))[..32].ToUpperInvariant();
        return Encoding.Latin1.GetBytes(Once(text, Identifiers(), _ => $"/ID[<{id}><{id}>]"));
    }

    private static string Once(string text, Regex what, MatchEvaluator with) =>
        what.Count(text) == 1 ? what.Replace(text, with) : throw new InvalidDataException($"Expected one '{what}' in a PDF of PDFsharp.");

    [GeneratedRegex(@"/[A-Z]{6}\+(?=Atkinson)")]
    private static partial Regex SubsetName();

    [GeneratedRegex("""<rdf:Description rdf:about="" xmlns:xmpMM=.*?</rdf:Description>""", RegexOptions.Singleline)]
    private static partial Regex Management();

    [GeneratedRegex(@"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")]
    private static partial Regex Identifiers();
}
