using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Venstertijden.Policy.Vehicles;

/// <summary>
/// What the register tells about the body, as tokens: inrichting in lower case (<c>opleggertrekker</c>), European code (<c>BC</c>, <c>SH</c>),
/// body number (<c>nr:15</c>), particularity (<c>bz:146</c>). A body with tokens is complete: what it does not name, the vehicle does not have.
/// An unknown body is a null of this type.
/// </summary>
public sealed partial class VehicleBody
{
    /// <summary>What to say when a token cannot be read.</summary>
    public const string Expected =
        "tokens joined by +: an inrichting in lower case (opleggertrekker), a European code of two capitals (BC), nr:NUMBER or bz:NUMBER";

    private VehicleBody(ImmutableArray<string> tokens) => Tokens = tokens;

    /// <summary>A body that is known and has nothing of note.</summary>
    public static VehicleBody Plain { get; } = new([]);

    /// <summary>The tokens as given, without doubles.</summary>
    public ImmutableArray<string> Tokens { get; }

    /// <summary>A body of the given tokens.</summary>
    /// <exception cref="ArgumentException">A token has none of the four forms.</exception>
    public static VehicleBody Of(params IEnumerable<string> tokens)
    {
        var all = tokens.Distinct(StringComparer.Ordinal).ToImmutableArray();
        var odd = all.FirstOrDefault(token => !Token().IsMatch(token));
        return odd is null ? new VehicleBody(all) : throw new ArgumentException($"'{odd}': expected {Expected}", nameof(tokens));
    }

    /// <summary>Reads tokens joined by <c>+</c>; empty is unknown: true with a null body.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out VehicleBody? body)
    {
        body = null;
        if (text is null)
            return false;
        if (text.Length == 0)
            return true;
        var tokens = text.Split('+');
        if (!tokens.All(token => Token().IsMatch(token)))
            return false;
        body = Of(tokens);
        return true;
    }

    /// <summary>The tokens joined by <c>+</c>.</summary>
    public override string ToString() => string.Join('+', Tokens);

    [GeneratedRegex(@"^(\p{Ll}[\p{Ll}0-9 ,.()/\-']*|[A-Z]{2}|(nr|bz):[1-9][0-9]{0,3})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
