using System.Collections.Immutable;

namespace Venstertijden.Central.Features.Letters;

/// <summary>The letters that leave the house. The kebab-case name is their address and the name of their shipped template.</summary>
public enum LetterKind
{
    /// <summary>To the holder, instead of a sanction.</summary>
    Warning,

    /// <summary>To the holder: the city asks to take a sanction back.</summary>
    Withdrawal,

    /// <summary>To the prosecutor or a judge: aanvullend proces-verbaal.</summary>
    Statement,

    /// <summary>To the applicant: his exemption is granted.</summary>
    ExemptionGranted,

    /// <summary>To the applicant: his exemption is refused, and how to object (Awb art. 3:45).</summary>
    ExemptionRefused,

    /// <summary>To a firm, at its address in the trade register: the code that shows that it is that firm.</summary>
    FirmProof,
}

/// <summary>A field that a template may name between braces.</summary>
/// <param name="Name">As written: <c>zaaknummer</c>.</param>
/// <param name="Example">Of a made-up case, for previews.</param>
public sealed record LetterField(string Name, string Example);

/// <summary>Which fields each kind of letter knows.</summary>
public static class LetterFields
{
    private static readonly ImmutableArray<LetterField> OfEach =
    [
        new("gemeente", "Assen"), new("datum", "2 maart 2026"), new("zaaknummer", "2026-000123"), new("kenteken", "V-56-KVT"), new("dag", "maandag 2 maart 2026"), new("tijd", "13.04 uur"),
        new("straat", "Kerkstraat"), new("zone", "het voetgangersgebied in het centrum van Assen"),
        new("regel", "De bestelauto reed buiten de venstertijd het voetgangersgebied in. Dat mag daar op maandag tussen 7.00 en 12.00 uur."),
    ];

    /// <summary>The field for the code that opens the case to the person: a letter whose template names it gets a new one.</summary>
    public const string Code = "toegangscode";

    /// <summary>The field for the address where that code is typed.</summary>
    public const string Website = "website";

    private static readonly ImmutableArray<LetterField> ToHolder =
        [new("naam", "J. Voorbeeld"), new("adres", "Voorbeeldstraat 1\n9400 AA  ASSEN"), new(Website, "venstertijden.gemeente.example/mijn-zaak"), new(Code, "7KM4-PXQT-9DHW")];

    private static readonly ImmutableArray<LetterField> OfDecision =
    [
        new("gemeente", "Assen"), new("datum", "2 maart 2026"), new("aanvraag", "O-2026-000012"), new("aanvrager", "Voorbeeld Vervoer B.V."), new("kenteken", "V-56-KVT"), new("soort", "bedrijf in het gebied"),
        new("aangevraagd", "16 februari 2026"), new("van", "9 maart 2026"), new("tot_en_met", "8 maart 2027"), new("leges", "€ 60,00"), new("reden", "U hebt laten zien dat uw winkel in het gebied ligt."), new("bezwaar_tot", "13 april 2026"), new("ambtenaar", "Marijke Dijkstra"),
    ];

    /// <summary>The fields of a kind, in the order in which they are listed.</summary>
    public static ImmutableArray<LetterField> Of(LetterKind kind) => kind switch
    {
        LetterKind.Warning => [.. OfEach, .. ToHolder, new("periode_tot", "31 maart 2026")],
        LetterKind.Withdrawal => [.. OfEach, .. ToHolder, new("reden", "Het bord was die maand niet gecontroleerd."), new("bedrag", "€ 180,00"), new("verzonden", "16 maart 2026")],
        LetterKind.Statement =>
        [
            .. OfEach, new("instantie", "de officier van justitie"), new("kenmerk", "OM-2026-4711"), new("feitcode", "R315a"), new("feit", "als bestuurder van een motorvoertuig niet de rijbaan gebruiken"),
            new("camera", "Kerkstraat"), new("richting", "de zone in"), new("klok", "De klok liep 3 milliseconden voor."), new("borden", "G7 zone begin met onderbord"), new("schouw", "27 februari 2026: alle borden aanwezig en leesbaar"),
            new("lijst", "lijst met ontheffingen van 2 maart 2026 06.00 uur"), new("beelden", "overzicht, SHA-256 0f3a…\nkenteken, SHA-256 77c1…"), new("bevinding", "Ik heb het kenteken zelf van de foto gelezen.\nIk zag het bord op de foto."),
            new("waarneming", "Ik heb deze zaak zelf beoordeeld op 3 maart 2026."), new("aanvulling", "Op de foto is te zien dat er niet werd geladen of gelost."), new("ondertekenaar", "Jan de Vries"), new("ondertekenaarnummer", "A-1001"),
        ],
        LetterKind.ExemptionGranted or LetterKind.ExemptionRefused => OfDecision,
        LetterKind.FirmProof =>
        [
            new("gemeente", "Assen"), new("datum", "2 maart 2026"), new("bedrijf", "Voorbeeld Vervoer B.V."), new("kvk", "12345678"), new("adres", "Voorbeeldstraat 1\n9400 AA  ASSEN"), new("code", "7KM4-PXQT-9DHW"), new("geldig_tot", "1 april 2026"),
            new("ambtenaar", "Marijke Dijkstra"),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Say which fields this letter knows."),
    };

    /// <summary>The values of a made-up case.</summary>
    public static IReadOnlyDictionary<string, string> Examples(LetterKind kind) => Of(kind).ToDictionary(f => f.Name, f => f.Example, StringComparer.Ordinal);
}
