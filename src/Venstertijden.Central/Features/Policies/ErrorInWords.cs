using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>
/// A mistake in a document for the screen. The engine tells mistakes in English, for files and commands; here each kind has its Dutch sentence. Keys and
/// values stay as they were written. A test walks through every kind in the source, so that a new one cannot stay English.
/// </summary>
internal static partial class ErrorInWords
{
    private static readonly ImmutableArray<Wording> Sentences = [.. ErrorWordings.Sentences.Select(Wording.Of)];
    private static readonly ImmutableArray<Wording> Values = [.. ErrorWordings.Values.Select(Wording.Of)];

    /// <summary>The mistake in the language of the screen.</summary>
    public static string Shown(this PolicyError error) => Language.IsEnglish ? error.Expected : Dutch(error.Expected) ?? error.Expected;

    /// <summary>The Dutch sentence; null when there is none for this kind.</summary>
    internal static string? Dutch(string expected) => First(Sentences, expected);

    private static string? First(ImmutableArray<Wording> wordings, string text) => wordings.Select(w => w.Told(text)).FirstOrDefault(told => told is not null);

    /// <summary>A sentence with places: <c>{0}</c> stays as written, <c>{w0}</c> is a kind of value, which has a wording of its own.</summary>
    private sealed partial record Wording(Regex English, string Dutch)
    {
        internal static Wording Of((string English, string Dutch) pair) =>
            new(new Regex($"^{Place().Replace(Regex.Escape(pair.English), m => $"(?<p{m.Groups["name"].Value[^1]}>.+?)")}$", RegexOptions.CultureInvariant | RegexOptions.Singleline), pair.Dutch);

        internal string? Told(string text)
        {
            var match = English.Match(text);
            if (!match.Success)
                return null;
            bool known = true;
            string told = InDutch().Replace(Dutch, place =>
            {
                string name = place.Groups["name"].Value;
                string value = match.Groups[$"p{name[^1]}"].Value;
                if (!name.StartsWith('w'))
                    return value;
                string? inDutch = First(Values, value);
                known &= inDutch is not null;
                return inDutch ?? value;
            });
            return known ? told : null;
        }

        // Regex.Escape puts a backslash before the opening brace only.
        [GeneratedRegex(@"\\\{(?<name>w?\d)\}")]
        private static partial Regex Place();

        [GeneratedRegex(@"\{(?<name>w?\d)\}")]
        private static partial Regex InDutch();
    }
}
