using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.InStreet;

/// <summary>What a vehicle may do here and now, as an officer beside it needs it.</summary>
public enum StreetAnswer
{
    MayBeHere,
    MayNotBeHere,

    /// <summary>It hangs on what the vehicle is, which the register does not tell.</summary>
    DependsOnVehicle,

    /// <summary>There are no rules for this zone today.</summary>
    NoRules,
}

/// <summary>The answer to one check.</summary>
/// <param name="Plate">The plate.</param>
/// <param name="ZoneName">The zone's name for people.</param>
/// <param name="At">The moment that it holds for.</param>
/// <param name="Answer">In one word.</param>
/// <param name="Verdict">What the rules alone say.</param>
/// <param name="Sentence">Why.</param>
/// <param name="Vehicle">The register's facts; null when it does not know the plate.</param>
/// <param name="RegisterAt">Time of the register's copy; null when there is none.</param>
/// <param name="Exemptions">Those of this zone: first what holds now, then what is to come, then what ended in the last year.</param>
/// <param name="Marks">Whether the plate was cloned, or is easily taken for another.</param>
/// <param name="Cases">Of the last year, newest first.</param>
/// <param name="Warned">How many of them ended in a warning.</param>
public sealed record CheckedPlate(
    PlateText Plate, string ZoneName, Instant At, StreetAnswer Answer, Verdict Verdict, string Sentence, RegisterVehicle? Vehicle, Instant? RegisterAt,
    ImmutableArray<(Exemption Exemption, ExemptionTime Time)> Exemptions, Cautions Marks, IReadOnlyList<CaseRow> Cases, int Warned);

/// <summary>When an exemption holds, seen from now.</summary>
public enum ExemptionTime
{
    Now,
    Later,
    Ended,
}

/// <summary>Answers what holds for a plate in the street. Facts in memory, one indexed query, and a record of the look with its purpose.</summary>
public sealed class PlateCheck(CentralDb db, Vault vault, Judge judge, FactsLoader facts, IClock clock)
{
    /// <summary>What a plate may be checked for in the street.</summary>
    public static IReadOnlyList<string> Purposes { get; } = ["street-check", "driver-asks", "report"];

    private const int MostCases = 10;
    private static readonly Period Back = Period.FromYears(1);

    public async Task<CheckedPlate> Check(PlateText plate, ZoneId zone, string purpose, bool english, Actor actor, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var known = facts.Latest(db.CurrentSite);
        var judged = judge.Vehicle(plate, zone, now, known);
        string index = vault.PlateIndex(db.CurrentSite, plate.Text);
        var since = DutchTime.Local(now).Date - Back;
        var cases = await db.Cases.AsNoTracking().Where(c => c.PlateIndex == index && c.ActDate >= since).OrderByDescending(c => c.FirstSeen).Take(MostCases).ToListAsync(ct);
        AuditTrail.Record(db, actor, "street.check", $"plate:{index[..12]}", $"{purpose}, {zone}", now);
        await db.SaveChangesAsync(ct);
        return new CheckedPlate(
            plate, (english ? judged.Document?.ZoneNameEnglish : judged.Document?.ZoneName) ?? zone.Text, now, AnswerOf(judged), judged.Verdict, Explanation.SentenceOf(judged.Document, judged.Facts, judged.Verdict, english), judged.Vehicle, known.Register?.RetrievedAt,
            Sorted(judged.Exemptions, DutchTime.Local(now)), known.Marks.Of(plate.Text), cases, cases.Count(c => c.State == CaseState.WarningLetter || c.WarningOnly));
    }

    /// <summary>Stopping is not fining by camera: a foreign plate that breaks the rule may be stopped.</summary>
    private static StreetAnswer AnswerOf(Judgement judged) => judged switch
    {
        { Document: null } => StreetAnswer.NoRules,
        { Verdict.Code: VerdictCode.Allowed } => StreetAnswer.MayBeHere,
        { Verdict.Code: VerdictCode.Undecided } => StreetAnswer.DependsOnVehicle,
        _ => StreetAnswer.MayNotBeHere,
    };

    private static ImmutableArray<(Exemption, ExemptionTime)> Sorted(ImmutableArray<Exemption> exemptions, LocalDateTime now) =>
    [
        .. from exemption in exemptions
           let time = exemption.From > now ? ExemptionTime.Later : exemption.Until <= now ? ExemptionTime.Ended : ExemptionTime.Now
           where time != ExemptionTime.Ended || exemption.Until > now - Back
           orderby time, exemption.Until descending
           select (exemption, time),
    ];
}
