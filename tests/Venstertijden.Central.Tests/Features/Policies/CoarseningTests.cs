using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Central.Tests.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Features.Policies;

public class CoarseningTests
{
    private const string Common = "2017-01-01..2020-01-01";
    private const string Rare = "..2017-01-01";

    private readonly FakeClock _clock = new(Town.MondayMorning);

    [Test]
    public async Task After_the_day_a_combination_seen_fewer_than_five_times_that_month_loses_band_and_body_and_a_common_one_keeps_them()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        await Add(engine.Databases, [.. Enumerable.Range(0, 5).Select(i => Fact(new LocalDate(2026, 3, 1), Common)), .. Enumerable.Range(0, 4).Select(i => Fact(new LocalDate(2026, 3, 1), Rare))]);
        Assert.That(await Run(engine.Databases), Is.EqualTo(4));
        Assert.That(await Bands(engine.Databases), Is.EqualTo(new[] { ("", "", 4), (Common, "rigid", 5) }));
    }

    [Test]
    public async Task A_day_that_has_not_ended_keeps_everything()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        await Add(engine.Databases, [Fact(new LocalDate(2026, 3, 2), Rare)]);
        Assert.That(await Run(engine.Databases), Is.Zero);
        _clock.AdvanceDays(1);
        Assert.That(await Run(engine.Databases), Is.EqualTo(1));
    }

    [Test]
    public async Task Five_of_one_month_do_not_help_the_next_and_the_same_lorry_at_another_camera_counts_apart()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        await Add(engine.Databases, [.. Enumerable.Range(0, 5).Select(_ => Fact(new LocalDate(2026, 2, 10), Common)), Fact(new LocalDate(2026, 3, 1), Common), Fact(new LocalDate(2026, 2, 11), Common, "kerkstraat")]);
        Assert.That(await Run(engine.Databases), Is.EqualTo(2));
    }

    [Test]
    public async Task A_fact_of_an_earlier_month_that_came_late_is_done_with_the_next_day()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        await Run(engine.Databases);
        await Add(engine.Databases, [Fact(new LocalDate(2025, 11, 20), Rare)]);
        Assert.That(await Run(engine.Databases), Is.Zero, "the day is done");
        _clock.AdvanceDays(1);
        Assert.That(await Run(engine.Databases), Is.EqualTo(1));
    }

    private Task<int> Run(CentralDbs databases) => new Coarsening(databases, _clock, NullLogger<Coarsening>.Instance).Run(Town.Assen, default);

    private static async Task Add(CentralDbs databases, AnonymousFact[] facts)
    {
        await using var db = databases.Open(Town.Assen);
        db.AnonymousFacts.AddRange(facts);
        await db.SaveChangesAsync();
    }

    private static async Task<IEnumerable<(string, string, int)>> Bands(CentralDbs databases)
    {
        await using var db = databases.Open(Town.Assen);
        return (await db.AnonymousFacts.ToListAsync()).GroupBy(f => (f.AdmissionBand, f.BodyGroup)).OrderBy(g => g.Key.AdmissionBand, StringComparer.Ordinal).Select(g => (g.Key.AdmissionBand, g.Key.BodyGroup, g.Count()));
    }

    private static AnonymousFact Fact(LocalDate date, string band, string camera = "brink-noord") => new()
    {
        Zone = "assen-brink", Camera = CameraId.Parse(camera), LocalQuarter = date.At(new LocalTime(9, 15)), Direction = Direction.In, CountryGroup = "NL", Category = "N2", BodyGroup = "rigid",
        EmissionClass = "6", AdmissionBand = band, Statutory = "", ExemptionGroup = "", Verdict = "allowed", Reason = "inside-window",
    };
}
