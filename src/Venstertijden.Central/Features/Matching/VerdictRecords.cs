using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Writes a judgement down, with every version and age that it rests on.</summary>
public static class VerdictRecords
{
    public static VerdictRecord Of(Judgement judged, CameraGrounds camera, Facts facts, Instant now) => new()
    {
        Verdict = judged.Verdict.Code.Code(),
        Reason = judged.Verdict.Reason.Code(),
        Offence = judged.Verdict.OffenceCode,
        Cautions = judged.Verdict.Cautions.Code().Split(';', StringSplitOptions.RemoveEmptyEntries),
        Pedestrian = judged.Verdict.Pedestrian.Code(),
        ZeroEmission = judged.Verdict.ZeroEmission.Code(),
        PolicyVersion = judged.Verdict.Policy.ToString(),
        RegisterVersion = facts.Register?.ListVersionName,
        RegisterRetrievedAt = facts.Register?.RetrievedAt,
        ExemptionListVersion = facts.ExemptionList?.ListVersionName,
        ExemptionListRetrievedAt = facts.ExemptionList?.RetrievedAt,
        ExemptionIds = [.. judged.Exemptions.Select(e => e.Id)],
        Exemptions = [.. judged.Exemptions.Select(Notation)],
        JudgedAt = now,
        Camera = camera,
        Vehicle = judged.Vehicle is { } v ? new RegisterFacts(v.Brand, v.Model, v.Category, v.Fuels, v.EmissionClass, v.FirstAdmission, v.Body, v.Colour, v.RetrievedAt) : null,
    };

    public static CameraGrounds GroundsOf(EnrolledCamera camera) => new(
        camera.Zone, Data.Kebab.Name(camera.EnforcedDirection), Data.Kebab.Name(camera.PedestrianMode), Data.Kebab.Name(camera.ZeroEmissionMode), camera.PedestrianPapers, camera.ZeroEmissionPapers, camera.CombinedSigns);

    public static JudgedPassage Keep(byte[] payload, string signature, string keyId, VerdictRecord verdict) =>
        new() { Payload = payload, Signature = signature, KeyId = keyId, Verdict = verdict };

    private static string Notation(Exemptions.Exemption e)
    {
        if (e.From is null && e.Until is null)
            return e.Kind;
        var last = e.WholeDays && e.Until is { } until ? until.Date.PlusDays(-1).ToString("uuuu-MM-dd", null) : e.Until?.ToString("uuuu-MM-dd'T'HH:mm", null);
        return $"{e.Kind}@{(e.WholeDays ? e.From?.Date.ToString("uuuu-MM-dd", null) : e.From?.ToString("uuuu-MM-dd'T'HH:mm", null))}..{last}";
    }
}
