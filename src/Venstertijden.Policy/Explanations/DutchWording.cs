using System.Globalization;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Explanations;

internal sealed class DutchWording : Wording
{
    private static readonly string[] Days = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

    private static readonly string[] Months =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    internal override string NotCovered => "De regels van deze zone gelden niet voor dit voertuig.";

    internal override string ZeroEmissionDoesNotApply => "De regel van de zero-emissiezone geldt niet voor dit voertuig.";

    internal override string MetForeign => "Van een buitenlands voertuig zijn niet alle gegevens bekend; dat telt in het voordeel van de bestuurder.";

    internal override string OnlyWarning => "Hierop volgt alleen een waarschuwing.";

    internal override string HadNoExemption => "en had geen geldige ontheffing";

    internal override string ExemptionEnded => "Een eerdere ontheffing was afgelopen.";

    internal override string Holiday => "Het was een feestdag; de venstertijd gold gewoon.";

    internal override string NoDocument => "Voor deze zone gelden op die dag nog geen regels.";

    internal override string Vehicle(VehicleCategory? category, bool tractor) => category switch
    {
        null => "Voertuig",
        VehicleCategory.M1 => "Personenauto",
        VehicleCategory.M2 or VehicleCategory.M3 => "Bus",
        VehicleCategory.N1 => "Bestelauto",
        VehicleCategory.N2 or VehicleCategory.N3 => tractor ? "Trekker" : "Vrachtauto",
        VehicleCategory.L3 or VehicleCategory.L4 => "Motor",
        VehicleCategory.L5 => "Driewieler met motor",
        VehicleCategory.L7 => "Vierwieler met motor",
        VehicleCategory.T => "Tractor",
        { } other when other.IsMoped() => "Bromfiets",
        _ => "Aanhanger",
    };

