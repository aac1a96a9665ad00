using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Direction = Venstertijden.Contracts.Direction;

namespace Venstertijden.Central.Features.Matching;

/// <summary>How sure a read must be to name a vehicle.</summary>
/// <param name="MinConfidence">Least confidence of the whole text, 0 to 1.</param>
/// <param name="MinAgreeing">Least number of frames that agree.</param>
public sealed record ReadTrust(double MinConfidence = 0.7, int MinAgreeing = 2);

/// <summary>A passage judged: the verdict and all that it rests on.</summary>
/// <param name="Verdict">What the rules say.</param>
/// <param name="Plate">The vehicle's plate; null when it is not read or of no form.</param>
/// <param name="Facts">What was asked of the rules.</param>
/// <param name="Document">The policy document in force; null when there is none.</param>
/// <param name="Vehicle">The register's facts; null when the plate is not in it.</param>
/// <param name="Exemptions">The versions of the vehicle's exemptions in this zone.</param>
public sealed record Judgement(
    Verdict Verdict, PlateText? Plate, PassageFacts Facts, PolicyDocument? Document, RegisterVehicle? Vehicle, ImmutableArray<Exemptions.Exemption> Exemptions)
{
    /// <summary>What history and marks added.</summary>
    public Circumstances Circumstances { get; init; } = Circumstances.None;

    /// <summary>How sure the read had to be.</summary>
    public ReadTrust Trust { get; init; } = new();

    /// <summary>What officials added; null for nothing.</summary>
    public Supplied? Supplied { get; init; }

    /// <summary>What the papers of camera and zone allowed.</summary>
    public (Standing Pedestrian, Standing ZeroEmission) Standing { get; init; }
}

/// <summary>Turns a message and the facts at hand into a verdict. Pure: never waits, never asks the network.</summary>
public sealed class Judge(LivePolicies policies, ReadTrust trust)
{
    /// <summary>A passage may be this much ahead of central's clock before the clock decides.</summary>
    private static readonly Duration AheadIsSound = Duration.FromMinutes(1);

    public Judgement Passage(PassageMessage message, EnrolledCamera camera, Facts facts, Instant now) =>
        Passage(message, ReadOf(message), camera, facts, now);

    /// <summary>The same passage under the plate that an officer read.</summary>
    /// <param name="message">The passage.</param>
    /// <param name="plate">Whose it was; null when that is not sure.</param>
    /// <param name="camera">As enrolled.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="now">When it is judged.</param>
    /// <param name="grace">The ended exemption whose grace this passage has (<see cref="ExpiryGrace"/>); null for none.</param>
    public Judgement Passage(PassageMessage message, PlateText? plate, EnrolledCamera camera, Facts facts, Instant now, Guid? grace = null)
    {
        var zone = ZoneId.Parse(camera.Zone);
        var time = PassageTime.At(message.SeenFrom);
        var inForce = policies.Current;
        var document = inForce.On(zone, time.Local.Date);
        var vehicle = plate is { } known ? facts.Vehicle(known, time.Local.Date) : null;
        var exemptions = plate is { } p ? facts.Exemptions(p.Text).Where(e => e.Zone is null || e.Zone == camera.Zone).ToImmutableArray() : [];
        var asked = PassageOf(zone, time, plate, vehicle, exemptions);
        var around = facts.Given ?? new Circumstances(plate is { } marked ? facts.Marks.Of(marked.Text) : Cautions.None, false, grace);
        var standing = document is null
            ? default
            : (facts.Papers.Of(document, camera.Camera, Policy.Verdicts.Regime.PedestrianZone, time.Local, now), facts.Papers.Of(document, camera.Camera, Policy.Verdicts.Regime.ZeroEmissionZone, time.Local, now));
        var context = Around(around, ContextOf(message, plate is not null, vehicle, camera, document, standing, facts, now, time.Local.Date));
        var verdict = Decide.Judge(inForce, asked, context);
        if (facts.Given is null && plate is { } read && LookAlikeHolders.HoldWhatIsBroken(verdict, document, read, message, facts, time.Local))
        {
            around = around with { LookAlike = true };
            verdict = Decide.Judge(inForce, asked, Around(around, context));
        }

        return new Judgement(verdict, plate, asked, document, vehicle, exemptions) { Circumstances = around, Trust = trust, Standing = standing, Supplied = facts.Supplied };
    }

