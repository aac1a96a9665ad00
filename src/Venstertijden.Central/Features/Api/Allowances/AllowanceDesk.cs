using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Api.Allowances;

/// <summary>
/// What vehicles may do at a moment or in a period, as the pages answer it: those of the firm with the exemptions that it may see, others by rules and register alone. Nothing
/// about a plate is stored. One request is one moment; vehicles that are alike to the rules are asked once.
/// </summary>
public sealed class AllowanceDesk(CentralDb db, Judge judge, FactsLoader facts, LivePolicies policies, EntryCheck entry)
{
    private readonly Dictionary<object, ZoneAllowance> _alike = [];

    /// <summary>When the copy of the register was fetched; null when there is none.</summary>
    public Instant? RegisterFetchedAt => facts.Latest(db.CurrentSite).Register?.RetrievedAt;

    /// <summary>The zones that have rules today.</summary>
    public IReadOnlyList<PolicyDocument> Zones => entry.Zones;

    /// <summary>What a vehicle may do.</summary>
    /// <param name="plate">The vehicle.</param>
    /// <param name="sight">Which exemptions count; null for none (a vehicle that is not of the firm that asks).</param>
    /// <param name="when">At which moment, and which days.</param>
    public IReadOnlyList<ZoneAllowance> Of(PlateText plate, ExemptionSight? sight, AllowanceTime when)
    {
        var known = facts.Latest(db.CurrentSite);
        var set = policies.Current;
        ImmutableArray<Central.Features.Exemptions.Exemption> seen = sight is null ? [] : known.Exemptions(plate.Text).RemoveAll(e => !sight.Sees(e));
        bool byExemption = !seen.IsEmpty;
        var register = known.Vehicle(plate, when.At.Date);
        return [.. entry.Zones.Select(d => d.Zone).Where(z => when.Zone is null || when.Zone == z).Select(InZone)];

        ZoneAllowance InZone(ZoneId zone)
        {
            var likeness = (zone, register?.Category, register?.Fuels, register?.EmissionClass, register?.FirstAdmission, register?.Body);
            if (!byExemption && _alike.TryGetValue(likeness, out var alike))
                return alike;
            PassageFacts? vehicle = null;
            var answer = EntryAnswer.Of(set, zone, set.On(zone, when.At.Date), when.At, at =>
            {
                var judged = judge.Vehicle(plate, zone, at, known, seen);
                vehicle = judged.Facts;
                return new ZoneAccess(zone, judged.Document?.ZoneName ?? zone.Text, judged.Verdict, judged.Document, judged.Facts);
            });
            var open = vehicle is null ? [] : when.Days.SelectMany(day => day == answer.Day.Date ? answer.Day.Open : VehicleAccess.Day(set, vehicle, day).Open);
            var made = new ZoneAllowance(
                zone.Text, answer.Document?.ZoneName ?? zone.Text, answer.Word, answer.Until, answer.From, answer.IsOnlyToLoad, answer.IsZeroEmission, answer.EndsOn,
                [.. open.Select(s => new Stretch(s.From, s.Until))], answer.Document?.Version.ToString());
            if (!byExemption)
                _alike[likeness] = made;
            return made;
        }
    }
}
