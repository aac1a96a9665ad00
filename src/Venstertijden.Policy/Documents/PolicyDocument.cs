using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Documents;

/// <summary>What follows for a foreign plate that breaks the pedestrian rule.</summary>
public enum ForeignPlates
{
    /// <summary>Sanctioned as a Dutch one.</summary>
    Fine,

    /// <summary>Counted anonymously.</summary>
    Count,

    /// <summary>Shown live to officers in the street, not stored.</summary>
    Street,
}

/// <summary>
/// The rules of one zone for one period, immutable, compiled once. Two documents may cover the same day when they were recorded at different times:
/// the later record wins from then on and never rewrites an old verdict.
/// </summary>
public sealed class PolicyDocument
{
    private readonly ImmutableArray<ExemptionRule?> _exemptionRules;
    private VerdictCache? _verdicts;

    internal PolicyDocument(ImmutableArray<ExemptionRule> exemptionRules)
    {
        ExemptionRules = exemptionRules;
        _exemptionRules = [.. ExemptionKinds.All.Select(kind => exemptionRules.FirstOrDefault(rule => rule.Kind == kind))];
    }

    /// <summary>Version of the document format.</summary>
    public const int Schema = 1;

    /// <summary>Id and number of the document.</summary>
    public required PolicyVersion Version { get; init; }

    /// <summary>Municipality: <c>assen</c>.</summary>
    public required string Site { get; init; }

    /// <summary>The zone that it is about.</summary>
    public required ZoneId Zone { get; init; }

    /// <summary>Name of the zone for people, Dutch, with article: <c>het voetgangersgebied in het centrum van Assen</c>.</summary>
    public required string ZoneName { get; init; }

    /// <summary>The same in English.</summary>
    public required string ZoneNameEnglish { get; init; }

    /// <summary>Local dates on which it is in force.</summary>
    public required DateSpan Valid { get; init; }

    /// <summary>When it was recorded.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>The pedestrian rule; null when the zone does not have it.</summary>
    public required PedestrianRule? Pedestrian { get; init; }

    /// <summary>The zero-emission rule; null when the zone does not have it.</summary>
    public required ZeroEmissionRule? ZeroEmission { get; init; }

    /// <summary>The kinds of exemption that the zone honours.</summary>
    public ImmutableArray<ExemptionRule> ExemptionRules { get; }

    /// <summary>Holidays of the zone.</summary>
    public required Sourced<HolidayCalendar> Holidays { get; init; }

    /// <summary>Which offence is sent first when both rules are broken.</summary>
    public required Sourced<ImmutableArray<Regime>> OffenceOrder { get; init; }

    /// <summary>True when the signs of both rules stand on one post.</summary>
    public required Sourced<bool> CombinedSigns { get; init; }

    /// <summary>What follows for foreign plates where <see cref="ForeignPlatesByCountry"/> does not say otherwise.</summary>
    public required Sourced<ForeignPlates> ForeignPlatesElsewhere { get; init; }

    /// <summary>What follows for plates of a country.</summary>
    public required ImmutableDictionary<CountryCode, Sourced<ForeignPlates>> ForeignPlatesByCountry { get; init; }

    /// <summary>How far outside a window a passage is still taken as inside.</summary>
    public required Sourced<Duration> WindowTolerance { get; init; }

    /// <summary>Greatest clock error of a camera with which its passages may become cases.</summary>
    public required Sourced<Duration> ClockTolerance { get; init; }

    /// <summary>Greatest move of a zone edge in the picture, in pixels, at which a camera's view counts as the accepted one.</summary>
    public required Sourced<decimal> ViewTolerancePixels { get; init; }

    /// <summary>How long an undecided passage may wait for an official before it is erased.</summary>
    public required Sourced<Duration> UndecidedRetention { get; init; }

    /// <summary>How long a decided case is kept.</summary>
    public required Sourced<Period> CaseRetention { get; init; }

    /// <summary>Term within which a decision must be sent, counted from the local date of the act.</summary>
    public required Sourced<Period> LegalTerm { get; init; }

    /// <summary>Term for appeal to the prosecutor, counted from the day on which the decision was sent; null when the document does not say.</summary>
    public required Sourced<Period>? AppealWithin { get; init; }

    /// <summary>Term for appeal to the court, counted from the prosecutor's decision; null when the document does not say.</summary>
    public required Sourced<Period>? CourtWithin { get; init; }

    /// <summary>Above this sum, in euro, the court's judgment can be appealed; null when the document does not say.</summary>
    public required Sourced<decimal>? HighCourtAboveEuro { get; init; }

    /// <summary>Days by which the internal last day lies before the legal one.</summary>
    public required Sourced<int> InternalMarginDays { get; init; }

    /// <summary>Target for the officer's review, counted from the end of settling.</summary>
    public required Sourced<Duration> ReviewTarget { get; init; }

    /// <summary>Papers that a case needs by what judges said.</summary>
    public required Sourced<EnumSet<PaperKind>> RequiredPapers { get; init; }

    /// <summary>Papers that the municipality asks of itself on top; null for none.</summary>
    public required Sourced<EnumSet<PaperKind>>? FurtherPapers { get; init; }

    /// <summary>All papers without which nothing may be fined.</summary>
    public EnumSet<PaperKind> Papers => FurtherPapers is { } further ? RequiredPapers.Value.Union(further.Value) : RequiredPapers.Value;

    internal VerdictCache Verdicts => _verdicts ??= new VerdictCache(Version);

    /// <summary>The terms of a regime; null when the zone does not have it.</summary>
    public RegimeTerms? Terms(Regime regime) => regime == Regime.PedestrianZone ? Pedestrian?.Terms : ZeroEmission?.Terms;

    /// <summary>What the document says of a kind; null when the zone does not honour it.</summary>
    public ExemptionRule? RuleFor(ExemptionKind kind) => _exemptionRules[(int)kind];

    /// <summary>What follows for a plate of that country.</summary>
    public ForeignPlates ForeignPlatesOf(CountryCode country) =>
        ForeignPlatesByCountry.GetValueOrDefault(country)?.Value ?? ForeignPlatesElsewhere.Value;

    /// <summary>Fact code and amount for a breach; null when the category is unknown.</summary>
    public Tariff? TariffFor(Regime regime, VehicleCategory? category) => Terms(regime)?.TariffFor(category);
}