    /// <summary>The rules alone, for a vehicle at a moment: what an officer asks in the street. No camera, no mode, no clock.</summary>
    public Judgement Vehicle(PlateText plate, ZoneId zone, Instant at, Facts facts) => Vehicle(plate, zone, at, facts, facts.Exemptions(plate.Text));

    /// <summary>The same with those of its exemptions that who asks may see.</summary>
    public Judgement Vehicle(PlateText plate, ZoneId zone, Instant at, Facts facts, ImmutableArray<Exemptions.Exemption> seen) =>
        RulesAlone(plate, zone, at, facts, seen.RemoveAll(e => e.Zone is not null && e.Zone != zone.Text));

    /// <summary>The same without anybody's exemption: what may be told to whoever asks. Exemptions are their holder's business.</summary>
    public Judgement ByRulesAndRegister(PlateText plate, ZoneId zone, Instant at, Facts facts) => RulesAlone(plate, zone, at, facts, []);

    private Judgement RulesAlone(PlateText plate, ZoneId zone, Instant at, Facts facts, ImmutableArray<Exemptions.Exemption> exemptions)
    {
        var vehicle = facts.Vehicle(plate, PassageTime.At(at).Local.Date);
        var asked = PassageOf(zone, PassageTime.At(at), plate, vehicle, exemptions);
        return new Judgement(Decide.Judge(policies.Current, asked, PassageContext.RulesAlone), plate, asked, policies.Current.At(zone, at), vehicle, exemptions);
    }

    /// <summary>
    /// The read as a plate, when it is sure enough to name a vehicle. Of whose country the camera left open nobody is named:
    /// a stranger's plate would be judged as the Dutch one of the same text.
    /// </summary>
    internal PlateText? ReadOf(PassageMessage message)
    {
        if (message is not { Kind: PassageKind.Read, Plate: { } read } || read.Confidence < trust.MinConfidence || read.Agreeing < trust.MinAgreeing)
            return null;
        return CountryCode.TryParse(read.Country, out var country) && PlateText.TryParse(read.Text, country, out var plate) ? plate : null;
    }

    private static PassageFacts PassageOf(ZoneId zone, PassageTime time, PlateText? plate, RegisterVehicle? vehicle, ImmutableArray<Exemptions.Exemption> exemptions)
    {
        _ = FuelWords.TryParse(vehicle?.Fuels ?? "", out var fuels);
        _ = VehicleBody.TryParse(vehicle?.Body ?? "", out var body);
        return new PassageFacts
        {
            Zone = zone,
            Time = time,
            Plate = plate ?? default,
            Category = VehicleCategories.TryParse(vehicle?.Category, out var category) ? category : null,
            Fuels = fuels,
            EmissionClass = EmissionClasses.TryParse(vehicle?.EmissionClass, out var emissionClass) ? emissionClass : null,
            FirstAdmission = vehicle?.FirstAdmission,
            Body = body,
            Exemptions = [.. exemptions.Select(ForRules).OfType<Exemption>()],
        };
    }

    private static Exemption? ForRules(Exemptions.Exemption row) =>
        ExemptionKinds.TryParse(row.Kind, out var kind) ? new Exemption(kind, row.From, row.Until, row.WholeDays, row.Reference) : null;

    private static PassageContext Around(Circumstances around, PassageContext context) => context with
    {
        Cautions = context.Cautions | around.Marked | (around.LookAlike ? Cautions.LookAlike : Cautions.None),
        Pedestrian = context.Pedestrian with { InExpiryGrace = around.Grace is not null },
        ZeroEmission = context.ZeroEmission with { InExpiryGrace = around.Grace is not null },
    };

