using System.Globalization;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Register.Import;

/// <summary>Joins what the data sets say of one vehicle. Pure.</summary>
internal static class Joining
{
    /// <summary>Fuels and emission class from its rows of fuels, in any order.</summary>
    /// <remarks>
    /// The class is that of the fuels that burn, where there are any, for an electric row beside them says nothing of the exhaust. Where the register
    /// gives them different classes, one that we do not know, or class Z to a fuel that excludes it, it is unknown; so is all where a row could not be read.
    /// </remarks>
    internal static (Fuels Fuels, char EmissionClass) Fuels(ReadOnlySpan<Detail> details)
    {
        Fuels all = default, burning = default;
        foreach (var detail in details)
        {
            if (detail.Kind == DetailKind.FuelsUnclear)
                return default;
            if (detail.Kind == DetailKind.Fuel)
                all |= (Fuels)detail.Value;
        }

        if (all.ExcludeClassZ())
            burning = all & ~(Policy.Vehicles.Fuels.Elektriciteit | Policy.Vehicles.Fuels.Waterstof);
        char emissionClass = '\0';
        foreach (var detail in details)
        {
            if (detail.Kind != DetailKind.Fuel || detail.Class == 0 || (burning != default && (burning & (Fuels)detail.Value) == 0))
                continue;
            if (detail.Class == Detail.OddClass || (burning != default && detail.Class == 'Z') || (emissionClass != '\0' && emissionClass != detail.Class))
                return (all, '\0');
            emissionClass = (char)detail.Class;
        }

        return (all, emissionClass);
    }

    /// <summary>Body tokens from the vehicle's own row and its rows of bodies, numbers and particularities; empty where one could not be read.</summary>
    /// <param name="fitting">What its own row says: an inrichting in lower case, or empty.</param>
    /// <param name="details">Its rows, in any order.</param>
    internal static string Body(string fitting, ReadOnlySpan<Detail> details)
    {
        var tokens = new SortedSet<(DetailKind, int)>();
        foreach (var detail in details)
        {
            if (detail.Kind == DetailKind.BodyUnclear)
                return "";
            if (detail.Kind is DetailKind.BodyCode or DetailKind.BodyNumber or DetailKind.Particularity && detail.Value != 0)
                tokens.Add((detail.Kind, detail.Value));
        }

        var texts = tokens.Select(t => t.Item1 switch
        {
            DetailKind.BodyCode => $"{(char)(t.Item2 >> 8)}{(char)(t.Item2 & 0xFF)}",
            DetailKind.BodyNumber => "nr:" + t.Item2.ToString(CultureInfo.InvariantCulture),
            _ => "bz:" + t.Item2.ToString(CultureInfo.InvariantCulture),
        });
        return string.Join('+', fitting.Length == 0 ? texts : texts.Prepend(fitting));
    }
}
