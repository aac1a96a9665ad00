using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>Why an approved case does not go to the fining body now. Each member is one sentence on the screen, under its kebab-case name.</summary>
public enum Hold
{
    /// <summary>The legal last day is over: it can never go.</summary>
    TooLate,

    /// <summary>The policy document names no fact code and amount for this vehicle.</summary>
    NoTariff,

    /// <summary>Fact code or amount is not published: a person would be asked for a sum that nobody set.</summary>
    ExampleAmount,

    /// <summary>The evidence is not complete any more: a paper was withdrawn, or a picture is gone.</summary>
    Incomplete,

    /// <summary>By what is known now the rules say something else.</summary>
    LateTruth,

    /// <summary>The list of exemptions is too old to be asked again.</summary>
    ListStale,

    /// <summary>An earlier case of the same kenteken and rule has not been sent.</summary>
    RepeatWaits,

    /// <summary>An earlier sanction covers it.</summary>
    Repeat,

    /// <summary>There are more hits than normal: sanctions halt until a senior officer has looked.</summary>
    Brake,
}

/// <summary>What the check knows of a case besides its decision.</summary>
/// <param name="Decision">The officer's.</param>
/// <param name="Tariff">Fact code and amount; null when the document names none.</param>
/// <param name="Missing">Lines of the completeness list that are red.</param>
/// <param name="SaysSomethingElse">The rules judge otherwise by what is known now.</param>
/// <param name="ListAge">Of the exemption list; null when there is none.</param>
/// <param name="ListFreshness">Greatest age, from the document.</param>
/// <param name="Repeat">What earlier cases mean for it.</param>
/// <param name="IsBraked">A flood brake holds its plate, camera or town.</param>
/// <param name="LegalLastDay">Last day on which it may be sent.</param>
/// <param name="Today">Local date.</param>
public sealed record SendSituation(
    CaseApproved Decision, Tariff? Tariff, IReadOnlyList<string> Missing, bool SaysSomethingElse, Duration? ListAge, Duration ListFreshness, RepeatAnswer Repeat, bool IsBraked, LocalDate LegalLastDay, LocalDate Today);

/// <summary>The last look before a sanction leaves the house (enforcement-facts 3: check the list again at sending). Pure.</summary>
public static class SendCheck
{
    /// <summary>Why it stays; empty when it may go.</summary>
    public static IReadOnlyList<Hold> Of(SendSituation situation)
    {
        var holds = new List<Hold>();
        if (situation.Today > situation.LegalLastDay) holds.Add(Hold.TooLate);
        if (situation.Tariff is null || situation.Decision.FactCode is null) holds.Add(Hold.NoTariff);
        else if (situation.Tariff.IsExample) holds.Add(Hold.ExampleAmount);
        if (situation.Missing.Count > 0) holds.Add(Hold.Incomplete);
        if (situation.SaysSomethingElse) holds.Add(Hold.LateTruth);
        if (!(situation.ListAge <= situation.ListFreshness)) holds.Add(Hold.ListStale);
        if (situation.Repeat != RepeatAnswer.Free) holds.Add(situation.Repeat == RepeatAnswer.Repeat ? Hold.Repeat : Hold.RepeatWaits);
        if (situation.IsBraked) holds.Add(Hold.Brake);
        return holds;
    }
}
