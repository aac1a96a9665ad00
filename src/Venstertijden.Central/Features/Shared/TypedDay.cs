using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Central.Features.Shared;

/// <summary>A day as a form or an address gives it.</summary>
public static class TypedDay
{
    /// <summary>An ISO date; null when it is none, or nothing.</summary>
    public static LocalDate? Of(string? typed) => LocalDatePattern.Iso.Parse(typed?.Trim() ?? "") is { Success: true } read ? read.Value : null;
}
