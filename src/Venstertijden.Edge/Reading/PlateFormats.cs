using System.Text;
using System.Text.RegularExpressions;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Edge.Reading;

/// <summary>
/// Which countries allow a text on their plates. Letter O and digit 0, and I and 1, have one shape on many plates, so only
/// the format can tell which is meant; no other character is ever changed.
/// </summary>
internal static class PlateFormats
{
    private const int MostSwaps = 6;

    // The nine sidecodes since 1999 are nearly all Dutch traffic; of the five before that a few in a hundred still drive.
    private const int LastOfOldSeries = 5;
    private const int DutchLayouts = 9;
    private const int OldDutchLayouts = 50;

    // Two to five letters with one to four digits: about ten of these are common.
    private const int GermanLayouts = 10;

    // Layouts of ordinary plates in use, without separators: L a letter, D a digit, else a regular expression.
    private static readonly (string Country, int Layouts, Regex Layout)[] Foreign = Compiled(
        ("DE", "L{2,5}D{1,4}[EH]?"),
        ("BE", "DLLLDDD|LLLDDD|DDDLLL"),
        ("FR", "LLDDDLL|D{2,4}L{2,3}DD"),
        ("PL", "LLDDDDD|LLDDDDL|LLDDDLL|LLDLDDD|LLDDLDD|LLLLDDD|LLLDDDD|LLLDDLL|LLLDLDD|LLLDDLD|LLLDLLD|LLLDDDDD|LLLDDDDL|LLLDDDLL"),
        ("GB", "LLDDLLL|LD{1,3}LLL|LLLD{1,3}L|L{2,3}DDDD"),
        ("RO", "BDD[0-9]?LLL|LLDDLLL|L{1,2}D{5,6}"),
        ("BG", "L{1,2}DDDDL{1,2}"),
        ("LT", "LLLDDD|LLDDDD"),
        ("DK", "LLDDDDD"),
        ("SE", "LLLDDD|LLLDDL"),
        ("NO", "LLDDDDD"),
        ("ES", "DDDDLLL|L{1,2}DDDDL{1,2}|L{1,2}D{4,6}"),
        ("IT", "LLDDDLL"),
        ("PT", "DDDDLL|DDLLDD|LLDDDD|LLDDLL"),
        ("AT", "L{1,2}D{1,5}L{1,3}|L{2,6}D{1,3}"),
        ("CH", "LLD{2,6}"),
        ("LU", "LLDDDD|D{4,5}"),
        ("CZ", "D[A-Z]DDDDD|DLLDDDD|LLLDDDD"),
        ("HU", "LLLDDD|LLLLDDD"),
        ("SK", "LLDDDLL"),
        ("UA", "LLDDDDLL"),
        ("LV", "LLD{2,4}"),
        ("EE", "DDDLLL"),
        ("FI", "L{2,3}D{2,3}"),
        ("HR", "LLD{3,4}L{1,2}"),
        ("SI", "LLLLDDD|LLLDDDL|LLDDLLL|LLDDDDL"),
        ("RS", "LLD{3,5}LL"),
        ("TR", "DDL{1,3}D{2,5}"),
        ("IE", "D{2,3}L{1,2}D{1,6}"),
        ("GR", "LLLDDDD"),
        ("BA", "LDDLDDD"),
        ("MK", "LLDDDDLL"),
        ("MD", "LLLDDD"),
        ("BY", "DDDDLLD"),
        ("RU", "LDDDLLD{2,3}"),
        ("IS", "LLDDD|LLLDD"));

    /// <summary>The plate that a read text stands for; null when no country allows it.</summary>
    /// <param name="text">As it was read, <c>A-Z0-9</c>.</param>
    /// <param name="looks">What the plate looks like: it decides between countries that all allow the text.</param>
    public static FormattedPlate? Of(string text, PlateLooks looks)
    {
        if (text.Length is < LookVote.FewestCharacters or > 9)
            return null;
        if (IsWord(text))
            return null;
        var candidates = Candidates(text).ToList();
        if (candidates.Count == 0)
            return null;
        var guess = CountryGuess.Of(candidates.Select(c => new FormatFit(c.Country, c.Layouts, c.Text == text)), looks);
        // Of a country that is left open the text stays as it was seen, where that is one.
        var concluded = guess.Country is { } country
            ? candidates.First(c => c.Country == country).Text
            : candidates.OrderByDescending(c => c.Text == text).First().Text;
        return new(concluded, guess);
    }

