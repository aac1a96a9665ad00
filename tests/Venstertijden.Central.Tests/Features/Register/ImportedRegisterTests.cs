using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Policy.Plates;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Register;

/// <summary>A central whose register is the imported copy: Monday morning, with the copy of that night.</summary>
public class ImportedRegisterTests
{
    private static readonly Instant Night = Town.MondayMorning - Duration.FromHours(3), Judged = Town.MondayMorning + Duration.FromMinutes(2), Later = Town.MondayMorning + Duration.FromMinutes(30);
    private static readonly LocalDate Monday = new(2026, 3, 2);
    private static readonly Actor Boa = new(Guid.NewGuid(), "A. de Boer", "officer");

    private Town _town = null!;

    [SetUp]
    public async Task ATownWithTheCopyOfLastNight()
    {
        _town = await Town.Start(import: data => CopyOnDisk.Write(CopyShelf.Of(data), Night, CopyOnDisk.Van(A.Van), CopyOnDisk.Van("V41LPF")));
        _town.Clock.Reset(Judged);
    }

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    private Facts Known => _town.Get<FactsLoader>().Latest(Town.Assen);

    private void Import(Instant at, params SourceVehicle[] vehicles)
    {
        _town.Clock.Reset(at);
        CopyOnDisk.Write(CopyShelf.Of(_town.DataFolder), at, vehicles);
    }

    private async Task<Guid> Case()
    {
        var edge = await _town.Edge();
        await edge.Send(edge.Next(A.Passage(A.Van)));
        await Eventually.Become(() => edge.AcknowledgedUpTo == 1);
        await using var db = _town.Open();
        return (await db.Cases.SingleAsync()).Id;
    }

