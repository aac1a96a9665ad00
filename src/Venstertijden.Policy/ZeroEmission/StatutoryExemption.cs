using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.ZeroEmission;

/// <summary>An exemption that the register itself shows (vrijstelling): nobody has to ask for it.</summary>
/// <param name="Name">Short name: <c>forty-years</c>, <c>wheelchair</c>, <c>special-body</c>.</param>
/// <param name="Categories">For which categories.</param>
/// <param name="BodyTokens">One of these tokens must be on the body; empty when the body does not matter.</param>
/// <param name="FromAge">From this age in years on, by first admission; null without.</param>
/// <param name="YoungerThan">Only while younger than this age in years; null without.</param>
/// <param name="Until">First date on which it no longer holds; null without end.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="IsExample">True when it is not published.</param>
public sealed record StatutoryExemption(
    string Name,
    EnumSet<VehicleCategory> Categories,
    ImmutableArray<string> BodyTokens,
    int? FromAge,
    int? YoungerThan,
    LocalDate? Until,
    string? Source,
    bool IsExample)
{
    /// <summary>True when a vehicle with these facts is exempt on the date.</summary>
    public bool Holds(VehicleCategory category, LocalDate firstAdmission, VehicleBody body, LocalDate date)
    {
        if (Until is { } until && date >= until)
            return false;
        return Categories.Contains(category)
            && (BodyTokens.IsEmpty || HasOneOf(body))
            && (FromAge is not { } from || Anniversary.Of(firstAdmission, from) <= date)
            && (YoungerThan is not { } younger || Anniversary.Of(firstAdmission, younger) > date);
    }

    private bool HasOneOf(VehicleBody body)
    {
        foreach (var token in body.Tokens)
            if (BodyTokens.Contains(token))
                return true;
        return false;
    }
}
