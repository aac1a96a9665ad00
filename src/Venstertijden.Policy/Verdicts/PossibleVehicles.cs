using System.Collections.Immutable;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Verdicts;

internal static class PossibleCategories
{
    private static readonly ImmutableArray<ImmutableArray<VehicleCategory>> Single = [.. VehicleCategories.All.Select(c => ImmutableArray.Create(c))];

    /// <summary>
    /// The category, or every category: neither fuel nor class nor body narrows an empty one (design section 6: it may be a trailer).
    /// </summary>
    internal static ImmutableArray<VehicleCategory> Of(PassageFacts facts) =>
        facts.Category is { } known ? Single[(int)known] : VehicleCategories.All;
}
