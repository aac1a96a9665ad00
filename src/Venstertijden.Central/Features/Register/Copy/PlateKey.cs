namespace Venstertijden.Central.Features.Register.Copy;

/// <summary>A kenteken as a number: six characters 0-9A-Z as digits in base 36, so that plates sort as their text does. 36^6 fits in 32 bits.</summary>
public static class PlateKey
{
    /// <summary>Characters of a kenteken.</summary>
    public const int Length = 6;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>One above the greatest key.</summary>
    public const uint End = 2_176_782_336;

    /// <summary>The key of six characters, upper case and without dashes; false for any other text: no vehicle of the copy has it.</summary>
    public static bool TryOf(ReadOnlySpan<char> plate, out uint key)
    {
        key = 0;
        if (plate.Length != Length)
            return false;
        foreach (char character in plate)
        {
            int digit = character switch { >= '0' and <= '9' => character - '0', >= 'A' and <= 'Z' => character - 'A' + 10, _ => -1 };
            if (digit < 0)
                return false;
            key = (key * 36) + (uint)digit;
        }

        return true;
    }

    /// <summary>The characters of a key.</summary>
    public static string Text(uint key) => string.Create(Length, key, static (text, rest) =>
    {
        for (int i = Length - 1; i >= 0; i--, rest /= 36)
            text[i] = Digits[(int)(rest % 36)];
    });
}
