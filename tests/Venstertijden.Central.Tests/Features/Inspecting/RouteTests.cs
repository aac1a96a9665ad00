using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Inspecting;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Tests.Features.Inspecting;

/// <summary>Which posts the round visits, and which first. The facts of the world: an inspection covers one calendar month (GHARL:2021:11637).</summary>
public class RouteTests
{
    private const string Zone = "assen-kernwinkelgebied";
    private static readonly Instant Filed = Instant.FromUtc(2025, 1, 1, 0, 0);

    [TestCase("2026-01-31T09:00", "2026-02-17", Urgency.Later, Description = "eleven days are left")]
    [TestCase("2026-01-31T09:00", "2026-02-18", Urgency.Soon, Description = "ten days are left")]
    [TestCase("2026-01-31T09:00", "2026-02-28", Urgency.Soon, Description = "a month from the 31st is clamped to the end of February")]
    [TestCase("2026-01-31T09:00", "2026-03-01", Urgency.Overdue)]
    [TestCase("2026-02-27T09:00", "2026-03-27", Urgency.Soon, Description = "the last day counts whole")]
    [TestCase("2026-02-27T09:00", "2026-03-28", Urgency.Overdue)]
    [TestCase(null, "2026-03-02", Urgency.Overdue, Description = "never inspected")]
    public void How_soon_follows_from_the_last_inspection(string? inspected, string today, Urgency expected)
    {
        var stop = Stops(today, ("kerkstraat", "Kerkstraat", inspected is null ? [] : [(inspected, null)])).Single();
        Assert.That(stop.Urgency, Is.EqualTo(expected));
    }

    [Test]
    public void A_fault_comes_first_then_what_is_over_then_what_is_near_then_street_by_street()
    {
        var stops = Stops("2026-03-20", ("a", "Vaart", [("2026-03-15T09:00", null)]), ("b", "Brink", [("2026-03-15T09:00", null)]), ("c", "Zuid", [("2026-02-27T09:00", null)]), ("d", "Noord", []), ("e", "West", [("2026-03-01T09:00", null), ("2026-03-19T09:00", "G07z weg")]));
        Assert.That(stops.Select(s => s.Camera.Value), Is.EqualTo((string[])["e", "d", "c", "b", "a"]));
        Assert.That(stops[0].LastDay, Is.Null, "an inspection that found a fault covers no day");
    }

    [Test]
    public void A_post_has_the_signs_of_the_rules_that_are_enforced_there_and_a_camera_without_any_is_no_post()
    {
        var both = Stops("2026-03-02", ("a", "Vaart", [])).Single();
        Assert.That(both.Signs.Select(s => s.Code), Is.EqualTo((string[])["G07z", "G08z", "C22c", "C22d"]));
        var camera = Camera("a", "Vaart");
        camera.ZeroEmissionMode = EnforcementMode.Off;
        Assert.That(Of("2026-03-02", [camera], []).Single().Signs.Select(s => s.Code), Is.EqualTo((string[])["G07z", "G08z"]));
        camera.PedestrianMode = EnforcementMode.Off;
        Assert.That(Of("2026-03-02", [camera], []), Is.Empty);
    }

    internal static IReadOnlyList<RouteStop> Stops(string today, params (string Id, string Street, (string At, string? Fault)[] Inspected)[] cameras) =>
        Of(today, cameras.Select(c => Camera(c.Id, c.Street)), cameras.SelectMany(c => c.Inspected.Select(i => Inspection(c.Id, i.At, i.Fault))));

    private static IReadOnlyList<RouteStop> Of(string today, IEnumerable<EnrolledCamera> cameras, IEnumerable<Paper> papers)
    {
        var now = LocalDatePattern.Iso.Parse(today).Value.AtMidnight().PlusHours(12).InUtc().ToInstant();
        return Route.Of(cameras, zone => AssenPolicies.All.At(ZoneId.Parse(zone), now), new ReadinessFile(papers), now);
    }

    private static EnrolledCamera Camera(string id, string street) => new()
    {
        Camera = CameraId.Parse(id), DisplayName = street, Place = "Assen", Street = street, Zone = Zone, PublicKey = [], KeyId = "", PedestrianMode = EnforcementMode.Fine, ZeroEmissionMode = EnforcementMode.Fine,
    };

    private static Paper Inspection(string camera, string at, string? fault) => new()
    {
        Id = Guid.CreateVersion7(), Kind = PaperKind.SignInspection, Zone = Zone, Camera = CameraId.Parse(camera), DatedAt = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(at).Value,
        ValidFrom = new LocalDate(2026, 1, 1), Fault = fault, FiledAt = Filed, FiledById = null, FiledBy = "test",
    };
}
