using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Judges a kept passage again: as it was known then (the same verdict, always), or with the facts of now.</summary>
public sealed class Rejudging(LivePolicies policies, ReadTrust trust)
{
    /// <summary>Everything as it stood when the passage was judged, from what was kept with it.</summary>
    public Judgement AsKnownThen(JudgedPassage stored, SiteId site) => Replay(stored.ReadPassage(), null, stored.Verdict, site);

    /// <summary>The same for the plate that an officer read, from the verdict that was kept with his correction.</summary>
    public Judgement Replay(PassageMessage message, PlateText? corrected, VerdictRecord record, SiteId site)
    {
        var judge = new Judge(Then(record, message), record.Trust);
        var camera = CameraOf(record, site, CameraId.Parse(message.Camera));
        return (corrected ?? record.Supplied?.Plate) is { } plate
            ? judge.Passage(message, plate, camera, FactsOf(record, plate.Text), record.JudgedAt)
            : judge.Passage(message, camera, FactsOf(record, message.Plate?.Text ?? ""), record.JudgedAt);
    }

    /// <summary>Lists and documents of now; the camera's mode and papers as they were, for late papers never revive what was only counted.</summary>
    /// <param name="db">Tells whose expiry grace is used.</param>
    /// <param name="stored">The passage.</param>
    /// <param name="corrected">The plate that an officer read; null for the machine's.</param>
    /// <param name="facts">What is known now.</param>
    /// <param name="now">When it is judged.</param>
    /// <param name="ct">Stops.</param>
    /// <param name="papersAt">The moment as known at which the papers must suffice as well; null for the papers as they were alone.</param>
    /// <param name="supplied">What officials added by now; null for what they had added then.</param>
    public Task<Judgement> Now(Data.CentralDb db, JudgedPassage stored, PlateText? corrected, Facts facts, Instant now, CancellationToken ct, Instant? papersAt = null, Supplied? supplied = null)
    {
        supplied ??= stored.Verdict.Supplied;
        var (message, judge) = (stored.ReadPassage(), new Judge(policies, trust));
        var papers = papersAt is { } at ? NoBetter(stored.Verdict, message, facts.Papers, at) : stored.Verdict.Camera.Papers();
        return ExpiryGrace.Judge(db, judge, message, corrected ?? supplied?.Plate ?? judge.ReadOf(message), CameraOf(stored.Verdict, db.CurrentSite, message), facts.Under(papers).With(supplied), now, ct);
    }

    /// <summary>What the camera lacked then, and what it lacks by what is known of the papers since.</summary>
    private ReadinessFile NoBetter(VerdictRecord record, PassageMessage message, ReadinessFile papers, Instant knownAt)
    {
        var (then, local, camera) = (record.Camera.Papers(), PassageTime.At(message.SeenFrom).Local, CameraId.Parse(message.Camera));
        if (policies.Current.On(ZoneId.Parse(record.Camera.Zone), local.Date) is not { } document)
            return then;
        Standing Both(Regime regime) => then.Of(document, camera, regime, local, knownAt).And(papers.Of(document, camera, regime, local, knownAt));
        return ReadinessFile.AsRecorded(Both(Regime.PedestrianZone), Both(Regime.ZeroEmissionZone));
    }

    /// <summary>
    /// The documents of then: the one that judged for its days, whatever was recorded since, and for the days beside it (a clock's error may
    /// reach over midnight) those recorded by then.
    /// </summary>
    private PolicySet Then(VerdictRecord record, PassageMessage message)
    {
        var zone = ZoneId.Parse(record.Camera.Zone);
        var day = PassageTime.At(message.SeenFrom).Local.Date;
        var documents = policies.Current.Documents;
        var judged = documents.FirstOrDefault(d => d.Version.ToString() == record.PolicyVersion);
        return new PolicySet(documents.Where(d => d == judged || (d.RecordedAt <= record.JudgedAt && !(d.Zone == zone && d.Valid.Contains(day)))));
    }

    internal static EnrolledCamera CameraOf(VerdictRecord record, SiteId site, PassageMessage message) => CameraOf(record, site, CameraId.Parse(message.Camera));

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
        CombinedSigns = record.Camera.CombinedSigns,
    };

    internal static Facts FactsOf(VerdictRecord record, string plate)
    {
        RegisterVehicle[] vehicles = record.Vehicle is { } v ? [v.Of(plate)] : [];
        var exemptions = record.ExemptionVersions.Select(e => new Exemptions.Exemption
        {
            Id = e.Id, Revision = e.Revision, Plate = plate, Kind = e.Kind, From = e.From, Until = e.Until, WholeDays = e.WholeDays, Zone = e.Zone, ListVersion = e.ListVersion, RecordedAt = e.RecordedAt,
        });
        return new Facts(
            vehicles, exemptions, List(ListVersion.RegisterList, record.RegisterVersion, record.RegisterRetrievedAt), List(ListVersion.ExemptionList, record.ExemptionListVersion, record.ExemptionListRetrievedAt))
        {
            Given = record.Circumstances,
            Supplied = record.Supplied,
            Papers = record.Camera.Papers(),
        };
    }

    private static ListVersion? List(string list, string? version, Instant? retrievedAt) =>
        retrievedAt is { } at ? new ListVersion { List = list, ListVersionName = version ?? "", RetrievedAt = at, Rows = 0 } : null;
}
