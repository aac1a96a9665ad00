using System.Text.RegularExpressions;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>
/// A mistake in a document for the screen. The engine tells mistakes in English, for files and commands; here the frame and the common kinds
/// of value are Dutch. Keys and values stay as they are written.
/// </summary>
internal static partial class ErrorInWords
{
    private static readonly (string English, string Dutch)[] Kinds =
    [
        ("the key ", "de sleutel "), (", which is missing", ", die ontbreekt"), ("one of the keys ", "een van de sleutels "), ("one of ", "een van "),
        ("a whole number from ", "een geheel getal van "), (" to ", " tot en met "), ("a date yyyy-MM-dd", "een datum jjjj-mm-dd"), ("an instant in UTC like ", "een moment in UTC zoals "),
        ("a time hh:mm", "een tijd uu:mm"), ("a time span like ", "een tijdsduur zoals "), ("a term like ", "een termijn zoals "), ("opening hours like ", "openingstijden zoals "),
        ("a category ", "een voertuigcategorie "), ("true or false", "true of false"), ("a mapping with keys", "een blok met sleutels"), ("a mapping", "een blok met sleutels"), ("a list", "een lijst"),
        ("a text", "een tekst"), ("nothing", "niets"), ("at least one item", "ten minste één regel"), (" or higher", " of hoger"), (" or ", " of "), (" is stored already", " is al opgeslagen"),
        ("version ", "versie "), (": indentation by spaces", ": inspringen met spaties"), ("a tab", "een tab"), (" and ", " en "),
    ];

    public static string Shown(this PolicyError error)
    {
        if (Language.IsEnglish || !error.Expected.StartsWith("expected ", StringComparison.Ordinal))
            return error.Expected;
        string text = "verwacht " + error.Expected["expected ".Length..].Replace(", found ", ", gevonden ", StringComparison.Ordinal);
        // What stands between quotes is the writer's own.
        return Quoted().Replace(text, part => part.Value.StartsWith('\'') ? part.Value : Dutch(part.Value));
    }

    private static string Dutch(string text) => Kinds.Aggregate(text, (told, kind) => told.Replace(kind.English, kind.Dutch, StringComparison.Ordinal));

    [GeneratedRegex("'[^']*'|[^']+")]
    private static partial Regex Quoted();
}
