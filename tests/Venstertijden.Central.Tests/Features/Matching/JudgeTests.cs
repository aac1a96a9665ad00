using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Tests.Features.Matching;

public class JudgeTests
{
    private static readonly Instant Seen = Town.MondayMorning + Duration.FromMinutes(1);

    [TestCase(Direction.In, Direction.In, "suspected")]
    [TestCase(Direction.In, Direction.Out, "not-enforceable")]
    [TestCase(Direction.In, Direction.Unknown, "not-enforceable")]
    [TestCase(Direction.Unknown, Direction.Out, "suspected")]
    [TestCase(Direction.Unknown, Direction.Unknown, "suspected", Description = "Assen enforces both ways: the way need not be known")]
    public void The_way_that_a_vehicle_drove_counts_where_the_camera_enforces_one(Direction enforced, Direction driven, string verdict) =>
        Assert.That(Judged(enforced, driven, Van("N1")), Is.EqualTo(verdict));

    [Test]
    public void A_plate_that_the_register_lacks_is_left_to_an_official() =>
        Assert.That(Judged(Direction.In, Direction.In), Is.EqualTo("undecided"));

    [Test]
    public void A_demo_on_real_pictures_takes_an_example_vehicle_for_it() =>
        Assert.That(Judged(Direction.In, Direction.In, new Facts([], [], List(ListVersion.RegisterList), List(ListVersion.ExemptionList), MadeUpVehicles.Of)), Is.EqualTo("suspected"));

    [TestCase("NL", "suspected")]
    [TestCase("DE", "not-enforceable")]
    [TestCase(null, "undecided", Description = "a stranger's plate is not judged as the Dutch one of the same text")]
    public void A_read_counts_as_the_plate_of_the_country_that_the_camera_names(string? country, string verdict)
    {
        var read = A.Passage(A.Van, Seen);
        // Example vehicles have every plate; the register's own are Dutch.
        var facts = new Facts([], [], List(ListVersion.RegisterList), List(ListVersion.ExemptionList), MadeUpVehicles.Of);
        Assert.That(Judged(Direction.In, read with { Plate = read.Plate! with { Country = country } }, facts), Is.EqualTo(verdict));
    }

    private static string Judged(Direction enforced, Direction driven, params RegisterVehicle[] register) =>
        Judged(enforced, driven, new Facts(register, [], List(ListVersion.RegisterList), List(ListVersion.ExemptionList)));

    private static string Judged(Direction enforced, Direction driven, Facts facts) => Judged(enforced, A.Passage(A.Van, Seen, direction: driven), facts);

    private static string Judged(Direction enforced, PassageMessage passage, Facts facts)
    {
        var camera = new EnrolledCamera
        {
            Camera = CameraId.Parse("kerkstraat"), DisplayName = "", Place = "", Street = "", Zone = "assen-kernwinkelgebied", PublicKey = [], KeyId = "",
            EnforcedDirection = enforced, PedestrianMode = EnforcementMode.Fine,
        };
        var judgement = new Judge(AssenPolicies.All, new ReadTrust()).Passage(passage, camera, facts.Under(ReadinessFile.Complete), Seen);
        return VerdictCodes.Code(judgement.Verdict.Code);
    }

    private static RegisterVehicle Van(string category) => new()
    {
        Plate = A.Van, Category = category, Fuels = "Diesel", EmissionClass = "6", FirstAdmission = new LocalDate(2018, 5, 1), Body = "gesloten opbouw", RecordedAt = Seen,
    };

    private static ListVersion List(string name) => new() { List = name, ListVersionName = "1", RetrievedAt = Seen, Rows = 1 };
}