    /// <summary>Equal but for O and 0, I and 1.</summary>
    public static bool SameShapes(string a, string b)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i] && a[i] != Twin(b[i]))
                return false;
        }

        return true;
    }

    /// <summary>The texts of the same shapes that a country allows: per country one, with the fewest changes.</summary>
    private static IEnumerable<(string Country, int Layouts, string Text)> Candidates(string text)
    {
        if (Dutch(text) is { } dutch)
            yield return ("NL", Kenteken.Parse(dutch).Sidecode <= LastOfOldSeries ? OldDutchLayouts : DutchLayouts, dutch);
        string[] shapes = [text, .. SameShape(text)];
        foreach (var (country, layouts, layout) in Foreign)
        {
            if (Array.Find(shapes, t => layout.IsMatch(t)) is { } fitting)
                yield return (country, layouts, fitting);
        }
    }

    /// <summary>
    /// The text of the same shapes that fits a sidecode with the fewest of the letters I and O: Dutch series don't use them,
    /// but for the O that semi-trailers begin with.
    /// </summary>
    private static string? Dutch(string text) => SameShape(text).Prepend(text)
        .Where(t => Kenteken.TryParse(t, out _))
        .MinBy(t => t.Skip(1).Count(c => c is 'I' or 'O'));

    private static (string Country, int Layouts, Regex Layout)[] Compiled(params (string Country, string Layouts)[] rows)
        => [.. rows.Select(row => (row.Country, row.Country == "DE" ? GermanLayouts : row.Layouts.Count(c => c == '|') + 1, new Regex($"^(?:{row.Layouts.Replace("L", "[A-Z]", StringComparison.Ordinal).Replace("D", "[0-9]", StringComparison.Ordinal)})$", RegexOptions.CultureInvariant)))];

    /// <summary>A sign's ZONE reads as Z0NE: a single digit that may be a letter makes no plate.</summary>
    private static bool IsWord(string text) => text.Count(char.IsAsciiDigit) == 1 && text.All(c => !char.IsAsciiDigit(c) || Twin(c) != c);

    /// <summary>
    /// Other texts of the same shapes, fewest changes first. Only of a text with a letter and a digit that are beyond doubt:
    /// of lettering alone a plate could be made this way.
    /// </summary>
    private static IEnumerable<string> SameShape(string text)
    {
        if (!text.Any(c => char.IsAsciiLetterUpper(c) && Twin(c) == c) || !text.Any(c => char.IsAsciiDigit(c) && Twin(c) == c))
            return [];
        int[] places = [.. Enumerable.Range(0, text.Length).Where(i => Twin(text[i]) != text[i])];
        if (places.Length is 0 or > MostSwaps)
            return [];
        return Enumerable.Range(1, (1 << places.Length) - 1)
            .OrderBy(int.PopCount)
            .Select(mask =>
            {
                var swapped = new StringBuilder(text);
                for (var bit = 0; bit < places.Length; bit++)
                {
                    if ((mask & (1 << bit)) != 0)
                        swapped[places[bit]] = Twin(text[places[bit]]);
                }

                return swapped.ToString();
            });
    }

    private static char Twin(char c) => c switch { '0' => 'O', 'O' => '0', '1' => 'I', 'I' => '1', _ => c };
}

/// <summary>A text with the country whose format it has.</summary>
/// <param name="Text">As read, but for O and 0, I and 1 as the format tells.</param>
/// <param name="Guess">Whose plate it probably is.</param>
internal sealed record FormattedPlate(string Text, CountryGuess Guess);
