using NodaTime;

namespace Venstertijden.Policy.ZeroEmission;

internal static class Anniversary
{
    /// <summary>The date that many years later. 29 February in a common year is 1 March (design section 6), not NodaTime's 28 February.</summary>
    internal static LocalDate Of(LocalDate date, int years)
    {
        var later = date.PlusYears(years);
        return later.Day == date.Day ? later : later.PlusDays(1);
    }
}
