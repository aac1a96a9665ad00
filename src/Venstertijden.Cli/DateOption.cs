using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Cli;

/// <summary>A local date on the command line.</summary>
internal static class DateOption
{
    /// <exception cref="BadInputException">It is no date.</exception>
    public static LocalDate Read(string option, string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } read ? read.Value : throw new BadInputException($"{option}: expected a date yyyy-MM-dd, found '{text}'");
}
