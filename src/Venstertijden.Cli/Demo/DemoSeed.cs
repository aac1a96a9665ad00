using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Edge.Keys;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Cli.Demo;

/// <summary>What the demo finds in place: enrolled cameras, a firm with vehicles, an account of each role. Sown again it changes nothing.</summary>
/// <param name="services">Central's.</param>
/// <param name="data">The demo's folder.</param>
/// <param name="clock">The demo's clock.</param>
/// <param name="realSource">The first camera sees no rendered street: which way a vehicle drives is then often not to be seen, and both ways are enforced.</param>
public sealed class DemoSeed(IServiceProvider services, string data, IClock clock, bool realSource)
{
    private const string KvkNumber = "00000000";
    private const int FirmVehicles = 12;
    private static readonly Actor Demo = Actor.System("demo");

    public async Task SowAsync(CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        await using var db = services.GetRequiredService<CentralDbs>().Open(DemoCamera.Site);
        foreach (var camera in DemoCamera.All)
            await EnrolAsync(db, camera, stop);
        await services.GetRequiredService<CameraDirectory>().Reload(stop);
        await services.GetRequiredService<FactsLoader>().ReloadPapers(DemoCamera.Site, stop);
        var firm = await FirmAsync(db, stop);
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        foreach (var signIn in scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptions<WebOptions>>().Value.DemoSignIns)
            await accounts.EnsureAsync(UserOf(signIn, firm.Id), signIn.Password);
    }

    private async Task EnrolAsync(CentralDb db, DemoCamera camera, CancellationToken stop)
    {
        var files = DemoEdgeFiles.In(data, camera);
        string publicKey;
        using (DeviceKeys.Open(files.KeyFile))
            publicKey = await File.ReadAllTextAsync(files.PublicKeyFile, stop);
        var request = new EnrolRequest(camera.Id, CameraEnrolment.ReadPublicKey(publicKey)!)
        {
            DisplayName = camera.DisplayName,
            Place = "Assen",
            Street = camera.Street,
            Zone = camera.Zone,
            EnforcedDirection = realSource && camera == DemoCamera.All[0] ? Direction.Unknown : Direction.In,
            PedestrianMode = EnforcementMode.Fine,
            ZeroEmissionMode = camera.ZeroEmission ? EnforcementMode.Fine : EnforcementMode.Off,
        };
        var enrolled = await CameraEnrolment.Enrol(db, request, Demo, clock.GetCurrentInstant(), stop);
        var today = DutchTime.Local(clock.GetCurrentInstant()).Date;
        await ExamplePapers.Add(db, services.GetRequiredService<Vault>(), services.GetRequiredService<LivePolicies>().Current, camera.Zone, camera.Id, (today.PlusMonths(-6), today.PlusDays(-4)), clock.GetCurrentInstant(), stop);
        await db.SaveChangesAsync(stop);
        if (enrolled.BrokerPassword is { } password)
            await File.WriteAllTextAsync(files.PasswordFile, password + "\n", stop);
    }

    private async Task<Firm> FirmAsync(CentralDb db, CancellationToken stop)
    {
        if (await db.Firms.FirstOrDefaultAsync(f => f.KvkNumber == KvkNumber, stop) is { } known)
            return known;
        var now = clock.GetCurrentInstant();
        var firm = new Firm { Id = Guid.CreateVersion7(), Name = "Voorbeeld Vers Transport B.V.", KvkNumber = KvkNumber, ProvenKvkNumber = KvkNumber, ProvenBy = FirmProofKind.Municipality, ProvenAt = now, CreatedAt = now };
        db.Firms.Add(firm);
        foreach (var vehicle in SampleRegister.Vehicles.Where(v => v.Category.StartsWith('N')).Take(FirmVehicles))
        {
            db.FirmVehicles.Add(new FirmVehicle { Id = Guid.CreateVersion7(), FirmId = firm.Id, Plate = vehicle.Plate, AddedAt = now });
            // As if an official saw that it holds them: so it sees the exemptions of the sample list.
            db.PlateMandates.Add(new PlateMandate { Id = Guid.CreateVersion7(), FirmId = firm.Id, Plate = vehicle.Plate, GivenBy = Demo.Name, GivenAt = now, LastDay = DutchTime.Local(now).Date.PlusYears(1) });
        }

        AuditTrail.Record(db, Demo, "firm.create", $"firm:{firm.Id}", "demo", now);
        await db.SaveChangesAsync(stop);
        return firm;
    }

    private static CentralUser UserOf(DemoSignIn signIn, Guid firm) => signIn.UserName switch
    {
        DemoSignIns.Officer => new CentralUser { UserName = signIn.UserName, Site = DemoCamera.Site, Role = Role.Officer, DisplayName = "Demo-handhaver", OfficerNumber = "000001" },
        DemoSignIns.SeniorOfficer => new CentralUser { UserName = signIn.UserName, Site = DemoCamera.Site, Role = Role.SeniorOfficer, DisplayName = "Demo-leidinggevende", OfficerNumber = "000002" },
        DemoSignIns.Firm => new CentralUser { UserName = signIn.UserName, Site = DemoCamera.Site, Role = Role.FirmOwner, DisplayName = "Demo-planner", FirmId = firm },
        DemoSignIns.Policy => new CentralUser { UserName = signIn.UserName, Site = DemoCamera.Site, Role = Role.PolicyStaff, DisplayName = "Demo-beleid" },
        DemoSignIns.SecondPolicy => new CentralUser { UserName = signIn.UserName, Site = DemoCamera.Site, Role = Role.PolicyStaff, DisplayName = "Demo-beleid twee" },
        DemoSignIns.Auditor => new CentralUser { UserName = signIn.UserName, Site = DemoCamera.Site, Role = Role.Auditor, DisplayName = "Demo-toezicht" },
        _ => new CentralUser { UserName = signIn.UserName, Site = DemoCamera.Site, Role = Role.Operator, DisplayName = "Demo-beheerder" },
    };
}