    private async Task<CaseAccount> Explained(Guid id, Instant? asKnownAt)
    {
        await using var scope = _town.Get<IServiceScopeFactory>().CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CaseAccounts>().Of(id, asKnownAt, _town.Clock.GetCurrentInstant(), Boa, "test", default))!;
    }

    [Test]
    public async Task A_passage_is_judged_by_the_copy_and_no_plate_of_it_comes_into_the_database()
    {
        var id = await Case();
        var verdict = (await Explained(id, null)).View.Act.Verdict;
        Assert.That((verdict.Vehicle!.EmissionClass, verdict.Vehicle.RecordedAt, verdict.Vehicle.ListVersion), Is.EqualTo(("5", Night, verdict.RegisterVersion)));
        Assert.That((verdict.RegisterVersion, verdict.RegisterRetrievedAt), Is.EqualTo((Known.Copy!.Version, (Instant?)Night)));
        await using var db = _town.Open();
        Assert.That(await db.Register.CountAsync(), Is.Zero);
        var noted = await ListHistory.Latest(db, ListVersion.RegisterList, default);
        Assert.That((noted!.ListVersionName, noted.RetrievedAt, noted.Rows), Is.EqualTo((Known.Copy.Version, Night, 2)));
    }

    [Test]
    public async Task A_new_copy_is_taken_up_without_a_restart_and_ends_a_case_whose_vehicle_is_another_thing_by_it()
    {
        var id = await Case();
        Import(Later, CopyOnDisk.Van(A.Van) with { Category = "O2" }, CopyOnDisk.Van("V41LPF"));
        await using var db = _town.Open();
        await Eventually.Become(async () => await db.LateTruths.AnyAsync());
        var late = await db.LateTruths.SingleAsync();
        Assert.That((late.Effect, late.After, late.Causes), Is.EqualTo((LateEffect.Lapses, "allowed not-covered", "register")));
        Assert.That((await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id)).State, Is.EqualTo(CaseState.Lapsed));
        Assert.That((await Explained(id, Judged)).Then.Judged.Vehicle!.Category, Is.EqualTo("N1"));
    }

    [Test]
    public async Task What_was_known_at_each_moment_is_told_after_later_copies_also_where_the_verdict_stayed()
    {
        var id = await Case();
        Import(Later, CopyOnDisk.Van(A.Van) with { Colour = "ZWART" });
        await Eventually.Become(async () => (await Explained(id, null)).Now.Judged.Vehicle!.Colour == "ZWART");
        Import(Later + Duration.FromHours(1), CopyOnDisk.Van(A.Van) with { Colour = "ROOD" });
        await Eventually.Become(async () => (await Explained(id, null)).Now.Judged.Vehicle!.Colour == "ROOD");

        var colours = new List<string>();
        foreach (var at in (Instant[])[Judged, Later - Duration.FromSeconds(1), Later, Later + Duration.FromMinutes(59), Later + Duration.FromHours(1)])
            colours.Add((await Explained(id, at)).Then.Judged.Vehicle!.Colour);
        Assert.That(colours, Is.EqualTo(new[] { "WIT", "WIT", "ZWART", "ZWART", "ROOD" }));
        var given = await Explained(id, null);
        Assert.That((given.ReplayIsTheSame, given.Then.Judged.Vehicle!.Colour, given.View.Act.Stored.Earlier.Count), Is.EqualTo((true, "WIT", 0)), "the verdict that was given rests on what was known then");
        Assert.That(given.View.Act.Stored.RegisterSince, Has.Count.EqualTo(2), "once for each change");
    }

    [Test]
    public async Task Another_central_on_the_same_data_takes_up_the_new_copy_by_itself()
    {
        var other = new FactsLoader(_town.Databases, _town.Get<Vault>(), null, CopyShelf.Of(_town.DataFolder));
        await other.ReloadCopy([Town.Assen], default);
        Assert.That(other.Latest(Town.Assen).Vehicle(A.Van, Monday)!.EmissionClass, Is.EqualTo("5"));
        Import(Later, CopyOnDisk.Van(A.Van, "6"));
        await other.ReloadCopy([Town.Assen], default);
        Assert.That((other.Latest(Town.Assen).Vehicle(A.Van, Monday)!.EmissionClass, other.Latest(Town.Assen).Register!.RetrievedAt), Is.EqualTo(("6", Later)));
    }

    [Test]
    public async Task A_foreign_plate_is_not_the_Dutch_one_of_the_same_characters()
    {
        // A Swedish plate may look like a Dutch one of sidecode 11.
        Import(Later, CopyOnDisk.Van("KVT12B"));
        await Eventually.Become(() => Known.Copy!.Find("KVT12B") is not null);
        _ = CountryCode.TryParse("SE", out var sweden);
        _ = PlateText.TryParse("KVT12B", sweden, out var swedish);
        _ = PlateText.TryParse("KVT12B", CountryCode.Netherlands, out var dutch);
        Assert.That((Known.Vehicle(swedish, Monday), Known.Vehicle(dutch, Monday)?.Brand), Is.EqualTo(((RegisterVehicle?)null, "FORD")));
    }

    [Test]
    public async Task What_was_recorded_here_goes_before_the_copy_and_an_answer_of_the_register_only_until_a_newer_one()
    {
        await using (var db = _town.Open())
        {
            await RegisterBook.Record(db, Recorded(A.Van, "Z", null), default);
            await RegisterBook.Record(db, Recorded("V41LPF", "6", LiveAnswer.Source), default);
            await db.SaveChangesAsync();
        }

        await _town.Get<FactsLoader>().Reload(Town.Assen, default);
        Assert.That((Known.Vehicle(A.Van, Monday)!.EmissionClass, Known.Vehicle("V41LPF", Monday)!.EmissionClass), Is.EqualTo(("Z", "6")));
        // Its data are two hours older than the copy: of before the answer, then of after it.
        Import(Judged + Duration.FromHours(1), CopyOnDisk.Van(A.Van), CopyOnDisk.Van("V41LPF", "4"));
        await Eventually.Become(() => Known.Copy!.Find("V41LPF")!.EmissionClass == "4");
        Assert.That(Known.Vehicle("V41LPF", Monday)!.EmissionClass, Is.EqualTo("6"));
        Import(Judged + Duration.FromHours(3), CopyOnDisk.Van(A.Van), CopyOnDisk.Van("V41LPF", "3"));
        await Eventually.Become(() => Known.Vehicle("V41LPF", Monday)!.EmissionClass == "3");
        Assert.That(Known.Vehicle(A.Van, Monday)!.EmissionClass, Is.EqualTo("Z"));
    }

    [Test]
    public async Task A_central_that_leaves_the_sample_knows_no_vehicle_until_an_import_and_then_those_of_the_copy_alone()
    {
        await using var town = await Town.Start();
        string sampled = SampleRegister.Vehicles[0].Plate;
        await town.Restart(imported: true);
        var facts = town.Get<FactsLoader>();
        Assert.That((facts.Latest(Town.Assen).Vehicle(sampled, Monday), facts.Latest(Town.Assen).Register), Is.EqualTo(((RegisterVehicle?)null, (ListVersion?)null)));

        CopyOnDisk.Write(CopyShelf.Of(town.DataFolder), Night, CopyOnDisk.Van("V41LPF"));
        await Eventually.Become(() => facts.Latest(Town.Assen).Vehicle("V41LPF", Monday) is not null);
        Assert.That(facts.Latest(Town.Assen).Vehicle(sampled, Monday), Is.Null);
    }

    [Test]
    public async Task The_daily_count_holds_the_copy_against_the_rows_of_its_source()
    {
        await _town.Get<LocalLists>().Reconcile(Town.Assen, default);
        await using var db = _town.Open();
        var count = await db.ListCounts.SingleAsync(c => c.List == ListVersion.RegisterList);
        Assert.That((count.Announced, count.Held, count.ListVersionName), Is.EqualTo((2, 2, Known.Copy!.Version)));
    }

    private static RegisterVehicle Recorded(string plate, string emissionClass, string? list) => new()
    {
        Plate = plate, Brand = "FORD", Category = "N1", Fuels = "Diesel", EmissionClass = emissionClass, FirstAdmission = new LocalDate(2018, 5, 14), Body = "gesloten opbouw", ListVersion = list, RecordedAt = Judged,
    };
}
