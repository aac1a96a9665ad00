using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Judges a kept passage again: as it was known then (the same verdict, always), or with the facts of now.</summary>
public sealed class Rejudging(LivePolicies policies, ReadTrust trust)
{
    /// <summary>Everything as it stood when the passage was judged, from what was kept with it.</summary>
    public Judgement AsKnownThen(JudgedPassage stored, SiteId site)
    {
        var record = stored.Verdict;
        var message = stored.ReadPassage();
        var then = policies.Current.Documents.Where(d => d.Version.ToString() == record.PolicyVersion);
        return new Judge(new PolicySet(then), trust).Passage(message, CameraOf(record, site, CameraId.Parse(message.Camera)), FactsOf(record, message), record.JudgedAt);
    }

    /// <summary>Lists and documents of now; the camera's mode and papers as they were, for late papers never revive what was only counted.</summary>
    public Judgement Now(JudgedPassage stored, SiteId site, Facts facts, Instant now)
    {
        var message = stored.ReadPassage();
        return new Judge(policies, trust).Passage(message, CameraOf(stored.Verdict, site, CameraId.Parse(message.Camera)), facts, now);
    }

    private static EnrolledCamera CameraOf(VerdictRecord record, SiteId site, CameraId camera) => new()
    {
        Site = site,
        Camera = camera,
        DisplayName = "",
        Place = "",
        Street = "",
        PublicKey = [],
        KeyId = "",
        Zone = record.Camera.Zone,
        EnforcedDirection = Data.Kebab.Value<Direction>(record.Camera.EnforcedDirection),
        PedestrianMode = Data.Kebab.Value<EnforcementMode>(record.Camera.PedestrianMode),
        ZeroEmissionMode = Data.Kebab.Value<EnforcementMode>(record.Camera.ZeroEmissionMode),
        PedestrianPapers = record.Camera.PedestrianPapers,
        ZeroEmissionPapers = record.Camera.ZeroEmissionPapers,
        CombinedSigns = record.Camera.CombinedSigns,
    };

    private static Facts FactsOf(VerdictRecord record, PassageMessage message)
    {
        string plate = message.Plate?.Text ?? "";
        RegisterVehicle[] vehicles = record.Vehicle is not { } v ? [] :
        [
            new RegisterVehicle
            {
                Plate = plate, Brand = v.Brand, Model = v.Model, Category = v.Category, Fuels = v.Fuels, EmissionClass = v.EmissionClass,
                FirstAdmission = v.FirstAdmission, Body = v.Body, Colour = v.Colour, RetrievedAt = v.RetrievedAt,
            },
        ];
        var exemptions = record.Exemptions.Zip(record.ExemptionIds, (notation, id) => RowOf(notation, id, plate)).OfType<Exemptions.Exemption>();
        return new Facts(vehicles, exemptions, List(ListVersion.RegisterList, record.RegisterVersion, record.RegisterRetrievedAt), List(ListVersion.ExemptionList, record.ExemptionListVersion, record.ExemptionListRetrievedAt));
    }

    private static Exemptions.Exemption? RowOf(string notation, Guid id, string plate) =>
        Policy.Exemptions.Exemption.TryParse(notation, out var read, out _)
            ? new Exemptions.Exemption
            {
                Id = id, Plate = plate, Kind = Policy.Exemptions.ExemptionKinds.Code(read.Kind), From = read.From, Until = read.Until, WholeDays = read.WholeDays, RecordedAt = Instant.MinValue,
            }
            : null;

    private static ListVersion? List(string list, string? version, Instant? retrievedAt) =>
        retrievedAt is { } at ? new ListVersion { List = list, ListVersionName = version ?? "", RetrievedAt = at, Rows = 0 } : null;
}
