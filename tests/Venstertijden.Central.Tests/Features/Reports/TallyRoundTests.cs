using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Central.Tests.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Features.Reports;

/// <summary>Tallies are a copy of what is stored: after each round they say the same, whatever came late or changed.</summary>
public class TallyRoundTests
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    [TestCase(DatabaseProvider.Sqlite)]
    [TestCase(DatabaseProvider.Postgresql)]
    public async Task A_round_counts_ended_days_and_cases_and_again_what_came_late_or_changed(DatabaseProvider provider)
    {
        await using var engine = await Engine.Start(provider);
        var clock = new FakeClock(Town.MondayMorning);
        var round = new TallyRound(engine.Databases, clock);
        await Save(engine, db => Add(db, Today.PlusDays(-3), 4), db => Add(db, Today, 2), db => db.Cases.Add(Case(1, CaseState.Ready)), db => db.Cases.Add(Case(2, CaseState.Annulled)));
        await round.Run(Town.Assen, default);
        Assert.That(await Told(engine), Is.EqualTo(new[] { "2026-02-27 camera kept 4", "2026-02-27 case annulled 1", "2026-02-27 case pending 1" }), "today is not over");

        await Save(engine, db => Add(db, Today.PlusDays(-3), 3), db => Add(db, Today.PlusDays(-30), 1), db => db.Cases.Single(c => c.Number == "2026-000001").State = CaseState.Lapsed);
        await round.Run(Town.Assen, default);
        await round.Run(Town.Assen, default);
        Assert.That(await Told(engine), Is.EqualTo(new[] { "2026-01-31 camera kept 1", "2026-02-27 camera kept 7", "2026-02-27 case annulled 1", "2026-02-27 case lapsed 1" }));

        clock.Advance(Duration.FromDays(1));
        await round.Run(Town.Assen, default);
        Assert.That(await Told(engine), Does.Contain("2026-03-02 camera kept 2"));
    }

    [Test]
    public async Task A_case_goes_on_counting_when_its_personal_data_is_erased()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        var erased = Case(1, CaseState.Withdrawn);
        (erased.ErasedAt, erased.PlateIndex) = (Town.MondayMorning, null);
        await Save(engine, db => db.Cases.Add(erased));
        await new TallyRound(engine.Databases, new FakeClock(Town.MondayMorning)).Run(Town.Assen, default);
        Assert.That(await Told(engine), Is.EqualTo(new[] { "2026-02-27 case withdrawn 1" }));
    }

    [Test]
    public async Task Figures_are_the_same_before_and_after_a_round_and_with_today_straight_from_what_is_stored()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        var clock = new FakeClock(Town.MondayMorning);
        await Save(engine, db => Add(db, Today.PlusDays(-3), 40), db => Add(db, Today, 20), db => db.Cases.Add(Case(1, CaseState.Ready)));
        long? before = await Passages(engine, clock);
        await new TallyRound(engine.Databases, clock).Run(Town.Assen, default);
        Assert.That((before, await Passages(engine, clock)), Is.EqualTo(((long?)60, (long?)60)));
    }

    private static async Task<long?> Passages(Engine engine, IClock clock)
    {
        await using var db = engine.Databases.Open(Town.Assen);
        return (await new ReportShelf(clock).Of(db, 2026, default)).Of(new FigureKey("2026", "", Measure.Passages)).Seen;
    }

    private static async Task<IEnumerable<string>> Told(Engine engine)
    {
        await using var db = engine.Databases.Open(Town.Assen);
        return (await db.ReportTallies.Where(t => t.Kind == TallyKind.Camera || t.Kind == TallyKind.Case).ToListAsync()).Select(t => $"{t.Day:uuuu-MM-dd} {Kebab.Name(t.Kind)} {Kebab.Name(t.Measure)} {t.Count}").Order();
    }

    private static async Task Save(Engine engine, params Action<CentralDb>[] changes)
    {
        await using var db = engine.Databases.Open(Town.Assen);
        foreach (var change in changes)
            change(db);
        await db.SaveChangesAsync();
    }

    private static void Add(CentralDb db, LocalDate day, int count)
    {
        for (int i = 0; i < count; i++)
            db.AnonymousFacts.Add(new AnonymousFact
            {
                Zone = "assen-brink", Camera = CameraId.Parse("brink-noord"), LocalQuarter = day.At(new LocalTime(9, 15)), Direction = Direction.In, CountryGroup = "NL", Category = "N1",
                BodyGroup = "", EmissionClass = "6", AdmissionBand = "", Statutory = "", ExemptionGroup = "", Verdict = "allowed", Reason = "inside-window",
            });
    }

    private static CaseRow Case(int number, CaseState state)
    {
        var day = Today.PlusDays(-3);
        return new CaseRow
        {
            Id = Guid.CreateVersion7(), Number = $"2026-{number:000000}", Zone = "assen-brink", Camera = CameraId.Parse("brink-noord"), State = state, Offence = "pedestrian-zone", Reason = "outside-window", PlateIndex = "x",
            FirstSeen = Town.MondayMorning, LastSeen = Town.MondayMorning, ActDate = day, LegalLastDay = day.PlusMonths(4), InternalLastDay = day.PlusMonths(4), ReviewBy = Town.MondayMorning,
        };
    }
}