    private static PassageContext ContextOf(
        PassageMessage message, bool readIsSure, RegisterVehicle? vehicle, EnrolledCamera camera, PolicyDocument? document, (Standing Pedestrian, Standing ZeroEmission) standing, Facts facts, Instant now, LocalDate date)
    {
        var direction = message.Direction switch { Direction.In => PassageDirection.In, Direction.Out => PassageDirection.Out, _ => PassageDirection.Unknown };
        Duration? listAge = facts.ExemptionList is { } list ? now - list.RetrievedAt : null;
        bool enforcedHere = camera.EnforcedDirection == Direction.Unknown || camera.EnforcedDirection == message.Direction;
        return new PassageContext
        {
            ReadIsSure = readIsSure,
            ClockIsUsable = message.Clock.Synchronised && message.SeenFrom <= now + AheadIsSound,
            ClockError = Duration.FromMilliseconds(Math.Min(Math.Abs(message.Clock.OffsetMs), Duration.FromDays(1).TotalMilliseconds)),
            WindowTolerance = document?.WindowTolerance.Value ?? Duration.Zero,
            Cautions = CautionsOf(message, vehicle, camera),
            Pedestrian = Regime(Policy.Verdicts.Regime.PedestrianZone, camera.PedestrianMode, standing.Pedestrian),
            ZeroEmission = Regime(Policy.Verdicts.Regime.ZeroEmissionZone, camera.ZeroEmissionMode, standing.ZeroEmission),
        };

        // Where both ways are enforced, the way need not be known.
        bool EitherWayIsEnforced(Regime regime) =>
            camera.EnforcedDirection == Direction.Unknown && message.Direction == Direction.Unknown
            && document?.Terms(regime) is { } terms && terms.Directions.Value.Contains(PassageDirection.In) && terms.Directions.Value.Contains(PassageDirection.Out);

        RegimeContext Regime(Regime regime, EnforcementMode mode, Standing standing)
        {
            var context = RegimeContext.From(document, regime, date, (mode <= standing.Mode ? mode : standing.Mode, standing.CameraIsReady), direction, listAge);
            if (!standing.ZoneIsReady)
                context = context with { ZoneIsReady = false };
            if (!enforcedHere)
                return context with { DirectionIsEnforced = false };
            return EitherWayIsEnforced(regime) ? context with { DirectionIsEnforced = true } : context;
        }
    }

    private static Cautions CautionsOf(PassageMessage message, RegisterVehicle? vehicle, EnrolledCamera camera)
    {
        var cautions = camera.CombinedSigns ? Cautions.CombinedSigns : Cautions.None;
        if (message.Vehicle is not { } seen)
            return cautions;
        if (seen.Carried)
            cautions |= Cautions.Carried;
        if (vehicle is not null && seen.Confidence >= SureLook && (ClassDiffers(seen.Class, vehicle.Category) || ColourDiffers(seen.Colour, vehicle.Colour)))
            cautions |= Cautions.MakeMismatch;
        return cautions;
    }

    /// <summary>In how many ways a vehicle of the register is what the camera saw: class, colour. What either leaves open counts for nothing.</summary>
    internal static int FitsPicture(VehicleHint seen, RegisterVehicle vehicle) =>
        (seen.Class is not null && vehicle.Category.Length > 0 && !ClassDiffers(seen.Class, vehicle.Category) ? 1 : 0)
        + (seen.Colour is not null && vehicle.Colour.Length > 0 && !ColourDiffers(seen.Colour, vehicle.Colour) ? 1 : 0);

    private const double SureLook = 0.8;

    private static bool ClassDiffers(string? seen, string category) => (seen, category) switch
    {
        (null, _) or (_, "") => false,
        ("moped", _) => !category.StartsWith('L'),
        ("car" or "van", _) => category is not ("M1" or "N1" or "M2"),
        ("truck", _) => category is not ("N1" or "N2" or "N3"),
        ("bus", _) => category is not ("M2" or "M3"),
        _ => false,
    };

    private static readonly Dictionary<string, string> DutchColour = new(StringComparer.Ordinal)
    {
        ["white"] = "WIT", ["black"] = "ZWART", ["grey"] = "GRIJS", ["red"] = "ROOD", ["blue"] = "BLAUW", ["green"] = "GROEN", ["yellow"] = "GEEL", ["brown"] = "BRUIN", ["orange"] = "ORANJE",
    };

    private static bool ColourDiffers(string? seen, string registered) =>
        seen is not null && registered.Length > 0 && DutchColour.TryGetValue(seen, out string? dutch) && !registered.Contains(dutch, StringComparison.OrdinalIgnoreCase);
}
