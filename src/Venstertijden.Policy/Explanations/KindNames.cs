using Venstertijden.Policy.Exemptions;

namespace Venstertijden.Policy.Explanations;

/// <summary>Names of exemption kinds for letters, as explanations have them.</summary>
public static class KindNames
{
    /// <summary>In Dutch, without a capital: "bewoner met eigen parkeerplaats".</summary>
    public static string Dutch(ExemptionKind kind) => Wording.Dutch.Kind(kind);
}
