using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Policy.Vehicles;

/// <summary>Emission class of the register (<c>emissiecode</c>): 0 to 6, or Z for emission-free. Unknown is a null, never class 0.</summary>
public enum EmissionClass
{
#pragma warning disable CS1591 // Numbered by the register.
    Class0, Class1, Class2, Class3, Class4, Class5, Class6,
#pragma warning restore CS1591

    /// <summary>Emission-free: electric or hydrogen.</summary>
    Z,
}

/// <summary>Reading and writing of <see cref="EmissionClass"/>.</summary>
public static class EmissionClasses
{
    /// <summary>What to say when a text is no class.</summary>
    public const string Expected = "0-6 or Z";

    /// <summary>Reads one character 0-6 or Z.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmissionClass emissionClass)
    {
        emissionClass = text is [var only] ? only == 'Z' ? EmissionClass.Z : (EmissionClass)(only - '0') : (EmissionClass)(-1);
        return Enum.IsDefined(emissionClass) && (emissionClass != EmissionClass.Z || text == "Z");
    }

    /// <summary>As the register writes it.</summary>
    public static string Text(this EmissionClass emissionClass) =>
        emissionClass == EmissionClass.Z ? "Z" : ((char)('0' + (int)emissionClass)).ToString();
}
