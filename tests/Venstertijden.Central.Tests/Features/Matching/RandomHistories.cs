using CsCheck;
using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Exemption = Venstertijden.Central.Features.Exemptions.Exemption;

namespace Venstertijden.Central.Tests.Features.Matching;

/// <summary>Passages, lists and marks at random, on never-issued plates that a reader may take for each other.</summary>
internal static class RandomHistories
{
    public static readonly string[] Plates = ["V56KVT", "V58KVT", "VS6KVT", "V21KKK"];

    /// <summary>Around the edges of windows, midnight and the change of documents at the year's end.</summary>
    public static readonly Gen<Instant> Moment =
        from day in Any(new LocalDate(2025, 12, 31), new LocalDate(2026, 1, 1), new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 1), new LocalDate(2026, 12, 25))
        from time in Gen.OneOf(Any(0, 6 * 3600, 7 * 3600, 12 * 3600, 86_399), Gen.Int[0, 86_399])
        select day.AtMidnight().InUtc().ToInstant() + Duration.FromSeconds(time - 3600);

    public static readonly Gen<RegisterVehicle> Vehicle =
        from plate in Any(Plates)
        from category in Any("N1", "N2", "M1", "L1", "O2", "")
        from fuels in Any("Diesel", "Elektriciteit", "")
        from emission in Any("4", "5", "6", "Z", "")
        from admitted in Any<LocalDate?>(new LocalDate(1980, 1, 1), new LocalDate(2018, 5, 14), new LocalDate(2025, 1, 1), null)
        from body in Any("gesloten opbouw", "opleggertrekker", "")
        from since in Any<LocalDate?>(null, new LocalDate(2026, 2, 1), new LocalDate(2026, 4, 1))
        select new RegisterVehicle
        {
            Plate = plate, Category = category, Fuels = fuels, EmissionClass = emission, FirstAdmission = admitted, Body = body, Colour = "WIT", ValidFrom = since, ListVersion = "r1", RecordedAt = Town.MondayMorning,
        };

    public static readonly Gen<Exemption> Granted =
        from plate in Any(Plates)
        from id in Gen.Int[1, 4]
        from kind in Any([.. Policy.Exemptions.ExemptionKinds.All])
        from start in Any<LocalDateTime?>(null, new LocalDateTime(2025, 1, 1, 0, 0), new LocalDateTime(2026, 3, 2, 6, 30))
        from end in Any<LocalDateTime?>(null, new LocalDateTime(2026, 3, 2, 0, 0), new LocalDateTime(2026, 3, 3, 0, 0), new LocalDateTime(2027, 1, 1, 0, 0))
        from zone in Any(null, "assen-brink", "assen-kernwinkelgebied")
        select new Exemption
        {
            Id = new Guid(id, 0, 0, new byte[8]), Plate = plate, Kind = Policy.Exemptions.ExemptionKinds.Code(kind), From = start, Until = end, WholeDays = start?.Minute is not 30 && end is not null, Zone = zone, ListVersion = "e1",
            RecordedAt = Town.MondayMorning,
        };

    public static readonly Gen<EnrolledCamera> Camera =
        from zone in Any("assen-brink", "assen-kernwinkelgebied", "elsewhere")
        from enforced in Gen.Enum<Direction>()
        from mode in Gen.Enum<EnforcementMode>()
        from combined in Gen.Bool
        select new EnrolledCamera
        {
            Site = Town.Assen, Camera = CameraId.Parse("kerkstraat"), DisplayName = "", Place = "", Street = "", Zone = zone, PublicKey = [], KeyId = "", EnforcedDirection = enforced, PedestrianMode = mode,
            ZeroEmissionMode = mode, CombinedSigns = combined,
        };

    /// <summary>Papers of every kind, some of them lacking.</summary>
    public static readonly Gen<ReadinessFile> Papers =
        from pedestrian in Any(Lack.None, Lack.WarningPeriod, Lack.Approval, Lack.TrafficOrder | Lack.SignInspection)
        from zeroEmission in Any(Lack.None, Lack.WarningPeriod, Lack.OtherSigns)
        select ReadinessFile.AsRecorded(new Standing(pedestrian), new Standing(zeroEmission));

    public static readonly Gen<PassageMessage> Passage =
        from plate in Any(Plates)
        from at in Moment
        from confidence in Any(0.99, 0.5)
        from direction in Gen.Enum<Direction>()
        from offset in Any(0.0, 3, 600_000)
        from synchronised in Any(true, true, true, true, false)
        from carried in Gen.Bool
        select A.Passage(plate, at, confidence, direction) with
        {
            Clock = new ClockState(offset, "ntp", synchronised, "2026a"), Vehicle = new VehicleHint { Class = "van", Colour = "white", Confidence = 0.9, Carried = carried },
        };

    public static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static ListVersion List(string list, Instant at) => new() { List = list, ListVersionName = "1", RetrievedAt = at, Rows = 1 };
}
