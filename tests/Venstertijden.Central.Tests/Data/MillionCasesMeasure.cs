using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Features.Search;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Data;

/// <summary>
/// What queue and search cost with a million cases, most of them closed. Run by hand:
/// <c>dotnet test tests/Venstertijden.Central.Tests -c Release --filter MillionCases --logger "console;verbosity=detailed"</c>.
/// </summary>
[Explicit("measures for people")]
public class MillionCasesMeasure
{
    private const int Cases = 1_000_000;
    private const int Open = 1_000;
    private const int Batch = 50_000;
    private const int Times = 20;

    private static readonly Actor Boa = new(Guid.NewGuid(), "A. de Boer", "officer");

    private static readonly CaseState[] Ended = [CaseState.Closed, CaseState.Rejected, CaseState.Accepted, CaseState.Lapsed];

    [TestCase(DatabaseProvider.Sqlite)]
    [TestCase(DatabaseProvider.Postgresql)]
    public async Task Milliseconds_a_question(DatabaseProvider provider)
    {
        await using var engine = await Engine.Start(provider);
        var (vault, clock) = (new Vault(new byte[32]), new FakeClock(Town.MondayMorning));
        await Fill(engine, vault);
        var officer = Guid.NewGuid();
        await Told("queue, first page", engine, (db, _) => new CaseQueue(db, clock).List(new QueueFilter(), default));
        await Told("queue, judged, first page", engine, (db, _) => new CaseQueue(db, clock).List(new QueueFilter(Ended) { NewestFirst = true }, default));
        await Told("next case", engine, (db, _) => new CaseQueue(db, clock).Next(officer, null, default));
        await Told("count of judged cases", engine, (db, _) => new CaseQueue(db, clock).Count(new QueueFilter(Ended), default));
        await Told("counts of open states", engine, (db, _) => new CaseQueue(db, clock).CountOpen(default));
        await Told("search by plate", engine, (db, i) => Search(db, vault, clock, new SearchFilter(), new PlateSought(Plate(i), PlateMatch.Exact, "case")));
        await Told("search alike", engine, (db, i) => Search(db, vault, clock, new SearchFilter(), new PlateSought(Plate(i), PlateMatch.Alike, "case")));
        await Told("search with two gaps", engine, (db, i) => Search(db, vault, clock, new SearchFilter(), new PlateSought(Plate(i)[..4] + "??", PlateMatch.Part, "case")));
        await Told("search by part, opening 1,000", engine, (db, _) => Search(db, vault, clock, new SearchFilter(), new PlateSought("XXX", PlateMatch.Part, "case")));
        await Told("search a month", engine, (db, _) => Search(db, vault, clock, new SearchFilter(new LocalDate(2025, 6, 1), new LocalDate(2025, 6, 30)), null));
        await Told("search a camera and state", engine, (db, _) => Search(db, vault, clock, new SearchFilter(Camera: CameraId.Parse("camera-07"), State: CaseState.Rejected), null));
    }

    [TestCase(DatabaseProvider.Sqlite, 10_000_000)]
    [TestCase(DatabaseProvider.Postgresql, 10_000_000)]
    public async Task Milliseconds_a_report(DatabaseProvider provider, int facts)
    {
        await using var engine = await Engine.Start(provider);
        var clock = new FakeClock(Town.MondayMorning);
        await Fill(engine, new Vault(new byte[32]));
        for (int start = 0; start < facts; start += Batch)
        {
            await using var db = engine.Databases.Open(Town.Assen);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.InsertMany([.. Enumerable.Range(start, Batch).Select(i => Fact(i, new LocalDate(2024, 3, 3).PlusDays((int)(i * 730L / facts))))], default);
            await transaction.CommitAsync();
        }

        var round = new TallyRound(engine.Databases, clock);
        foreach (string what in (string[])["first round", "round with nothing new"])
        {
            long from = Stopwatch.GetTimestamp();
            await round.Run(Town.Assen, default);
            await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{provider,-10} {what,-32} {Stopwatch.GetElapsedTime(from).TotalSeconds,7:0.0} s"));
        }

        await Told("report of a year, worked out", engine, (db, _) => new ReportShelf(clock).Of(db, 2025, default));
        var shelf = new ReportShelf(clock);
        await Told("report of a year, kept", engine, (db, _) => shelf.Of(db, 2025, default));
    }