    internal override string Kind(ExemptionKind kind) => kind switch
    {
        ExemptionKind.Resident => "bewoner",
        ExemptionKind.ResidentOwnParking => "bewoner met eigen parkeerplaats",
        ExemptionKind.Business => "bedrijf in het gebied",
        ExemptionKind.BusinessOwnParking => "bedrijf met eigen parkeerplaats",
        ExemptionKind.CarrierZeroEmission => "emissievrij vervoer",
        ExemptionKind.MealDelivery => "maaltijdbezorging met emissievrije bromfiets",
        ExemptionKind.Event => "evenement",
        ExemptionKind.Market => "markt",
        ExemptionKind.Works => "bouw of werk aan de weg",
        ExemptionKind.Moving => "verhuizing",
        ExemptionKind.Ceremony => "trouwen of rouwen",
        ExemptionKind.Disabled => "gehandicaptenparkeerkaart",
        ExemptionKind.ZeDay => "dagontheffing",
        ExemptionKind.ZeHardship => "bedrijfseconomische omstandigheden",
        ExemptionKind.ZeDeliveryTime => "lange levertijd",
        ExemptionKind.ZePrivateVan => "bestelauto van een particulier",
        ExemptionKind.ZeGrid => "vol stroomnet",
        ExemptionKind.ZeNoAlternative => "geen emissievrij alternatief",
        ExemptionKind.ZePlugInHybrid => "plug-in hybride vrachtauto",
        ExemptionKind.ZeAdapted => "aangepast voertuig",
        ExemptionKind.ZeSpecialVehicle => "bijzonder voertuig",
        ExemptionKind.EmergencyService => "hulpdienst",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal override string Date(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Months[date.Month - 1]} {date.Year}");

    internal override string Moment(LocalDateTime local) => $"{Days[(int)local.DayOfWeek - 1]} {Date(local.Date)} om {Clock(local.TimeOfDay, '.')} uur";

    internal override string ZoneName(PolicyDocument document) => document.ZoneName;

    internal override string Windows(WindowCalendar windows, LocalDate date) => WindowText.Dutch(windows, date);

    internal override string Drove(string vehicle, string moment, string zone) => $"{vehicle} reed op {moment} in {zone}.";

    internal override string OutsideWindow(string vehicle, string moment, string zone, string windows) =>
        $"{vehicle} reed op {moment} buiten de venstertijd{(windows.Length == 0 ? "" : $" ({windows})")} in {zone} {HadNoExemption}.";

    internal override string InsideWindow(string windows) => $"Dat was binnen de venstertijd ({windows}).";

    internal override string ByExemption(string kinds) => $"Het voertuig had een ontheffing die toen gold: {kinds}.";

    internal override string WasNotExempt => "Er was geen vrijstelling of ontheffing.";

    internal override string NotEmissionFree(string? emissionClass, LocalDate? ended, LocalDate? admittedFrom)
    {
        var what = emissionClass is null ? "Het voertuig is niet emissievrij" : $"Het voertuig is niet emissievrij (emissieklasse {emissionClass})";
        var why = admittedFrom is { } first ? $"en kwam op of na {Date(first)} voor het eerst op de weg"
            : ended is { } date ? $"en mag sinds {Date(date)} niet meer in de zero-emissiezone komen"
            : "en mag niet in de zero-emissiezone komen";
        return $"{what} {why}.";
    }

    internal override string EmissionFree(bool inferred) => inferred
        ? "Het voertuig rijdt volgens het register alleen op stroom of waterstof; de emissieklasse is niet ingevuld."
        : "Het voertuig is emissievrij.";

    internal override string Access(LocalDate? until) => until is { } date
        ? $"Het voertuig mag tot {Date(date)} in de zero-emissiezone komen."
        : "Het voertuig mag in de zero-emissiezone komen.";

    internal override string Statutory(string name) => name switch
    {
        "forty-years" => "Het voertuig is 40 jaar of ouder en daarom vrijgesteld.",
        "wheelchair" => "Het voertuig is rolstoeltoegankelijk en daarom vrijgesteld.",
        "special-body" => "Het voertuig heeft een bijzondere opbouw en is daarom vrijgesteld.",
        _ => $"Het voertuig is volgens het register vrijgesteld ({name}).",
    };

    internal override string Missing(IReadOnlyList<MissingFact> facts)
    {
        var names = facts.Select(fact => fact switch
        {
            MissingFact.Category => "de soort voertuig",
            MissingFact.EmissionClass => "de emissieklasse",
            MissingFact.FirstAdmission => "de datum eerste toelating",
            _ => "de carrosserie",
        }).ToList();
        return $"In het register {(names.Count == 1 ? "ontbreekt" : "ontbreken")} {Listed(names, "en")}. Een medewerker moet dat nagaan.";
    }

    internal override string Undecided(ReasonCode reason) => reason switch
    {
        ReasonCode.WeakRead => "Het kenteken is niet zeker genoeg gelezen.",
        ReasonCode.Clock => "De tijd van de camera is niet zeker genoeg om te zeggen of dit mocht.",
        _ => "De lijst met ontheffingen is te oud om te zeggen of dit mocht.",
    };

    internal override string NotEnforceable(ReasonCode reason, string country) => reason switch
    {
        ReasonCode.ForeignPlate => $"Het kenteken is buitenlands ({country}); de camera kan daarvoor geen boete geven.",
        ReasonCode.ZoneNotReady => "Er volgt niets, want de papieren van de zone zijn niet compleet.",
        ReasonCode.CameraNotReady => "Er volgt niets, want deze camera mag hiervoor niet handhaven.",
        ReasonCode.Direction => "Er volgt niets, want in deze rijrichting wordt niet gehandhaafd.",
        _ => "Er volgt niets, want een eerdere boete voor hetzelfde gaat voor.",
    };

    internal override string ExemptionLine(string kind, bool holds, bool ended, bool hoursFit, bool conditionsFit) =>
        holds ? $"Ontheffing {kind}: geldig."
        : ended ? $"Ontheffing {kind}: afgelopen."
        : !hoursFit ? $"Ontheffing {kind}: geldt niet op dit uur."
        : !conditionsFit ? $"Ontheffing {kind}: het voertuig voldoet niet aan de voorwaarden."
        : $"Ontheffing {kind}: geldt op deze dag niet.";
}
