using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using NJsonSchema;
using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.OpenData;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Tests.OpenData;

public class CurbPoliciesTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 8, 0);
    private static readonly ZoneId Core = ZoneId.Parse("assen-kernwinkelgebied");

    public static IEnumerable<string> Versions => AssenPolicies.All.Documents.Select(d => d.Version.ToString());

    [TestCaseSource(nameof(Versions))]
    public void A_year_of_a_shipped_document_reads_back_as_the_same_minutes(string version)
    {
        var document = AssenPolicies.All.Documents.Single(d => d.Version.ToString() == version);
        var feed = CurbFeed.Of(AssenPolicies.All, Now, document.Zone);
        var first = document.Valid.From > new LocalDate(2016, 1, 1) ? document.Valid.From : new LocalDate(2016, 1, 1);

        AssertSameMinutes(feed, document.Pedestrian!.Windows, first, first.PlusYears(1));
    }

    [TestCase("Mo-Sa 07:00-12:00; PH off")]
    [TestCase("Mo-Fr 06:30-11:15; Sa 07:00-10:00; PH 09:00-10:00; Dec 24 off")]
    [TestCase("Mo-Su 22:00-02:00; 2026 Jun 06 off")]
    [TestCase("Mo-Sa 07:00-12:00, Th[1] 18:00-21:00, Fr[-1] 18:00-21:00")]
    [TestCase("Apr 01-Sep 30 Mo-Sa 07:00-11:00; Oct 01-Mar 31 Mo-Sa 07:00-12:00")]
    [TestCase("24/7; Feb 29 10:00-11:00")]
    public void Hours_that_depend_on_dates_are_worked_out_to_the_minute(string hours)
    {
        var documents = Changed("Mo-Sa 07:00-12:00", hours);
        var calendar = documents.On(Core, new LocalDate(2026, 3, 2))!.Pedestrian!.Windows;
        Assert.That(calendar.DependsOnDate, Is.True, "the row tests nothing otherwise");

        AssertSameMinutes(CurbFeed.Of(documents, Now, Core), calendar, new LocalDate(2026, 1, 1), new LocalDate(2029, 1, 1));
        Assert.That(CurbPolicies.Of(documents, Now).Single(p => p.About is { Topic: "window", Document: "assen-kernwinkelgebied-2026-01-01/1" }).About.WorkedOutUntil, Is.EqualTo(new LocalDate(2029, 1, 1)));
    }

    [Test]
    public void Random_weeks_read_back_as_the_same_minutes() =>
        (from day in Gen.Int[0, 6]
         from span in Gen.Int[1, 7]
         from start in Gen.Int[0, 95]
         from length in Gen.Int[1, 95]
         select (day, span, start, length)).Array[1, 4].Sample(
            rules =>
            {
                string[] names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
                var hours = string.Join(", ", rules.Select(r => $"{names[r.day]}-{names[(r.day + r.span - 1) % 7]} {Clock(r.start * 15)}-{Clock((r.start + r.length) * 15)}"));
                var documents = Changed("Mo-Sa 07:00-12:00", hours);
                AssertSameMinutes(CurbFeed.Of(documents, Now, Core), documents.On(Core, new LocalDate(2026, 3, 2))!.Pedestrian!.Windows, new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 16));
            },
            iter: 20);

    [Test]
    public void Who_reads_the_feed_and_who_asks_the_engine_keep_the_same_vans_and_trucks_out()
    {
        var feed = CurbFeed.Of(AssenPolicies.All, Now, Core);
        (from category in Gen.OneOf(Gen.Const(VehicleCategory.N1), Gen.Const(VehicleCategory.N2), Gen.Const(VehicleCategory.N3))
         from emission in Gen.Int[0, Enum.GetValues<EmissionClass>().Length - 1].Select(i => Enum.GetValues<EmissionClass>()[i])
         from admitted in Gen.Int[0, 30 * 365]
         from tractor in Gen.Bool
         from day in Gen.Int[0, 6 * 365]
         from hour in Gen.Int[0, 23]
         select (category, emission, First: new LocalDate(2000, 1, 1).PlusDays(admitted), tractor, At: new LocalDate(2025, 1, 1).PlusDays(day).At(new LocalTime(hour, 30)))).Sample(
            v =>
            {
                var at = v.At.InZoneLeniently(DutchTime.Zone).ToInstant();
                var verdict = Decide.Judge(AssenPolicies.All, Facts(at) with
                {
                    Category = v.category,
                    EmissionClass = v.emission,
                    Fuels = v.emission == EmissionClass.Z ? Fuels.Elektriciteit : Fuels.Diesel,
                    FirstAdmission = v.First,
                    Body = VehicleBody.Of(v.tractor ? ["opleggertrekker"] : ["gesloten"]),
                }, PassageContext.RulesAlone);
                Assert.That(feed.ActivityAt(at, ClassesOf(v.category, v.emission, v.First, v.tractor)), Is.EqualTo(verdict.Code == VerdictCode.Allowed ? "loading" : "no travel"), $"{v}");
            },
            iter: 2000);
    }

    [Test]
    public void Who_holds_an_exemption_reads_its_hours()
    {
        var feed = CurbFeed.Of(AssenPolicies.All, Now, Core);
        foreach (var rule in AssenPolicies.All.On(Core, new LocalDate(2026, 3, 2))!.ExemptionRules.Where(r => !r.Kind.IsZeroEmission() && r.Conditions.IsEmpty))
        {
            var holder = feed.For(rule.Kind == ExemptionKind.EmergencyService ? ["car", "emergency_use"] : ["car", "permit", NameOf(rule.Kind)]);
            foreach (var at in Enumerable.Range(0, 7 * 48).Select(half => Now + Duration.FromMinutes(30 * half)))
            {
                var verdict = Decide.Judge(AssenPolicies.All, Facts(at) with { Exemptions = [new Exemption(rule.Kind)] }, PassageContext.RulesAlone);
                Assert.That(holder(at), verdict.Code == VerdictCode.Allowed ? Is.AnyOf("travel", "loading") : Is.EqualTo("no travel"), $"{rule.Kind} {at}");
            }
        }
    }

    [Test]
    public void A_zero_emission_exemption_opens_the_windows_and_no_more()
    {
        var feed = CurbFeed.Of(AssenPolicies.All, Now, Core);
        string[] van = ["van", "emission_class_4", "first_admission_before_2025-01-01", "permit", "ze_day"];
        Assert.That(feed.ActivityAt(Now, van), Is.EqualTo("loading"), "09:00, inside the window");
        Assert.That(feed.ActivityAt(Now + Duration.FromHours(5), van), Is.EqualTo("no travel"), "14:00, outside it");
        Assert.That(feed.ActivityAt(Now, van[..3]), Is.EqualTo("no travel"), "without the exemption");
    }

    [Test]
    public void The_json_follows_the_schema_and_its_ids_and_priorities_are_unique()
    {
        var json = Encoding.UTF8.GetString(CurbFeed.TextOf(AssenPolicies.All, Now));
        Assert.That(JsonSchema.FromJsonAsync(CurbJson.Schema).GetAwaiter().GetResult().Validate(json).Select(e => e.ToString()), Is.Empty);
        var policies = CurbPolicies.Of(AssenPolicies.All, Now);
        Assert.That(policies.Select(p => p.Id), Is.Unique);
        Assert.That(policies.Select(p => (p.About.Document, p.Priority)), Is.Unique);
        Assert.That(policies.SelectMany(p => p.Rules.SelectMany(r => r.UserClasses).GroupBy(c => c).Where(_ => p.Rules.Length > 1).Select(g => g.Count())), Has.All.EqualTo(1), "CDS: disjoint lists");
        Assert.That(json, Does.Not.Contain("tolerance").And.Not.Contain("exitGrace"));
    }

    [Test]
    public void The_schema_refuses_what_is_not_cds()
    {
        var schema = JsonSchema.FromJsonAsync(CurbJson.Schema).GetAwaiter().GetResult();
        var json = Encoding.UTF8.GetString(CurbFeed.TextOf(AssenPolicies.All, Now));
        Assert.That(schema.Validate(json.Replace("\"loading\"", "\"laden\"")), Is.Not.Empty);
        Assert.That(schema.Validate(json.Replace("\"time_of_day_end\":\"12:00\"", "\"time_of_day_end\":\"24:00\"")), Is.Not.Empty);
        Assert.That(schema.Validate(json.Replace("\"priority\":1,", "")), Is.Not.Empty);
    }

    [Test]
    public void Every_document_has_its_window_and_a_value_that_is_not_published_says_so()
    {
        var policies = CurbPolicies.Of(AssenPolicies.All, Now);
        foreach (var document in AssenPolicies.All.Documents)
        {
            var window = policies.Single(p => p.About.Document == document.Version.ToString() && p.About.Topic == "window");
            Assert.That((window.About.IsExample, window.About.Source), Is.EqualTo((document.Pedestrian!.IsExample, document.Pedestrian.Source)), document.Version.ToString());
        }

        foreach (var exemption in policies.Where(p => p.About.Topic == "exemption"))
            Assert.That(exemption.About.IsExample, Is.EqualTo(exemption.About.Source is null));
        Assert.That(policies.Select(p => p.About.IsExample).Distinct().Count(), Is.EqualTo(2), "both kinds occur");
    }

    [Test]
    public void What_is_recorded_later_is_not_in_the_feed_yet_and_takes_its_days_once_it_is()
    {
        var later = PolicyReader.ReadFolder([.. AssenPolicies.Files, (AssenPolicies.DraftFiles[0].Name, AssenPolicies.DraftFiles[0].Yaml)]).Set!;
        var draft = AssenPolicies.DraftFiles.Select(f => PolicyReader.ReadDocument(f.Name, f.Yaml, out _)!).First();
        Assert.That(CurbPolicies.Of(later, draft.RecordedAt - Duration.FromSeconds(1)).Select(p => p.About.Document), Has.None.EqualTo(draft.Version.ToString()));
        Assert.That(CurbPolicies.Of(later, draft.RecordedAt).Select(p => p.About.Document), Has.Some.EqualTo(draft.Version.ToString()));
        Assert.That(CurbPolicies.Of(AssenPolicies.All, Instant.FromUtc(2040, 1, 1, 0, 0)).Select(p => p.About.Document), Has.None.EqualTo(draft.Version.ToString()), "a draft is in no published set");
    }

    [Test]
    public void The_same_rule_keeps_its_id_and_another_gets_another()
    {
        var (now, later) = (CurbPolicies.Of(AssenPolicies.All, Now), CurbPolicies.Of(AssenPolicies.All, Now + Duration.FromDays(200)));
        Assert.That(later.Select(p => p.Id), Is.EqualTo(now.Select(p => p.Id)));
        Assert.That(CurbPolicies.Of(Changed("Mo-Sa 07:00-12:00", "Mo-Sa 07:00-11:00"), Now).Select(p => p.Id).Except(now.Select(p => p.Id)), Is.Not.Empty);
    }

    private static void AssertSameMinutes(CurbFeed feed, WindowCalendar windows, LocalDate first, LocalDate until)
    {
        var car = feed.For("car");
        for (var date = first; date < until; date = date.PlusDays(1))
        {
            // Every edge of the day from both sides, and some moments between.
            var minutes = windows.On(date).SelectMany(w => new[] { w.StartMinute - 1, w.StartMinute, w.EndMinute - 1, w.EndMinute }).Concat(Enumerable.Range(0, 6).Select(part => (part * 240) + 37)).Where(m => m is >= 0 and < 1440);
            foreach (int minute in minutes)
                foreach (var at in DutchTime.InstantsOf(date.AtMidnight().PlusMinutes(minute)))
                    if ((car(at) == "loading") != windows.IsOpen(date.AtMidnight().PlusMinutes(minute)))
                        Assert.Fail($"'{windows.Text}' on {date} at minute {minute}: the feed says {car(at)}");
        }
    }

    private static PolicySet Changed(string text, string by) =>
        PolicyReader.ReadFolder(AssenPolicies.Files.Select(f => f.Name.StartsWith("assen-kernwinkelgebied-2026", StringComparison.Ordinal) ? (f.Name, f.Yaml.Replace(text, by)) : f)) is { Set: { } set }
            ? set
            : throw new InvalidOperationException(by);

    private static PassageFacts Facts(Instant at) => new()
    {
        Zone = Core,
        Time = PassageTime.At(at),
        Plate = PlateText.Of(Kenteken.Parse("AE-123-B")),
        Category = VehicleCategory.M1,
        Fuels = Fuels.Benzine,
        EmissionClass = EmissionClass.Class6,
        FirstAdmission = new LocalDate(2012, 6, 1),
        Body = VehicleBody.Plain,
    };

    private static string[] ClassesOf(VehicleCategory category, EmissionClass emission, LocalDate first, bool tractor) =>
    [
        category == VehicleCategory.N1 ? "van" : "truck", $"emission_class_{emission.Text()}", tractor ? "tractor_unit" : "rigid",
        .. new[] { "2017-01-01", "2020-01-01", "2025-01-01" }.Select(edge => string.CompareOrdinal($"{first:uuuu-MM-dd}", edge) >= 0 ? $"first_admission_from_{edge}" : $"first_admission_before_{edge}"),
    ];

    private static string NameOf(ExemptionKind kind) => kind switch
    {
        ExemptionKind.Event => "special_events",
        ExemptionKind.Market => "vending",
        ExemptionKind.Works => "construction",
        _ => kind.Code().Replace('-', '_'),
    };

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