    private static AnonymousFact Fact(int i, LocalDate day) => new()
    {
        Zone = i % 3 == 0 ? "assen-brink" : "assen-kernwinkelgebied", Camera = CameraId.Parse($"camera-{i % 13:00}"), LocalQuarter = day.At(new LocalTime(i * 7 % 24, i % 4 * 15)), Direction = Direction.In, CountryGroup = "NL",
        Category = i % 50 == 0 ? "N2" : i % 5 == 0 ? "M1" : "N1", BodyGroup = "", EmissionClass = "6", AdmissionBand = "", Statutory = "", ExemptionGroup = "",
        Verdict = i % 97 == 0 ? "undecided" : i % 11 == 0 ? "suspected" : i % 301 == 0 ? "not-enforceable" : "allowed", Reason = "",
    };

    private static Task<SearchResult> Search(CentralDb db, Vault vault, IClock clock, SearchFilter filter, PlateSought? sought) =>
        new SearchDesk(db, vault, clock).Run(filter, sought, 1, null, SearchDesk.PageSize, Boa, default);

    private static string Plate(int i) => string.Create(CultureInfo.InvariantCulture, $"V{i % 100:00}{(char)('B' + (i / 100 % 20))}{(char)('D' + (i / 2000 % 20))}{(char)('F' + (i / 40000 % 20))}");

    private static async Task Fill(Engine engine, Vault vault)
    {
        var day = new LocalDate(2024, 3, 2);
        await using (var db = engine.Databases.Open(Town.Assen))
        {
            for (int c = 0; c < 13; c++)
                db.Cameras.Add(new Central.Features.Cameras.EnrolledCamera { Camera = CameraId.Parse($"camera-{c:00}"), DisplayName = $"Camera {c}", Place = "Assen", Street = "", PublicKey = [], KeyId = "", Zone = "assen-brink" });
            await db.SaveChangesAsync();
        }

        for (int start = 0; start < Cases; start += Batch)
        {
            await using var db = engine.Databases.Open(Town.Assen);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.InsertMany([.. Enumerable.Range(start, Batch).Select(i => Row(i, day.PlusDays(i * 730 / Cases), Ended[i % Ended.Length], vault))], default);
            await transaction.CommitAsync();
        }

        for (int i = 0; i < Open; i++)
        {
            await using var db = engine.Databases.Open(Town.Assen);
            var row = Row(Cases + i, new LocalDate(2026, 3, 2), CaseState.New, vault);
            var file = CaseFile.Begin(db, vault, row, new CaseOpened(Town.MondayMorning, Boa, row.Zone, Plate(i), "NL", row.Offence, row.Reason, false, null));
            if (i % 2 == 0) file.Append(new CaseReady(Town.MondayMorning, Boa));
            await db.SaveChangesAsync();
        }

        await using var analysed = engine.Databases.Open(Town.Assen);
        await analysed.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static CaseRow Row(int i, LocalDate day, CaseState state, Vault vault)
    {
        var seen = day.AtMidnight().InUtc().ToInstant() + Duration.FromSeconds(i % 80_000);
        return new CaseRow
        {
            Id = Guid.CreateVersion7(), Number = string.Create(CultureInfo.InvariantCulture, $"{day.Year}-{i:0000000}"), Zone = "assen-brink", Camera = CameraId.Parse($"camera-{i % 13:00}"), State = state, Offence = "pedestrian-zone",
            Reason = "outside-window", PlateIndex = vault.PlateIndex(Town.Assen, Plate(i)), FirstSeen = seen, LastSeen = seen, ActDate = day, LegalLastDay = day.PlusMonths(4), InternalLastDay = day.PlusMonths(4).PlusDays(-21), ReviewBy = seen + Duration.FromHours(72),
        };
    }

    private static async Task Told<T>(string what, Engine engine, Func<CentralDb, int, Task<T>> ask)
    {
        var times = new List<double>();
        for (int i = 0; i <= Times; i++)
        {
            await using var db = engine.Databases.Open(Town.Assen);
            long from = Stopwatch.GetTimestamp();
            await ask(db, i);
            if (i > 0) times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        times.Sort();
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{engine.Databases.Provider,-10} {what,-32} median {times[Times / 2],7:0.0} ms, longest {times[^1],7:0.0} ms"));
    }
}
