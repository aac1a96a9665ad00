using System.Globalization;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Register.Import;

/// <summary>What one row of a data set says of a vehicle, from a dump or from the register itself. Pure.</summary>
internal static class DetailRows
{
    internal const int MostNumber = 9999;

    /// <summary>A row on a fuel.</summary>
    /// <param name="key">The plate.</param>
    /// <param name="word">RDW's word.</param>
    /// <param name="emissionClass">Its class, or empty.</param>
    internal static Detail Fuel(uint key, ReadOnlySpan<char> word, ReadOnlySpan<char> emissionClass)
    {
        if (word.IsEmpty || word.Contains('+') || !FuelWords.TryParse(word.ToString(), out var fuel))
            return new Detail(key, DetailKind.FuelsUnclear, 0, 0);
        byte told = emissionClass.IsEmpty ? (byte)0 : emissionClass.Length == 1 && EmissionClasses.TryParse(emissionClass.ToString(), out _) ? (byte)emissionClass[0] : Detail.OddClass;
        return new Detail(key, DetailKind.Fuel, told, (ushort)fuel);
    }

    /// <summary>A row with a European body code; an empty one says nothing.</summary>
    internal static Detail BodyCode(uint key, ReadOnlySpan<char> code) =>
        code.IsEmpty ? new Detail(key, DetailKind.BodyCode, 0, 0)
        : code.Length == 2 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) ? new Detail(key, DetailKind.BodyCode, 0, (ushort)((char.ToUpperInvariant(code[0]) << 8) | char.ToUpperInvariant(code[1])))
        : new Detail(key, DetailKind.BodyUnclear, 0, 0);

    /// <summary>A row with a body number or a particularity; an empty one says nothing.</summary>
    internal static Detail Number(uint key, DetailKind kind, ReadOnlySpan<char> number) =>
        number.IsEmpty ? new Detail(key, kind, 0, 0)
        : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int read) && read <= MostNumber ? new Detail(key, kind, 0, (ushort)read)
        : new Detail(key, DetailKind.BodyUnclear, 0, 0);
}
