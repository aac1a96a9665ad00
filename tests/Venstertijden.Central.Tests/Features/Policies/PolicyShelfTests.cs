using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Central.Tests.Data;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Features.Policies;

public class PolicyShelfTests
{
    private static readonly ZoneId Brink = ZoneId.Parse("assen-brink");
    private static readonly string BrinkNow = AssenPolicies.Files.Single(f => f.Name == "assen-brink-2023-01-01.yaml").Yaml;

    private readonly FakeClock _clock = new(Town.MondayMorning);
    private string _folder;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vth-policy-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task What_ships_is_stored_once_with_validity_and_recorded_time_and_is_in_force()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        var live = await Open(engine.Databases, folder: null);
        await Open(engine.Databases, folder: null);
        await using var db = engine.Databases.Open(Town.Assen);
        Assert.That(await db.Policies.CountAsync(), Is.EqualTo(AssenPolicies.Files.Count));
        var row = await db.Policies.SingleAsync(p => p.DocumentId == "assen-brink-2016-01-01");
        Assert.That((row.ValidFrom, row.ValidUntil, row.Origin, row.RecordedAt), Is.EqualTo((new LocalDate(2016, 1, 1), (LocalDate?)new LocalDate(2023, 1, 1), PolicyOrigin.Shipped, Instant.FromUtc(2015, 12, 1, 9, 0))));
        Assert.That(live.Current.On(Brink, new LocalDate(2026, 3, 2))!.Version.ToString(), Is.EqualTo("assen-brink-2023-01-01/1"));
    }

    [Test]
    public async Task A_file_that_comes_while_central_runs_holds_at_once_and_on_its_own_day()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        Write("a.yaml", BrinkNow);
        using var shelf = Shelf(engine.Databases, _folder, out var live);
        await shelf.Open([Town.Assen], default);
        Write("b.yaml", BrinkNow.Replace("version: 1", "version: 2").Replace("valid: { from: 2023-01-01 }", "valid: { from: 2026-03-05 }").Replace("recorded: 2022-12-01", "recorded: 2026-03-01"));
        await shelf.Refresh([Town.Assen], default);
        Assert.That(live.Current.On(Brink, new LocalDate(2026, 3, 4))!.Version.Number, Is.EqualTo(1), "the day before");
        Assert.That(live.Current.On(Brink, new LocalDate(2026, 3, 5))!.Version.Number, Is.EqualTo(2));
        Assert.That(live.Faults, Is.Empty);
    }

    [Test]
    public async Task A_broken_file_leaves_the_last_good_set_in_force_and_tells_file_line_and_path_until_it_is_mended()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        Write("a.yaml", BrinkNow);
        using var shelf = Shelf(engine.Databases, _folder, out var live);
        await shelf.Open([Town.Assen], default);
        string next = BrinkNow.Replace("version: 1", "version: 2").Replace("recorded: 2022-12-01", "recorded: 2026-03-01");
        Write("b.yaml", next.Replace("version: 2", "version: twee"));
        await shelf.Refresh([Town.Assen], default);
        var fault = live.Faults.Single();
        Assert.That((Path.GetFileName(fault.File), fault.Line, fault.Path), Is.EqualTo(("b.yaml", StoredPolicies.LineOf(next, "version"), "version")));
        Assert.That(live.Current.On(Brink, new LocalDate(2026, 3, 2))!.Version.Number, Is.EqualTo(1), "the last good version");
        Write("b.yaml", next);
        await shelf.Refresh([Town.Assen], default);
        Assert.That((live.Faults.Length, live.Current.On(Brink, new LocalDate(2026, 3, 2))!.Version.Number), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task A_folder_that_is_broken_at_the_start_leaves_what_was_stored_in_force()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        Write("a.yaml", BrinkNow);
        await Open(engine.Databases, _folder);
        Write("a.yaml", "zone: [");
        var live = await Open(engine.Databases, _folder);
        Assert.That((live.Faults.Length, live.Current.On(Brink, new LocalDate(2026, 3, 2))?.Version.Number), Is.EqualTo((1, (int?)1)));
    }

    [Test]
    public async Task Central_refuses_to_start_on_a_broken_folder_when_nothing_good_was_ever_stored()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        Write("a.yaml", "zone: [");
        Assert.That(async () => await Open(engine.Databases, _folder), Throws.TypeOf<BadConfigException>().With.Message.Contains("a.yaml:"));
    }

    [Test]
    public async Task A_stored_version_is_never_written_over_by_a_file_that_was_changed_in_place()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        Write("a.yaml", BrinkNow);
        using var shelf = Shelf(engine.Databases, _folder, out var live);
        await shelf.Open([Town.Assen], default);
        Write("a.yaml", BrinkNow.Replace("Mo-Sa", "Mo-Fr"));
        await shelf.Refresh([Town.Assen], default);
        Assert.That(live.Faults.Single().ToString(), Does.Contain("expected a number above 1").And.Contain(": version:"));
        await using var db = engine.Databases.Open(Town.Assen);
        Assert.That((await db.Policies.SingleAsync()).Yaml, Is.EqualTo(BrinkNow));
    }

    private async Task<LivePolicies> Open(CentralDbs databases, string? folder)
    {
        using var shelf = Shelf(databases, folder, out var live);
        await shelf.Open([Town.Assen], default);
        return live;
    }

    private PolicyShelf Shelf(CentralDbs databases, string? folder, out LivePolicies live)
    {
        live = new LivePolicies(new PolicySet([]));
        var options = new CentralOptions { HttpUrl = "http://127.0.0.1:0", Broker = new BrokerOptions(), Data = "", PolicyFolder = folder };
        return new PolicyShelf(databases, live, options, _clock, NullLogger<PolicyShelf>.Instance);
    }

    private void Write(string name, string yaml) => File.WriteAllText(Path.Combine(_folder, name), yaml);
}
