using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Venstertijden.Policy.Vehicles;

/// <summary>European vehicle category. Unknown is a null of this type, never a member.</summary>
public enum VehicleCategory
{
#pragma warning disable CS1591 // The law's own names say it: M persons, N goods, O trailers, L light vehicles, T tractors.
    M1, M2, M3, N1, N2, N3, O1, O2, O3, O4, L1, L2, L3, L4, L5, L6, L7, T,
#pragma warning restore CS1591
}

/// <summary>Reading and grouping of <see cref="VehicleCategory"/>.</summary>
public static partial class VehicleCategories
{
    /// <summary>Every category: the values an empty one may have.</summary>
    public static ImmutableArray<VehicleCategory> All { get; } = [.. Enum.GetValues<VehicleCategory>()];

    /// <summary>What to say when a text is no category.</summary>
    public const string Expected = "M1-M3, N1-N3, O1-O4, L1-L7 or T";

    /// <summary>Trailers O1-O4: they have their own plate and never make a case alone.</summary>
    public static bool IsTrailer(this VehicleCategory category) => category is >= VehicleCategory.O1 and <= VehicleCategory.O4;

    /// <summary>Mopeds: L1, L2 and L6.</summary>
    public static bool IsMoped(this VehicleCategory category) => category is VehicleCategory.L1 or VehicleCategory.L2 or VehicleCategory.L6;

    /// <summary>Trucks: N2 and N3.</summary>
    public static bool IsTruck(this VehicleCategory category) => category is VehicleCategory.N2 or VehicleCategory.N3;

    /// <summary>Reads a category as the register writes it; <c>L1e</c> and <c>L1e-B</c> are L1, <c>T1a</c> is T.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out VehicleCategory category)
    {
        category = default;
        if (text is null)
            return false;
        var match = Written().Match(text);
        return match.Success && Enum.TryParse(match.Groups["category"].Value, out category);
    }

    [GeneratedRegex("^((?<category>M[1-3]|N[1-3]|O[1-4])|(?<category>L[1-7])(e(-[A-Z0-9]{1,3})?)?|(?<category>T)([1-5][ab]?)?)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
