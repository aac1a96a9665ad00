namespace Venstertijden.Central.Features.OwnCase;

/// <summary>The number of a case as it stands on a letter.</summary>
public static class OwnCaseNumber
{
    private const int Year = 4;
    private const int LeastAfter = 6;
    private const int MostAfter = 9;

    /// <summary>What somebody typed as <c>2026-000123</c>, also without its dash; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 40)
            return null;
        string digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '\u2013')));
        return digits.Length is >= Year + LeastAfter and <= Year + MostAfter && digits.All(char.IsAsciiDigit) ? $"{digits[..Year]}-{digits[Year..]}" : null;
    }
}
