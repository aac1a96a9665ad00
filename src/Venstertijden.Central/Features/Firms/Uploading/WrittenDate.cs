using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>A date as people and spreadsheets write it here: day first, or ISO, or Excel's number of days.</summary>
public static partial class WrittenDate
{
    private static readonly string[] Months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    private static readonly LocalDate ExcelDayZero = new(1899, 12, 30);

    // 2000 to 2100 as Excel counts: any other number is no date.
    private const int FirstExcelDay = 36526;
    private const int LastExcelDay = 73415;

    /// <returns>Null when the text is no date.</returns>
    public static LocalDate? Read(string text)
    {
        if (Iso().Match(text) is { Success: true } iso) return Of(iso.Groups["y"].Value, iso.Groups["m"].Value, iso.Groups["d"].Value);
        if (DayFirst().Match(text) is { Success: true } numbers) return Of(numbers.Groups["y"].Value, numbers.Groups["m"].Value, numbers.Groups["d"].Value);
        if (InWords().Match(text) is { Success: true } words && MonthOf(words.Groups["m"].Value) is > 0 and var month) return Of(words.Groups["y"].Value, month.ToString(CultureInfo.InvariantCulture), words.Groups["d"].Value);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= FirstExcelDay and <= LastExcelDay ? ExcelDayZero.PlusDays(days) : null;
    }

    private static int MonthOf(string word)
    {
        string three = word.Length < 3 ? word : word[..3].ToLowerInvariant();
        return 1 + Array.IndexOf(Months, three switch { "maa" or "mar" => "mrt", "may" => "mei", "oct" => "okt", _ => three });
    }

    private static LocalDate? Of(string year, string month, string day)
    {
        int y = int.Parse(year, CultureInfo.InvariantCulture), m = int.Parse(month, CultureInfo.InvariantCulture), d = int.Parse(day, CultureInfo.InvariantCulture);
        if (year.Length == 2) y += 2000;
        return m is >= 1 and <= 12 && d >= 1 && d <= CalendarSystem.Iso.GetDaysInMonth(y, m) ? new LocalDate(y, m, d) : null;
    }

    [GeneratedRegex(@"^(?<y>20[0-9]{2})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})([T ]00:00(:00)?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})[-/. ](?<m>[0-9]{1,2})[-/. ](?<y>20[0-9]{2}|[0-9]{2})([T ]0?0:00(:00)?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})[- ](?<m>[a-zA-Z]{3,9})\.?[- ](?<y>20[0-9]{2}|[0-9]{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex InWords();
}
