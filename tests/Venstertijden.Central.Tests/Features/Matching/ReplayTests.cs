using CsCheck;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Features.Matching;

/// <summary>What a verdict keeps is enough to judge again, whatever was known, and whatever became known since.</summary>
public class ReplayTests
{
    private static readonly Gen<(PassageMessage Message, Facts Facts, Central.Features.Cameras.EnrolledCamera Camera, Guid? Grace, Instant JudgedAt)> Histories =
        from vehicles in RandomHistories.Vehicle.List[0, 6]
        from exemptions in RandomHistories.Granted.List[0, 5]
        from message in RandomHistories.Passage
        from camera in RandomHistories.Camera
        from papers in RandomHistories.Papers
        from marked in Gen.Bool
        from grace in Gen.Bool
        from age in RandomHistories.Any(Duration.FromHours(1), Duration.FromHours(30))
        let judgedAt = message.SeenFrom + Duration.FromSeconds(5)
        let marks = marked ? new PlateMarks([new PlateMark { Id = Guid.NewGuid(), PlateIndex = "V56KVT", Kind = PlateMark.Cloned, Reason = "", RecordedAt = judgedAt, RecordedBy = "" }], p => p) : PlateMarks.None
        select (message, new Facts(vehicles, exemptions, RandomHistories.List(ListVersion.RegisterList, judgedAt), RandomHistories.List(ListVersion.ExemptionList, judgedAt - age)) { Marks = marks, Papers = papers }, camera,
            grace ? exemptions.FirstOrDefault()?.Id : null, judgedAt);

    [Test]
    public void Judging_again_with_what_was_kept_gives_the_first_verdict() => Histories.Sample(
        history =>
        {
            var (first, record) = Judged(history.Message, history.Facts, history.Camera, history.Grace, history.JudgedAt);
            var stored = StoredJson.Read<JudgedPassage>(StoredJson.Write(VerdictRecords.Keep(WireJson.Write(history.Message), "", "", record)));
            var again = new Rejudging(AssenPolicies.All, new ReadTrust(0.1, 1)).AsKnownThen(stored, Town.Assen);
            return (again.Verdict.Cautions, again.Verdict.Policy, again.Verdict.Pedestrian, again.Verdict.ZeroEmission, again.Verdict.ToString())
                == (first.Verdict.Cautions, first.Verdict.Policy, first.Verdict.Pedestrian, first.Verdict.ZeroEmission, first.Verdict.ToString());
        },
        iter: 3_000);

    [Test]
    public void A_document_recorded_later_for_the_same_days_does_not_change_an_old_verdict()
    {
        var message = A.Passage(A.Van);
        var at = message.SeenFrom + Duration.FromSeconds(5);
        var facts = new Facts([RegisterRow()], [], RandomHistories.List(ListVersion.RegisterList, at), RandomHistories.List(ListVersion.ExemptionList, at)) { Papers = ReadinessFile.Complete };
        var camera = new Central.Features.Cameras.EnrolledCamera
        {
            Camera = CameraId.Parse("kerkstraat"), DisplayName = "", Place = "", Street = "", Zone = "assen-kernwinkelgebied", PublicKey = [], KeyId = "", PedestrianMode = EnforcementMode.Fine,
        };
        var (first, record) = Judged(message, facts, camera, null, at);
        var later = LaterDocument.Of("assen-kernwinkelgebied-2026-01-01", ("Mo-Sa 07:00-12:00", "Mo-Sa 06:00-12:00"));
        var rejudging = new Rejudging(LaterDocument.Over(later), new ReadTrust());
        var stored = VerdictRecords.Keep(WireJson.Write(message), "", "", record);
        Assert.That(first.Verdict.ToString(), Does.StartWith("suspected/outside-window"));
        Assert.That(rejudging.AsKnownThen(stored, Town.Assen).Verdict.ToString(), Is.EqualTo(first.Verdict.ToString()));
        Assert.That(new Judge(LaterDocument.Over(later), new ReadTrust()).Passage(message, camera, facts, at).Verdict.Policy, Is.EqualTo(later.Version), "what is known now is another");
    }

    private static (Judgement Judged, VerdictRecord Record) Judged(PassageMessage message, Facts facts, Central.Features.Cameras.EnrolledCamera camera, Guid? grace, Instant at)
    {
        var judge = new Judge(AssenPolicies.All, new ReadTrust());
        var judged = judge.Passage(message, camera, facts, at);
        if (grace is not null && judged.Plate is { } plate)
            judged = judge.Passage(message, plate, camera, facts, at, grace);
        return (judged, VerdictRecords.Of(judged, VerdictRecords.GroundsOf(camera, judged), facts, at));
    }

    private static RegisterVehicle RegisterRow() => new()
    {
        Plate = A.Van, Category = "N1", Fuels = "Diesel", EmissionClass = "6", FirstAdmission = new LocalDate(2018, 5, 1), Body = "gesloten opbouw", RecordedAt = Town.MondayMorning,
    };
}
