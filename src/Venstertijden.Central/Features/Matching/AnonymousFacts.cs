using NodaTime;
using NodaTime.Text;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Makes the anonymous fact of a judged passage: bands, groups and a quarter of an hour instead of vehicle and moment.</summary>
public sealed class AnonymousFacts
{
    private readonly LocalDate[] _admissionBoundaries;

    /// <param name="policies">All documents and drafts: bands lie between their boundaries.</param>
    public AnonymousFacts(PolicySet policies) =>
        _admissionBoundaries = [.. policies.Documents.Where(d => d.ZeroEmission is not null).SelectMany(d => d.ZeroEmission!.Table.AdmissionBoundaries).Distinct().Order()];

    public AnonymousFact Of(Judgement judged, CameraId camera, Contracts.Direction direction)
    {
        var facts = judged.Facts;
        return new AnonymousFact
        {
            Zone = facts.Zone.Text,
            Camera = camera,
            LocalQuarter = Quarter(facts.Time.Local),
            Direction = direction,
            CountryGroup = judged.Plate is not { } plate ? "unknown" : CountryGroup(plate.Country),
            Category = facts.Category?.ToString() ?? "",
            BodyGroup = BodyGroup(facts, judged.Document),
            EmissionClass = facts.EmissionClass?.Text() ?? "",
            AdmissionBand = facts.FirstAdmission is { } admitted ? Band(admitted) : "",
            Statutory = Statutory(facts, judged.Document),
            ExemptionGroup = string.Join('+', facts.Exemptions.Select(e => e.Kind.Group()).Distinct().Order(StringComparer.Ordinal)),
            Verdict = judged.Verdict.Code.Code(),
            Reason = judged.Verdict.Reason.Code(),
        };
    }

    /// <summary>The quarter of an hour in which a local time lies.</summary>
    public static LocalDateTime Quarter(LocalDateTime local) => local.Date.At(new LocalTime(local.Hour, local.Minute / 15 * 15));

    private static string CountryGroup(CountryCode country) => country.IsForeign ? "foreign" : "NL";

    private string Band(LocalDate admitted)
    {
        int at = Array.FindLastIndex(_admissionBoundaries, b => b <= admitted);
        string from = at < 0 ? "" : LocalDatePattern.Iso.Format(_admissionBoundaries[at]);
        string until = at + 1 < _admissionBoundaries.Length ? LocalDatePattern.Iso.Format(_admissionBoundaries[at + 1]) : "";
        return $"{from}..{until}";
    }

    private static string BodyGroup(PassageFacts facts, PolicyDocument? document) =>
        facts.Body is not { } body || document?.ZeroEmission is not { } rule ? "" : rule.IsTractor(body) ? "tractor" : "rigid";

    private static string Statutory(PassageFacts facts, PolicyDocument? document)
    {
        if (document?.ZeroEmission is not { } rule || facts is not { Category: { } category, FirstAdmission: { } admitted, Body: { } body })
            return "";
        return rule.Statutory.FirstOrDefault(s => s.Holds(category, admitted, body, facts.Time.Local.Date))?.Name ?? "none";
    }
}

internal static class ExemptionGroups
{
    internal static string Group(this Policy.Exemptions.ExemptionKind kind) =>
        kind == Policy.Exemptions.ExemptionKind.EmergencyService ? "emergency" : Policy.Exemptions.ExemptionKinds.IsZeroEmission(kind) ? "zero-emission" : "pedestrian";
}
