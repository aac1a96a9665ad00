using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Central.Tests.Data;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Tests.Features.Readiness;

/// <summary>Two cameras with a whole file of papers, and cases that were made under it, on one engine. Nothing works by itself.</summary>
internal sealed class CasesOnPapers : IAsyncDisposable
{
    public const string Zone = "assen-kernwinkelgebied";
    public static readonly CameraId Kerkstraat = CameraId.Parse("kerkstraat");
    public static readonly CameraId Marktstraat = CameraId.Parse("marktstraat");
    public static readonly Actor Noor = new(Guid.NewGuid(), "Noor van Dijk", "policy-staff");

    private readonly Engine _engine;
    private int _passages;

    private CasesOnPapers(Engine engine)
    {
        _engine = engine;
        Facts = new FactsLoader(engine.Databases, Vault);
        var rejudging = new Rejudging(AssenPolicies.All, Trust);
        var undecided = new UndecidedRecheck(engine.Databases, Vault, new UndecidedSettling(Vault, rejudging, new AnonymousFacts(AssenPolicies.All)), Clock);
        Recheck = new Recheck(engine.Databases, Vault, rejudging, AssenPolicies.All, Facts, undecided, new CentralOptions { HttpUrl = "http://127.0.0.1", Broker = new BrokerOptions(), Data = "" }, Clock);
        Repercussions = new Repercussions(engine.Databases, AssenPolicies.All, Facts, Recheck, Clock);
    }

    public FakeClock Clock { get; } = new(Town.MondayMorning + Duration.FromMinutes(2));
    public Vault Vault { get; } = new(new byte[32]);
    public ReadTrust Trust { get; } = new();
    public FactsLoader Facts { get; }
    public Recheck Recheck { get; }
    public Repercussions Repercussions { get; }

    public static async Task<CasesOnPapers> Start(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var there = new CasesOnPapers(await Engine.Start(provider));
        await new LocalLists(there._engine.Databases, new SampleRegister(), new SampleExemptions(), there.Facts, there.Clock).Refresh(Town.Assen, always: true, default);
        await using var db = there.Open();
        foreach (var camera in (CameraId[])[Kerkstraat, Marktstraat])
        {
            db.Cameras.Add(new EnrolledCamera { Camera = camera, DisplayName = camera.Value, Place = "Assen", Street = camera.Value, Zone = Zone, PublicKey = new byte[91], KeyId = "", PedestrianMode = EnforcementMode.Fine, ZeroEmissionMode = EnforcementMode.Fine });
            await ExamplePapers.Add(db, null, AssenPolicies.All, Zone, camera, (new LocalDate(2025, 9, 20), new LocalDate(2026, 2, 20)), Instant.FromUtc(2025, 1, 1, 0, 0), default);
        }

        await db.SaveChangesAsync();
        await there.Facts.Reload(Town.Assen, default);
        return there;
    }

    public CentralDb Open() => _engine.Databases.Open(Town.Assen);

    public ReadinessDesk Desk(CentralDb db) => new(db, Vault, AssenPolicies.All, Facts, Repercussions, Clock);

    /// <summary>A case as ingest would make it now; null when none is made.</summary>
    public async Task<Guid?> Case(string plate, CameraId? camera = null, CaseState state = CaseState.Ready, Instant? seen = null, Facts? facts = null)
    {
        await using var db = Open();
        var at = camera ?? Kerkstraat;
        var enrolled = await db.Cameras.AsNoTracking().SingleAsync(c => c.Camera == at);
        // Hours apart: no two are of one visit.
        var message = A.Passage(plate, seen ?? Town.MondayMorning - Duration.FromHours(24 * ++_passages)) with { Camera = at.Value };
        var known = facts ?? Facts.Latest(Town.Assen);
        var judged = new Judge(AssenPolicies.All, Trust).Passage(message, enrolled, known, Clock.GetCurrentInstant());
        if (judged.Verdict.Code is not (VerdictCode.Suspected or VerdictCode.Warning))
            return null;
        var stored = VerdictRecords.Keep(WireJson.Write(message), "", "", VerdictRecords.Of(judged, VerdictRecords.GroundsOf(enrolled, judged), known, Clock.GetCurrentInstant()));
        var cases = new OpenCases(db, Vault);
        await new CaseIntake(db, Vault, cases, Clock.GetCurrentInstant()).File(message, judged, stored, default);
        var file = cases.All.Single();
        if (state is not (CaseState.New or CaseState.Settling))
            file.Append(new CaseReady(Clock.GetCurrentInstant(), Noor));
        if (state == CaseState.Approved)
            file.Append(new CaseApproved(Clock.GetCurrentInstant(), Noor, "123", file.Case.Regimes[0], null, new Finding(true, true, true, true), null));
        await db.SaveChangesAsync();
        if (CaseMoves.Sent.Contains(state))
            await db.Cases.Where(c => c.Id == file.Row.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.State, state));
        return file.Row.Id;
    }

    public async Task<CaseState> StateOf(Guid id)
    {
        await using var db = Open();
        return (await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id)).State;
    }

    public async Task<List<LateTruth>> Late()
    {
        await using var db = Open();
        return await db.LateTruths.AsNoTracking().OrderBy(l => l.CaseNumber).ToListAsync();
    }

    public async Task<Paper> Approval(CameraId camera, Regime regime = Regime.PedestrianZone)
    {
        await using var db = Open();
        string rule = RuleMark.Of(AssenPolicies.All.On(ZoneId.Parse(Zone), new LocalDate(2026, 3, 2))!, regime);
        return await db.Papers.AsNoTracking().SingleAsync(p => p.Kind == PaperKind.Approval && p.Camera == camera && p.Regime == regime && p.GivenForRule == rule);
    }

    public static PaperRequest Request(PaperKind kind, CameraId? camera = null, Regime regime = Regime.PedestrianZone) =>
        new(kind, Zone, camera ?? Kerkstraat, regime) { DatedOn = new LocalDate(2026, 3, 1), Number = "A-1" };

    public static IReadOnlyList<UploadedPaper> Pdf(string text = "%PDF-1.7 brief") => [UploadedPaper.Of("brief.pdf", System.Text.Encoding.ASCII.GetBytes(text))];

    public static IReadOnlyList<UploadedPaper> Photo() => [UploadedPaper.Of("bord.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2])];

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
