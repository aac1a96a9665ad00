using System.Globalization;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Explanations;

internal sealed class EnglishWording : Wording
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    internal override string NotCovered => "The rules of this zone do not apply to this vehicle.";

    internal override string ZeroEmissionDoesNotApply => "The zero-emission rule does not apply to this vehicle.";

    internal override string MetForeign => "Not all facts of a foreign vehicle are known; that speaks for the driver.";

    internal override string OnlyWarning => "Only a warning follows.";

    internal override string HadNoExemption => "and had no valid exemption";

    internal override string ExemptionEnded => "An earlier exemption had ended.";

    internal override string Holiday => "It was a holiday; the window applied as usual.";

    internal override string NoDocument => "No rules were in force for this zone on that day.";

    internal override string Vehicle(VehicleCategory? category, bool tractor) => category switch
    {
        null => "Vehicle",
        VehicleCategory.M1 => "Car",
        VehicleCategory.M2 or VehicleCategory.M3 => "Bus",
        VehicleCategory.N1 => "Van",
        VehicleCategory.N2 or VehicleCategory.N3 => tractor ? "Tractor unit" : "Truck",
        VehicleCategory.L3 or VehicleCategory.L4 => "Motorcycle",
        VehicleCategory.L5 => "Motor tricycle",
        VehicleCategory.L7 => "Quadricycle",
        VehicleCategory.T => "Tractor",
        { } other when other.IsMoped() => "Moped",
        _ => "Trailer",
    };

    internal override string Kind(ExemptionKind kind) => kind switch
    {
        ExemptionKind.Resident => "resident",
        ExemptionKind.ResidentOwnParking => "resident with own parking place",
        ExemptionKind.Business => "business in the area",
        ExemptionKind.BusinessOwnParking => "business with own parking place",
        ExemptionKind.CarrierZeroEmission => "emission-free carrier",
        ExemptionKind.MealDelivery => "meal delivery by emission-free moped",
        ExemptionKind.Event => "event",
        ExemptionKind.Market => "market",
        ExemptionKind.Works => "building or road works",
        ExemptionKind.Moving => "moving house",
        ExemptionKind.Ceremony => "wedding or funeral",
        ExemptionKind.Disabled => "disabled person's badge",
        ExemptionKind.ZeDay => "day exemption",
        ExemptionKind.ZeHardship => "economic hardship",
        ExemptionKind.ZeDeliveryTime => "long delivery time",
        ExemptionKind.ZePrivateVan => "private van",
        ExemptionKind.ZeGrid => "grid congestion",
        ExemptionKind.ZeNoAlternative => "no emission-free alternative",
        ExemptionKind.ZePlugInHybrid => "plug-in hybrid truck",
        ExemptionKind.ZeAdapted => "adapted vehicle",
        ExemptionKind.ZeSpecialVehicle => "special vehicle",
        ExemptionKind.EmergencyService => "emergency service",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal override string Date(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Months[date.Month - 1]} {date.Year}");

    internal override string Moment(LocalDateTime local) => $"{local.DayOfWeek} {Date(local.Date)} at {Clock(local.TimeOfDay, ':')}";

    internal override string ZoneName(PolicyDocument document) => document.ZoneNameEnglish;

    internal override string Windows(WindowCalendar windows, LocalDate date) => WindowText.English(windows, date);

    internal override string Drove(string vehicle, string moment, string zone) => $"{vehicle} drove in {zone} on {moment}.";

    internal override string OutsideWindow(string vehicle, string moment, string zone, string windows) =>
        $"{vehicle} drove in {zone} on {moment}, outside the access window{(windows.Length == 0 ? "" : $" ({windows})")}, {HadNoExemption}.";

    internal override string InsideWindow(string windows) => $"That was inside the access window ({windows}).";

    internal override string ByExemption(string kinds) => $"The vehicle had an exemption that was valid then: {kinds}.";

    internal override string WasNotExempt => "It had no statutory or individual exemption.";

    internal override string NotEmissionFree(string? emissionClass, LocalDate? ended, LocalDate? admittedFrom)
    {
        var what = emissionClass is null ? "The vehicle is not emission-free" : $"The vehicle is not emission-free (emission class {emissionClass})";
        var why = admittedFrom is { } first ? $"and was first admitted on or after {Date(first)}"
            : ended is { } date ? $"and may not enter the zero-emission zone since {Date(date)}"
            : "and may not enter the zero-emission zone";
        return $"{what} {why}.";
    }

    internal override string EmissionFree(bool inferred) => inferred
        ? "By the register the vehicle runs on electricity or hydrogen alone; its emission class is not filled in."
        : "The vehicle is emission-free.";

    internal override string Access(LocalDate? until) => until is { } date
        ? $"The vehicle may enter the zero-emission zone until {Date(date)}."
        : "The vehicle may enter the zero-emission zone.";

    internal override string Statutory(string name) => name switch
    {
        "forty-years" => "The vehicle is 40 years or older and therefore exempt.",
        "wheelchair" => "The vehicle is wheelchair accessible and therefore exempt.",
        "special-body" => "The vehicle has a special body and is therefore exempt.",
        _ => $"The vehicle is exempt by the register ({name}).",
    };

    internal override string Missing(IReadOnlyList<MissingFact> facts) =>
        $"The register lacks {Listed([.. facts.Select(fact => fact switch
        {
            MissingFact.Category => "the category",
            MissingFact.EmissionClass => "the emission class",
            MissingFact.FirstAdmission => "the date of first admission",
            _ => "the body",
        })], "and")}. An official must find out.";

    internal override string Undecided(ReasonCode reason) => reason switch
    {
        ReasonCode.WeakRead => "The plate was not read surely enough.",
        ReasonCode.Clock => "The camera's time is not sure enough to tell whether this was allowed.",
        _ => "The list of exemptions is too old to tell whether this was allowed.",
    };

    internal override string NotEnforceable(ReasonCode reason, string country) => reason switch
    {
        ReasonCode.ForeignPlate => $"The plate is foreign ({country}); the camera cannot fine it.",
        ReasonCode.ZoneNotReady => "Nothing follows, because the papers of the zone are not complete.",
        ReasonCode.CameraNotReady => "Nothing follows, because this camera may not enforce this rule.",
        ReasonCode.Direction => "Nothing follows, because this direction is not enforced.",
        _ => "Nothing follows, because an earlier fine for the same comes first.",
    };

    internal override string ExemptionLine(string kind, bool holds, bool ended, bool hoursFit, bool conditionsFit) =>
        holds ? $"Exemption {kind}: valid."
        : ended ? $"Exemption {kind}: ended."
        : !hoursFit ? $"Exemption {kind}: not at this hour."
        : !conditionsFit ? $"Exemption {kind}: the vehicle does not fulfil its conditions."
        : $"Exemption {kind}: not on this day.";
}
