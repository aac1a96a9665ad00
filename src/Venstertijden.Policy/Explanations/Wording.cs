using System.Globalization;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Explanations;

/// <summary>
/// Dutch and English in plain words (B1). The texts stand in code and not in resource files because each is a sentence built from facts, and because
/// the command line explains without a web culture.
/// </summary>
internal abstract class Wording
{
    internal static Wording Dutch { get; } = new DutchWording();

    internal static Wording English { get; } = new EnglishWording();

    internal static Wording For(bool english) => english ? English : Dutch;

    internal abstract string Vehicle(VehicleCategory? category, bool tractor);

    internal abstract string Kind(ExemptionKind kind);

    internal abstract string Date(LocalDate date);

    internal abstract string Moment(LocalDateTime local);

    internal abstract string ZoneName(PolicyDocument document);

    internal abstract string Windows(WindowCalendar windows, LocalDate date);

    internal abstract string Drove(string vehicle, string moment, string zone);

    internal abstract string OutsideWindow(string vehicle, string moment, string zone, string windows);

    internal abstract string InsideWindow(string windows);

    internal abstract string ByExemption(string kinds);

    internal abstract string NotCovered { get; }

    internal abstract string WasNotExempt { get; }

    internal abstract string NotEmissionFree(string? emissionClass, LocalDate? ended, LocalDate? admittedFrom);

    internal abstract string EmissionFree(bool inferred);

    internal abstract string Access(LocalDate? until);

    internal abstract string Statutory(string name);

    internal abstract string ZeroEmissionDoesNotApply { get; }

    internal abstract string MetForeign { get; }

    internal abstract string Missing(IReadOnlyList<MissingFact> facts);

    internal abstract string Undecided(ReasonCode reason);

    internal abstract string NotEnforceable(ReasonCode reason, string country);

    internal abstract string OnlyWarning { get; }

    internal abstract string HadNoExemption { get; }

    internal abstract string ExemptionEnded { get; }

    internal abstract string Holiday { get; }

    internal abstract string ExemptionLine(string kind, bool holds, bool ended, bool hoursFit, bool conditionsFit);

    internal abstract string NoDocument { get; }

    internal string VehicleName(PassageFacts facts, bool tractor) =>
        facts.Plate.Text.Length == 0 ? Vehicle(facts.Category, tractor) : $"{Vehicle(facts.Category, tractor)} {facts.Plate.Shown}";

    protected static string Listed(IReadOnlyList<string> names, string and) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} {and} {names[^1]}";

    protected static string Clock(LocalTime time, char separator) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Hour}{separator}{time.Minute:00}");
}

/// <summary>A fact that the register does not tell.</summary>
internal enum MissingFact
{
    Category,
    EmissionClass,
    FirstAdmission,
    Body,
}
