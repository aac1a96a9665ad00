using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Documents;

/// <summary>What a camera may lead to, by regime; later members allow more.</summary>
public enum EnforcementMode
{
    /// <summary>Nothing is judged.</summary>
    Off,

    /// <summary>Counted anonymously only.</summary>
    Count,

    /// <summary>Warning letters.</summary>
    Warn,

    /// <summary>Sanctions.</summary>
    Fine,
}

/// <summary>Direction of a passage.</summary>
public enum PassageDirection
{
    /// <summary>Not seen.</summary>
    Unknown,

    /// <summary>Into the zone.</summary>
    In,

    /// <summary>Out of the zone.</summary>
    Out,
}

/// <summary>Fact code and amount for a group of vehicles.</summary>
/// <param name="Group">Name of the group: <c>moped</c>, <c>van</c>.</param>
/// <param name="Categories">Vehicles of the group.</param>
/// <param name="FactCode">Feitcode of the Wahv annex.</param>
/// <param name="FactText">Text of the act, Dutch, shortened.</param>
/// <param name="AmountEuro">Amount in euro, administration costs excluded.</param>
public sealed record Tariff(
    string Group,
    EnumSet<VehicleCategory> Categories,
    Sourced<string> FactCode,
    string FactText,
    Sourced<decimal> AmountEuro)
{
    /// <summary>True when code or amount is not published: export refuses it.</summary>
    public bool IsExample => FactCode.IsExample || AmountEuro.IsExample;
}

/// <summary>A span of local dates, half-open.</summary>
/// <param name="From">First date.</param>
/// <param name="Until">First date after it; null without end.</param>
public sealed record DateSpan(LocalDate From, LocalDate? Until)
{
    /// <summary>True when the date lies in it.</summary>
    public bool Contains(LocalDate date) => date >= From && (Until is not { } until || date < until);
}

/// <summary>A sign that makes the rule known.</summary>
/// <param name="Code">RVV code: <c>G07z</c>.</param>
/// <param name="Text">What it says, with sub-plate.</param>
/// <param name="Source">Where that is written.</param>
/// <param name="IsExample">True when not published.</param>
public sealed record Sign(string Code, string Text, string? Source, bool IsExample);

/// <summary>A traffic order (verkeersbesluit) or other act that the rule rests on.</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Title">Title.</param>
/// <param name="Publication">Where it was published; null when <paramref name="IsExample"/>.</param>
/// <param name="IsExample">True when number or title is not known.</param>
public sealed record TrafficOrder(string Number, string Title, string? Publication, bool IsExample);

/// <summary>What both rules have in common in a document: how the breach is sanctioned, not when there is one.</summary>
/// <param name="AppliesTo">Categories that the rule covers.</param>
/// <param name="TrafficOrder">The order in force; null when it is missing (then nothing may be enforced).</param>
/// <param name="Signs">Signs of the zone.</param>
/// <param name="Mode">The most that the zone allows; a camera may allow less.</param>
/// <param name="WarningPeriods">Dates on which only a warning may follow.</param>
/// <param name="Directions">Directions that are enforced.</param>
/// <param name="ExitGrace">How long after a window's end leaving is not enforced.</param>
/// <param name="VisitSpan">Passages of one kenteken within this time of each other are one case.</param>
/// <param name="RepeatTerm">Whole days after the day on which a decision was sent before a next sanction.</param>
/// <param name="SettleUntil">Local time of the day after the act before which nothing is decided; null decides at once.</param>
/// <param name="ListDelay">Delay with which late exemptions reach the list, added to <paramref name="SettleUntil"/>.</param>
/// <param name="ListFreshness">Greatest age of the exemption list.</param>
/// <param name="ExpiryGrace">How long after the end of an exemption the first passage only warns; null never.</param>
/// <param name="Tariffs">Fact codes and amounts; the first group that holds the category counts.</param>
public sealed record RegimeTerms(
    EnumSet<VehicleCategory> AppliesTo,
    TrafficOrder? TrafficOrder,
    ImmutableArray<Sign> Signs,
    Sourced<EnforcementMode> Mode,
    ImmutableArray<Sourced<DateSpan>> WarningPeriods,
    Sourced<EnumSet<PassageDirection>> Directions,
    Sourced<Duration> ExitGrace,
    Sourced<Duration> VisitSpan,
    Sourced<int> RepeatTerm,
    Sourced<LocalTime>? SettleUntil,
    Sourced<Duration> ListDelay,
    Sourced<Duration> ListFreshness,
    Sourced<Duration>? ExpiryGrace,
    ImmutableArray<Tariff> Tariffs)
{
    /// <summary>Least length of the warning period after the prosecutor's approval, before a first sanction; null for any.</summary>
    public Sourced<Period>? WarningMinimum { get; init; }

    /// <summary>The tariff for a category; null when none is given or the category is unknown.</summary>
    public Tariff? TariffFor(VehicleCategory? category) =>
        category is { } known ? Tariffs.FirstOrDefault(tariff => tariff.Categories.Contains(known)) : null;
}

/// <summary>The pedestrian rule of a zone.</summary>
/// <param name="Terms">How it is sanctioned.</param>
/// <param name="Windows">The access windows (venstertijden).</param>
/// <param name="Source">Where the windows are written; null when <paramref name="IsExample"/>.</param>
/// <param name="IsExample">True when the windows are not published.</param>
public sealed record PedestrianRule(RegimeTerms Terms, Windows.WindowCalendar Windows, string? Source, bool IsExample);

/// <summary>The zero-emission rule of a zone.</summary>
/// <param name="Terms">How it is sanctioned.</param>
/// <param name="Table">Who may still enter until when.</param>
/// <param name="TractorTokens">Body tokens that make a tractor unit.</param>
/// <param name="Statutory">Exemptions that the register shows.</param>
/// <param name="DayExemptionsPerYear">Day exemptions per vehicle, municipality and calendar year; shown only, the national desk grants them.</param>
public sealed record ZeroEmissionRule(
    RegimeTerms Terms,
    ZeroEmission.TransitionTable Table,
    ImmutableArray<string> TractorTokens,
    ImmutableArray<ZeroEmission.StatutoryExemption> Statutory,
    Sourced<int> DayExemptionsPerYear)
{
    /// <summary>
    /// One body for each way in which a body can matter to this rule: plain or tractor, without or with each group of tokens that exempts.
    /// An unknown body may be any of them.
    /// </summary>
    internal ImmutableArray<VehicleBody> BodiesThatMatter { get; } = Bodies(TractorTokens, Statutory);

    /// <summary>True for a tractor unit.</summary>
    public bool IsTractor(VehicleBody body)
    {
        foreach (var token in body.Tokens)
            if (TractorTokens.Contains(token))
                return true;
        return false;
    }

    private static ImmutableArray<VehicleBody> Bodies(ImmutableArray<string> tractor, ImmutableArray<ZeroEmission.StatutoryExemption> statutory)
    {
        string[][] exempting = [[], .. statutory.Where(s => s.BodyTokens.Length > 0).Select(s => new[] { s.BodyTokens[0] })];
        return [.. exempting.SelectMany(tokens => new[] { VehicleBody.Of(tokens), VehicleBody.Of([.. tokens, .. tractor.Take(1)]) })];
    }
}
