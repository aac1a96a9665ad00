using System.Diagnostics;
using System.Globalization;

namespace Venstertijden.Cli.Bench.Web;

/// <summary>
/// How long the pages take with a million cases and ten million anonymous facts in the database, and each step of an officer's work, as a
/// browser without scripts meets them over loopback; beside <c>/health/live</c>, which does nothing, in the same run.
/// </summary>
internal static class WebBench
{
    public const int Cases = 1_000_000, Facts = 10_000_000;
    private const int Open = 120, Judged = 60, Times = 60;
    private const double PageBudget = 100, StepBudget = 50;

    public static IReadOnlyList<Figure> Measure(TextWriter notes) => MeasureAsync(Cases, Facts, notes).GetAwaiter().GetResult();

    internal static async Task<IReadOnlyList<Figure>> MeasureAsync(int cases, int facts, TextWriter notes)
    {
        var folder = Directory.CreateTempSubdirectory("vth-bench-web-");
        try
        {
            await using var town = await WebTown.Start(folder.FullName, cases, facts, Open, notes);
            return await Measure(town, notes);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> Measure(WebTown town, TextWriter notes)
    {
        using var officer = await WebVisitor.SignedIn(town.Address, WebTown.Officer, WebTown.Password);
        using var @operator = await WebVisitor.SignedIn(town.Address, WebTown.Operator, WebTown.Password);
        var bare = await Pages(officer, "/health/live", _ => "/health/live", notes);
        var review = await Pages(officer, "/werkvoorraad", i => (i % 3) switch { 0 => "/werkvoorraad", 1 => $"/werkvoorraad?camera={WebTown.Camera(i % WebTown.Cameras)}", _ => "/werkvoorraad?toon=afgehandeld" }, notes);
        var searches = await Pages(officer, "/zoeken", i => $"/zoeken?van={Day(i)}&tot={Day(i + 7)}&camera={WebTown.Camera(i % WebTown.Cameras)}", notes);
        searches.AddRange(await PlateSearches(officer, notes));
        var health = await Pages(@operator, "/cameras", _ => "/cameras", notes);
        var steps = await Decisions(officer, town, notes);
        return
        [
            new("web.reviewP95Ms", P95(review), "ms", PageBudget, "lower"),
            new("web.searchP95Ms", P95(searches), "ms", PageBudget, "lower"),
            new("web.healthP95Ms", P95(health), "ms", PageBudget, "lower"),
            new("web.reviewStepMs", P95(steps), "ms", StepBudget, "lower"),
            new("web.bareP95Ms", P95(bare), "ms", null, "lower"),
            new("web.reviewRatioToBare", P95(review) / P95(bare), "x", null, "lower"),
        ];
    }

    private static string Day(int i) => new NodaTime.LocalDate(2025, 1, 1).PlusDays(i * 5).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The same kind of page many times; the first few warm up.</summary>
    private static async Task<List<double>> Pages(WebVisitor visitor, string what, Func<int, string> address, TextWriter notes)
    {
        var times = new List<double>();
        for (int i = -5; i < Times; i++)
        {
            long from = Stopwatch.GetTimestamp();
            await visitor.Get(address(Math.Abs(i)));
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        Tell(notes, what, times);
        return times;
    }

    /// <summary>A plate is sent by form: the answer points to the list.</summary>
    private static async Task<List<double>> PlateSearches(WebVisitor officer, TextWriter notes)
    {
        var times = new List<double>();
        for (int i = -5; i < Times; i++)
        {
            string form = await officer.Get("/zoeken");
            long from = Stopwatch.GetTimestamp();
            string list = await officer.Post("/zoeken", form, new() { ["Plate"] = WebTown.PlateOf(Math.Abs(i) * 997), ["Match"] = i % 3 == 0 ? "Alike" : "Exact", ["Purpose"] = "case" });
            await officer.Get(list);
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        Tell(notes, "a plate searched for, form and list", times);
        return times;
    }

    /// <summary>Case after case as an officer decides: read the plate, see the comparison, approve, get the next. Every request is a step.</summary>
    private static async Task<List<double>> Decisions(WebVisitor officer, WebTown town, TextWriter notes)
    {
        var steps = new List<double>();
        string at = WebVisitor.FirstCase(await officer.Get("/werkvoorraad")) ?? throw new BadInputException("bench web: the queue is empty");
        for (int i = 0; i < Judged; i++)
        {
            string page = await Timed(() => officer.Get(at));
            string opened = at;
            at = await Timed(() => officer.Post(opened + "?handler=Read", page, new() { ["Typed"] = town.PlateIn(opened) }));
            page = await Timed(() => officer.Get(at));
            at = await Timed(() => officer.Post(opened + "?handler=Approve", page, new()
            {
                ["Regime"] = "pedestrian-zone", ["PlateReadByMe"] = "true", ["SignSeen"] = "true", ["Driving"] = "true", ["NoLoadingSeen"] = "true", ["Contradiction"] = "meting",
            }));
        }

        steps.RemoveRange(0, 12);
        Tell(notes, "a step of a decision", steps);
        return steps;

        async Task<string> Timed(Func<Task<string>> step)
        {
            long from = Stopwatch.GetTimestamp();
            string answer = await step();
            steps.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            return answer;
        }
    }

    private static double P95(List<double> times)
    {
        times.Sort();
        return times[Math.Min(times.Count - 1, times.Count * 95 / 100)];
    }

    private static void Tell(TextWriter notes, string what, List<double> times)
    {
        times.Sort();
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"vth: web: {what}: median {times[times.Count / 2]:0.0} ms, 95 % within {P95(times):0.0} ms, longest {times[^1]:0.0} ms"));
    }
}
