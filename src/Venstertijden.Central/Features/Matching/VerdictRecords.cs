using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Writes a judgement down, with every version and age that it rests on.</summary>
public static class VerdictRecords
{
    /// <summary>Release of the policy engine.</summary>
    public static string Engine { get; } = typeof(Decide).Assembly.GetName().Version?.ToString(3) ?? "";

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
        ExemptionVersions = [.. judged.Exemptions.Select(e => new ExemptionFacts(e.Id, e.Revision, e.Kind, e.From, e.Until, e.WholeDays, e.Zone, e.RecordedAt, e.ListVersion))],
        Circumstances = judged.Circumstances,
        Trust = judged.Trust,
        Supplied = judged.Supplied,
        Engine = Engine,
        Schema = PolicyDocument.Schema,
        JudgedAt = now,
        Camera = camera,
        Vehicle = VehicleOf(judged),
    };

    /// <summary>The register's facts that a judgement took; null when the plate was not in it.</summary>
    public static RegisterFacts? VehicleOf(Judgement judged) => judged.Vehicle is { } v
        ? new RegisterFacts(v.Brand, v.Model, v.Category, v.Fuels, v.EmissionClass, v.FirstAdmission, v.Body, v.Colour, v.RecordedAt) { Revision = v.Revision, ValidFrom = v.ValidFrom, ValidUntil = v.ValidUntil, ListVersion = v.ListVersion }
        : null;

    public static CameraGrounds GroundsOf(EnrolledCamera camera, Judgement judged) => new(
        camera.Zone, Data.Kebab.Name(camera.EnforcedDirection), Data.Kebab.Name(camera.PedestrianMode), Data.Kebab.Name(camera.ZeroEmissionMode),
        judged.Standing.Pedestrian.CameraIsReady, judged.Standing.ZeroEmission.CameraIsReady, camera.CombinedSigns)
    {
        PedestrianLacks = judged.Standing.Pedestrian.Code(), ZeroEmissionLacks = judged.Standing.ZeroEmission.Code(),
    };

    public static JudgedPassage Keep(byte[] payload, string signature, string keyId, VerdictRecord verdict) =>
        new() { Payload = payload, Signature = signature, KeyId = keyId, Verdict = verdict };
}
