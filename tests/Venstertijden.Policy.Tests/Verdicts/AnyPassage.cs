using CsCheck;
using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Verdicts;

/// <summary>Passages by chance, for what must hold of every one.</summary>
internal static class AnyPassage
{
    internal static readonly Gen<LocalDate> Days = Gen.Int[0, 365 * 12].Select(day => new LocalDate(2021, 1, 1).PlusDays(day));

    internal static readonly Gen<PassageTime> Times = Gen.Select(Days, Gen.Int[0, 86_399]).Select((day, second) => day.AtMidnight().PlusSeconds(second))
        .Where(local => DutchTime.InstantsOf(local).Count > 0).Select(local => PassageTime.TryAtLocal(local, out var time) ? time : default);

    internal static readonly Gen<VehicleCategory?> Categories = Gen.OneOf(Gen.Const((VehicleCategory?)null), Gen.OneOf([.. VehicleCategories.All]).Select(c => (VehicleCategory?)c));

    internal static readonly Gen<EmissionClass?> Classes = Gen.OneOf(Gen.Const((EmissionClass?)null), Gen.OneOf(Enum.GetValues<EmissionClass>()).Select(c => (EmissionClass?)c));

    internal static readonly Gen<Fuels> FuelSets = Gen.OneOf(Fuels.Unknown, Fuels.Diesel, Fuels.Benzine | Fuels.Elektriciteit, Fuels.Elektriciteit, Fuels.Waterstof | Fuels.Elektriciteit, Fuels.Lpg);

    internal static readonly Gen<LocalDate?> Admissions = Gen.OneOf(
        Gen.Const((LocalDate?)null),
        Gen.OneOf("1980-01-01", "1988-02-29", "2009-05-01", "2012-02-29", "2016-12-31", "2017-01-01", "2019-12-31", "2020-01-01", "2024-12-31", "2025-01-01")
            .Select(text => (LocalDate?)NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value));

    internal static readonly Gen<VehicleBody?> Bodies = Gen.OneOf(
        null, VehicleBody.Plain, VehicleBody.Of("gesloten opbouw"), VehicleBody.Of("BC"), VehicleBody.Of("SH"), VehicleBody.Of("nr:15"), VehicleBody.Of("bz:146", "opleggertrekker"));

    internal static readonly Gen<Exemption> OneExemption = Gen.Select(
        Gen.OneOf([.. ExemptionKinds.All]), Gen.Int[0, 365 * 12], Gen.Int[0, 400], Gen.Bool,
        (kind, day, length, always) => always
            ? new Exemption(kind)
            : Exemption.OfDays(kind, new LocalDate(2021, 1, 1).PlusDays(day), new LocalDate(2021, 1, 1).PlusDays(day + length)));

    internal static readonly Gen<PlateText> PlatesOfCountries = Gen.OneOf(Gen.Const(PlateText.Of(Kenteken.Parse("AE-123-B"))), Gen.Const(Foreign("DE")));

    internal static readonly Gen<PassageFacts> Facts =
        from time in Times
        from zone in Gen.OneOf([.. AssenPolicies.All.Zones])
        from plate in PlatesOfCountries
        from category in Categories
        from fuels in FuelSets
        from emissionClass in Classes
        from admission in Admissions
        from body in Bodies
        from exemptions in OneExemption.Array[0, 3]
        select new PassageFacts
        {
            Zone = zone, Time = time, Plate = plate, Category = category, Fuels = fuels, EmissionClass = emissionClass,
            FirstAdmission = admission, Body = body, Exemptions = [.. exemptions],
        };
}
