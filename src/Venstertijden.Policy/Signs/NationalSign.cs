using System.Collections.Immutable;

namespace Venstertijden.Policy.Signs;

/// <summary>A sign as the national file has it.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Key">What sign it is.</param>
/// <param name="Times">Its under-signs with times (type <c>TIJD</c>), as text.</param>
/// <param name="OpeningHours">The same as opening hours, where the file gives them.</param>
/// <param name="Place">Road and town, as far as known.</param>
/// <param name="LastSeen">Date of the last sighting as written; null unknown.</param>
public sealed record NationalSign(string Id, SignKey Key, ImmutableArray<string> Times, string? OpeningHours, string Place, string? LastSeen);

/// <summary>A sign apart from how its code is spelled: the begin (or repetition) of a rule, or its end.</summary>
/// <param name="Code">RVV code of the rule without leading zeros: <c>G7</c>, <c>C22c</c>.</param>
/// <param name="IsEnd">True for the sign that ends the rule.</param>
public readonly record struct SignKey(string Code, bool IsEnd)
{
    /// <summary>The key of an RVV code: <c>G07z</c> and <c>G7</c> are one sign, <c>G08z</c> is its end, <c>C22d</c> that of <c>C22c</c>.</summary>
    /// <param name="code">As written.</param>
    /// <param name="endsZone">True when the file says that it ends a zone.</param>
    public static SignKey Of(string code, bool endsZone = false)
    {
        string letters = new([.. code.TakeWhile(char.IsAsciiLetter)]), rest = code[letters.Length..].TrimStart('0');
        string plain = letters.ToUpperInvariant() + (rest.EndsWith('z') ? rest[..^1] : rest);
        return plain switch
        {
            "G8" => new SignKey("G7", true),
            "C22d" => new SignKey("C22c", true),
            _ => new SignKey(plain, endsZone),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => IsEnd ? $"{Code} (end)" : Code;
}
