namespace Venstertijden.Central.Features.Members;

/// <summary>A number in the Dutch trade register (Handelsregisterbesluit 2008 art. 10): eight digits without a check digit, so only its form can be checked.</summary>
public static class KvkNumber
{
    /// <summary>Digits of a number.</summary>
    public const int Length = 8;

    /// <summary>As people type it: spaces and dots are left out.</summary>
    public static bool TryRead(string? typed, out string number)
    {
        number = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '.'));
        bool isOne = number.Length == Length && number.All(char.IsAsciiDigit) && number.Any(c => c != '0');
        if (!isOne) number = "";
        return isOne;
    }
}
