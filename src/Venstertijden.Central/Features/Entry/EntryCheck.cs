using Microsoft.Extensions.Options;
using NodaTime;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Entry;

/// <summary>All that is told of one question.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">Of the zone that was asked.</param>
/// <param name="Others">Of the other zones.</param>
/// <param name="Vehicle">What the register says; null when it does not know the plate.</param>
/// <param name="RegisterAt">Time of the register's copy; null when there is none.</param>
/// <param name="At">When it was answered.</param>
public sealed record EntryReport(EntryQuestion Question, EntryAnswer Answer, IReadOnlyList<EntryAnswer> Others, RegisterVehicle? Vehicle, Instant? RegisterAt, Instant At);

/// <summary>Answers for everybody, from rules and register in memory. Nothing about a plate is stored, logged or sent on.</summary>
public sealed class EntryCheck(Judge judge, FactsLoader facts, LivePolicies policies, IOptions<WebOptions> web, IClock clock)
{
    public Instant Now => clock.GetCurrentInstant();

    /// <summary>The zones of this municipality that have rules today, those with most rules first.</summary>
    public IReadOnlyList<PolicyDocument> Zones => [.. RulesOn(DutchTime.Local(Now).Date).OrderByDescending(d => d.ZeroEmission is not null).ThenBy(d => d.Zone.Text, StringComparer.Ordinal)];

    /// <summary>Answers a question.</summary>
    public EntryReport Of(EntryQuestion question)
    {
        var known = facts.Latest(web.Value.Site);
        var answers = Zones.Select(d => d.Zone).ToDictionary(zone => zone, zone => EntryAnswer.Of(policies.Current, zone, policies.Current.On(zone, question.Local.Date), question.Local, at =>
        {
            var judged = judge.ByRulesAndRegister(question.Plate, zone, at, known);
            return new ZoneAccess(zone, judged.Document?.ZoneName ?? zone.Text, judged.Verdict, judged.Document, judged.Facts);
        }));
        return new EntryReport(
            question, answers[question.Zone], [.. answers.Where(a => a.Key != question.Zone).Select(a => a.Value)],
            known.Vehicle(question.Plate, question.Local.Date), known.Register?.RetrievedAt, Now);
    }

    private IEnumerable<PolicyDocument> RulesOn(LocalDate day) =>
        policies.Current.Zones.Select(zone => policies.Current.On(zone, day)).OfType<PolicyDocument>().Where(d => d.Site == web.Value.Site.Value);
}
