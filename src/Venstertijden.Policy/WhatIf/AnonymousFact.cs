using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.WhatIf;

/// <summary>
/// What remains of a passage when plate and picture are gone: enough to judge it again under other rules, too little to find a person.
/// The columns are fixed.
/// </summary>
/// <param name="Zone">The zone.</param>
/// <param name="Camera">Name of the camera.</param>
/// <param name="LocalQuarter">Local time, down to the quarter of an hour.</param>
/// <param name="Direction">Direction.</param>
/// <param name="IsForeign">True for a plate of another country.</param>
/// <param name="Category">Category; null unknown.</param>
/// <param name="Body">Rigid or tractor; null unknown.</param>
/// <param name="EmissionClass">Class, also when inferred from the fuels; null unknown.</param>
/// <param name="Admitted">Between which boundaries of the rules the first admission lies; null unknown.</param>
/// <param name="Statutory">Names of the statutory exemptions that held.</param>
/// <param name="Exemptions">Kinds of the individual exemptions that were valid, whatever their hours.</param>
/// <param name="Verdict">The verdict given then.</param>
/// <param name="Reason">The reason given then.</param>
public sealed record AnonymousFact(
    ZoneId Zone,
    string Camera,
    LocalDateTime LocalQuarter,
    PassageDirection Direction,
    bool IsForeign,
    VehicleCategory? Category,
    BodyOfFact? Body,
    EmissionClass? EmissionClass,
    AdmissionBand? Admitted,
    ImmutableArray<string> Statutory,
    EnumSet<ExemptionKind> Exemptions,
    string Verdict,
    string Reason)
{
    /// <summary>The fixed columns.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "zone", "camera", "local_quarter", "direction", "country_group", "category", "body_group", "emission_class", "admission_band", "statutory",
        "exemption_group", "verdict", "reason",
    ];

    private static readonly LocalDateTimePattern Quarter = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>What to keep of a judged passage.</summary>
    /// <param name="boundaries">Dates between which bands lie: <see cref="AdmissionBand.BoundariesOf"/> of all documents and drafts.</param>
    /// <param name="document">The document that judged; null when there was none.</param>
    /// <param name="facts">The passage.</param>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="camera">Name of the camera.</param>
    /// <param name="direction">Direction.</param>
    public static AnonymousFact From(
        ImmutableArray<LocalDate> boundaries, PolicyDocument? document, PassageFacts facts, Verdict verdict, string camera, PassageDirection direction)
    {
        var local = facts.Time.Local;
        var rule = document?.ZeroEmission;
        var classes = PossibleClasses.Of(facts);
        return new AnonymousFact(
            facts.Zone, camera, local.Date.At(new LocalTime(local.Hour, local.Minute / 15 * 15)), direction, facts.Plate.Country.IsForeign, facts.Category,
            facts.Body is { } body ? rule?.IsTractor(body) == true ? BodyOfFact.Tractor : BodyOfFact.Rigid : null,
            facts.EmissionClass ?? (classes.IsInferred ? Vehicles.EmissionClass.Z : null),
            facts.FirstAdmission is { } admission ? AdmissionBand.Of(boundaries, admission) : null,
            rule is null || facts is not { Category: { } category, FirstAdmission: { } first, Body: { } known }
                ? []
                : [.. rule.Statutory.Where(s => s.Holds(category, first, known, local.Date)).Select(s => s.Name)],
            EnumSet.Of<ExemptionKind>([.. facts.Exemptions.Where(e => e.IsValidAt(local, document?.RuleFor(e.Kind)?.AfterLastDay)).Select(e => e.Kind)]),
            verdict.Code.Code(), verdict.Reason.Code());
    }

    /// <summary>The cells, in the order of <see cref="Columns"/>; lists are joined by <c>;</c>.</summary>
    public string[] Cells() =>
    [
        Zone.Text, Camera, Quarter.Format(LocalQuarter), Direction.ToString().ToLowerInvariant(), IsForeign ? "foreign" : "NL", Category?.ToString() ?? "",
        Body?.ToString().ToLowerInvariant() ?? "", EmissionClass?.Text() ?? "", Admitted?.ToString() ?? "", string.Join(';', Statutory),
        string.Join(';', Exemptions.Select(kind => kind.Code())), Verdict, Reason,
    ];

    /// <summary>Reads the cells of a row.</summary>
    /// <returns>The fact, or the first cell that cannot be read.</returns>
    public static (AnonymousFact? Fact, CellRefusal? Refusal) Read(IReadOnlyList<string> cells)
    {
        if (!ZoneId.TryParse(cells[0], out var zone))
            return Refuse(0, "a zone name");
        if (!TryQuarter(cells[2], out var quarter))
            return Refuse(2, "a local time yyyy-MM-ddTHH:mm");
        if (!Enum.TryParse<PassageDirection>(cells[3], ignoreCase: true, out var direction) || char.IsAsciiDigit(cells[3][0]))
            return Refuse(3, "in, out or unknown");
        if (cells[4] is not ("NL" or "foreign"))
            return Refuse(4, "NL or foreign");
        if (!IsOptional<VehicleCategory>(cells[5], text => VehicleCategories.TryParse(text, out var c) ? c : null, out var category))
            return Refuse(5, VehicleCategories.Expected);
        if (!IsOptional<BodyOfFact>(cells[6], text => text switch { "rigid" => BodyOfFact.Rigid, "tractor" => BodyOfFact.Tractor, _ => null }, out var body))
            return Refuse(6, "rigid or tractor");
        if (!IsOptional<EmissionClass>(cells[7], text => EmissionClasses.TryParse(text, out var c) ? c : null, out var emissionClass))
            return Refuse(7, EmissionClasses.Expected);
        if (!IsOptional<AdmissionBand>(cells[8], text => AdmissionBand.TryParse(text, out var b) ? b : null, out var band))
            return Refuse(8, "FROM..BEFORE with dates yyyy-MM-dd, either may be empty");
        var kinds = default(EnumSet<ExemptionKind>);
        foreach (var code in cells[10].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ExemptionKinds.TryParse(code, out var kind))
                return Refuse(10, ExemptionKinds.Expected);
            kinds = kinds.With(kind);
        }

        return (new AnonymousFact(zone, cells[1], quarter, direction, cells[4] == "foreign", category, body, emissionClass, band,
            cells[9].Length == 0 ? [] : [.. cells[9].Split(';')], kinds, cells[11], cells[12]), null);

        (AnonymousFact?, CellRefusal?) Refuse(int column, string expected) => (null, new CellRefusal(Columns[column], $"expected {expected}, found '{cells[column]}'"));
    }

    // By hand: ten million facts are read in one replay, and a pattern costs more than the verdict.
    private static bool TryQuarter(string text, out LocalDateTime quarter)
    {
        quarter = default;
        if (text.Length != "2026-03-02T10:15".Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':'
            || Digits(text, 0, 4) is not (>= 1 and var year) || Digits(text, 5, 2) is not (>= 1 and <= 12 and var month)
            || Digits(text, 8, 2) is not (>= 1 and var day) || day > CalendarSystem.Iso.GetDaysInMonth(year, month)
            || Digits(text, 11, 2) is not (>= 0 and < 24 and var hour) || Digits(text, 14, 2) is not (>= 0 and < 60 and var minute))
            return false;
        quarter = new LocalDateTime(year, month, day, hour, minute);
        return true;
    }

    private static int Digits(string text, int from, int count)
    {
        var value = 0;
        foreach (var character in text.AsSpan(from, count))
        {
            if (!char.IsAsciiDigit(character))
                return -1;
            value = (value * 10) + character - '0';
        }

        return value;
    }

    private static bool IsOptional<T>(string text, Func<string, T?> read, out T? value)
        where T : struct
    {
        value = text.Length == 0 ? null : read(text);
        return text.Length == 0 || value is not null;
    }
}

/// <summary>What of the body is kept.</summary>
public enum BodyOfFact
{
    /// <summary>No tractor unit.</summary>
    Rigid,

    /// <summary>Tractor unit.</summary>
    Tractor,
}
