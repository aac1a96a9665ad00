using CsCheck;
using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.ZeroEmission;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Verdicts;

public class AllowancesTests
{
    private static readonly LocalDate Monday = new(2026, 3, 2);

    private static string Shown(IEnumerable<TimeAllowance> day) =>
        string.Join(' ', day.Select(stretch => $"{stretch.From:HH:mm}-{stretch.Until:HH:mm}={stretch.Access}"));

    [Test]
    public void A_day_shows_windows_and_the_hours_of_exemptions()
    {
        Assert.That(Shown(Allowances.Day(AssenPolicies.All, Car(), Monday)), Is.EqualTo("00:00-07:00=No 07:00-12:00=Yes 12:00-00:00=No"));
        Assert.That(Shown(Allowances.Day(AssenPolicies.All, Car().With("resident"), Monday)),
            Is.EqualTo("00:00-07:00=No 07:00-12:00=Yes 12:00-17:30=No 17:30-22:00=Yes 22:00-00:00=No"));
        Assert.That(Shown(Allowances.Day(AssenPolicies.All, Car(), Monday.PlusDays(6))), Is.EqualTo("00:00-00:00=No"));
        Assert.That(Shown(Allowances.Day(AssenPolicies.All, OldVan() with { Body = null }, Monday)), Is.EqualTo("00:00-07:00=No 07:00-12:00=Unknown 12:00-00:00=No"));
    }

    [Test]
    public void Edges_that_change_nothing_for_the_vehicle_cut_no_stretch() =>
        Assert.That(Shown(Allowances.Day(AssenPolicies.All, Car().With("meal-delivery;resident@2026-01-01..2026-01-31"), Monday)),
            Is.EqualTo("00:00-07:00=No 07:00-12:00=Yes 12:00-17:30=No 17:30-22:00=No 22:00-00:00=No"), "an ended exemption changes the caution, hours of a kind that does not fit change nothing");

    [Test]
    public void A_week_is_seven_days_without_a_hole()
    {
        var week = Allowances.Week(AssenPolicies.All, Car(), Monday);

        Assert.That((week[0].From, week[^1].Until), Is.EqualTo((Monday.AtMidnight(), Monday.PlusDays(7).AtMidnight())));
        Assert.That(week.Zip(week.Skip(1)).Select(pair => pair.First.Until == pair.Second.From), Has.All.True);
    }

    [Test]
    public void A_stretch_of_a_day_holds_for_every_second_of_it() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 86_399], Gen.OneOf("", "resident", "business", "moving@2026-03-02T10:17..2026-03-05T13:03", "ze-day@2026-03-02..2026-03-03")).Sample((day, second, held) =>
        {
            var date = new LocalDate(2022, 1, 1).PlusDays(day);
            var local = date.AtMidnight().PlusSeconds(second);
            if (!PassageTime.TryAtLocal(local, out var time))
                return true;
            var van = OldVan().With(held);
            var stretch = Allowances.Day(AssenPolicies.All, van, date).Single(s => local >= s.From && local < s.Until);
            return ReferenceEquals(stretch.Verdict, Decide.Judge(AssenPolicies.All, van with { Time = time }, PassageContext.RulesAlone));
        }, iter: 3_000);

    [TestCase("2026-03-02T06:00:00", Access.No, "2026-03-02T07:00:00", Access.Yes)]
    [TestCase("2026-03-02T10:00:00", Access.Yes, "2026-03-02T12:00:00", Access.No)]
    [TestCase("2026-03-07T12:00:00", Access.No, "2026-03-09T07:00:00", Access.Yes)]
    public void Now_says_what_comes_next(string now, Access access, string next, Access then)
    {
        var answer = Allowances.Now(AssenPolicies.All, Car(), Time(now).Local)!;

        Assert.That((answer.Access, answer.Next, answer.Then), Is.EqualTo((access, (LocalDateTime?)Time(next).Local, (Access?)then)));
    }

    [Test]
    public void A_van_of_class_5_is_told_that_its_right_ends_in_2027()
    {
        var van = OldVan() with { EmissionClass = EmissionClass.Class5, FirstAdmission = new LocalDate(2014, 5, 1) };

        var years = Allowances.Years(AssenPolicies.All, van, Monday, new LocalDate(2060, 1, 1));

        Assert.That(years.Select(p => (p.From, p.Until, p.Access)), Is.EqualTo(new[]
        {
            (Monday, (LocalDate?)new LocalDate(2027, 1, 1), Access.Yes),
            (new LocalDate(2027, 1, 1), new LocalDate(2054, 5, 1), Access.No),
            (new LocalDate(2054, 5, 1), null, Access.Yes),
        }));
        Assert.That(years[0].Reason, Does.Contain("tot 1 januari 2027"));
        Assert.That(years[1].Reason, Does.Contain("sinds 1 januari 2027"));
        Assert.That(Allowances.EndsOn(AssenPolicies.All, van, Monday, new LocalDate(2060, 1, 1)), Is.EqualTo(new LocalDate(2027, 1, 1)));
    }

    [Test]
    public void A_truck_with_a_special_body_loses_its_right_on_its_thirteenth_birthday()
    {
        var truck = OldVan() with { Category = VehicleCategory.N3, EmissionClass = EmissionClass.Class5, Body = VehicleBody.Of("nr:15"), FirstAdmission = new LocalDate(2014, 6, 1) };

        Assert.That(Allowances.EndsOn(AssenPolicies.All, truck, Monday, new LocalDate(2040, 1, 1)), Is.EqualTo(new LocalDate(2027, 6, 1)));
    }

    [Test]
    public void An_exemption_shows_as_a_period_of_its_own()
    {
        var years = Allowances.Years(AssenPolicies.All, OldVan().With("ze-hardship@2026-01-01..2026-12-31"), Monday, new LocalDate(2030, 1, 1));

        Assert.That(years.Select(p => (p.From, p.Access)), Is.EqualTo(new[] { (Monday, Access.Yes), (new LocalDate(2027, 1, 1), Access.No) }));
        Assert.That(years[0].Reason, Does.Contain("bedrijfseconomische"));
    }

    [TestCase("ze-hardship@2026-06-01..2026-11-15", "2026-03-02 No 2026-06-01 Yes 2026-11-16 No")]
    [TestCase("ze-hardship@2026-06-01T00:00..2026-11-15T14:00", "2026-03-02 No 2026-06-01 Yes 2026-11-16 No")]
    [TestCase("ze-hardship@2026-06-01T14:00..2026-11-15T09:00", "2026-03-02 No 2026-06-02 Yes 2026-11-15 No", Description = "what a day says is said of its noon")]
    [TestCase("ze-hardship@2026-06-01..9999-12-31", "2026-03-02 No 2026-06-01 Yes")]
    [TestCase("ze-day@2026-03-05..2026-03-05", "2026-03-02 No 2026-03-05 Yes 2026-03-06 No")]
    public void Exemptions_open_and_close_periods(string held, string expected) =>
        Assert.That(Periods(AssenPolicies.All, OldVan().With(held)), Is.EqualTo(expected));

    [Test]
    public void Documents_open_and_close_periods()
    {
        Assert.That(Periods(AssenPolicies.All, OldVan(), "2024-06-01"), Is.EqualTo("2024-06-01 Yes 2025-01-01 No"));
        Assert.That(Periods(AssenPolicies.All, OldVan(), "1999-06-01"), Is.EqualTo("2000-01-01 Yes 2025-01-01 No"));

        // Recorded later, for a month of 2026 only.
        var aMonthFree = Changed(("version: 1", "version: 2"), ("valid: { from: 2026-01-01 }", "valid: { from: 2026-05-01, until: 2026-06-01 }"),
            ("recorded: 2025-12-01", "recorded: 2026-04-01"), ("classes: [0, 1, 2, 3, 4]\n      accessUntil: never", "classes: [0, 1, 2, 3, 4]\n      accessUntil: 2029-03-01"));
        Assert.That(Periods(new PolicySet([.. AssenPolicies.All.Documents, aMonthFree]), OldVan()), Is.EqualTo("2026-03-02 No 2026-05-01 Yes 2026-06-01 No"));
    }

    [Test]
    public void The_end_of_an_exemption_by_the_register_closes_a_period()
    {
        var shorter = new PolicySet([Changed(("      youngerThan: 13\n      until: 2030-01-01", "      youngerThan: 13\n      until: 2029-06-01"))]);
        var crane = OldVan() with { Category = VehicleCategory.N3, EmissionClass = EmissionClass.Class5, Body = VehicleBody.Of("nr:15"), FirstAdmission = new LocalDate(2020, 6, 1) };

        Assert.That(Periods(shorter, crane), Is.EqualTo("2026-03-02 Yes 2029-06-01 No"));
    }

    [Test]
    public void A_change_on_the_first_date_that_is_not_looked_at_is_not_shown()
    {
        var van = OldVan() with { EmissionClass = EmissionClass.Class5, FirstAdmission = new LocalDate(2014, 5, 1) };

        Assert.That(Allowances.Years(AssenPolicies.All, van, Monday, new LocalDate(2027, 1, 1)), Has.Length.EqualTo(1));
        Assert.That(Allowances.Years(AssenPolicies.All, van, Monday, new LocalDate(2027, 1, 2)), Has.Length.EqualTo(2));
    }

    [TestCase("2026 Mar 15 07:00-12:00", "2026-03-15T07:00:00")]
    [TestCase("2026 Mar 16 07:00-12:00", null)]
    public void The_next_change_is_looked_for_on_fourteen_days(string window, string? next)
    {
        var seldom = new PolicySet([Changed(("Mo-Sa 07:00-12:00", window))]);

        Assert.That(Allowances.Now(seldom, Car(), Time("2026-03-02T06:00:00").Local)!.Next, Is.EqualTo(next is null ? (LocalDateTime?)null : Time(next).Local));
    }

    private static string Periods(PolicySet policies, PassageFacts vehicle, string from = "2026-03-02") =>
        string.Join(' ', Allowances.Years(policies, vehicle, NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value, new LocalDate(2045, 1, 1)).Select(period => $"{period.From:uuuu-MM-dd} {period.Access}"));

    [Test]
    public void A_passenger_car_and_an_electric_van_have_one_period_without_end()
    {
        Assert.That(Allowances.Years(AssenPolicies.All, Car(), Monday, new LocalDate(2040, 1, 1)).Single().Until, Is.Null);
        Assert.That(Allowances.Years(AssenPolicies.All, OldVan() with { EmissionClass = EmissionClass.Z }, Monday, new LocalDate(2040, 1, 1)).Single().Access, Is.EqualTo(Access.Yes));
    }

    [TestCase("ze-day@2026-03-02..2026-03-02;ze-day@2026-03-02..2026-03-02", 1)]
    [TestCase("ze-day@2026-03-02..2026-03-04;ze-hardship", 3)]
    [TestCase("ze-day@2026-03-02T00:00..2026-03-03T06:00", 1)]
    [TestCase("ze-day@2026-03-02T00:00..2026-03-03T06:01", 2)]
    [TestCase("ze-day@2026-03-02T00:00..2026-03-04T00:00", 2)]
    [TestCase("ze-day@2026-03-02T01:00..2026-03-02T05:00", 1)]
    [TestCase("ze-day@2026-03-02T00:00..2026-03-03T00:01", 1)]
    [TestCase("ze-day@2025-12-31..2026-01-01", 1)]
    [TestCase("ze-day@2026-12-31..2027-01-01", 1)]
    [TestCase("ze-day@2026-01-01..2026-01-02;ze-day@2026-01-02..2026-01-03", 3)]
    [TestCase("ze-day@2020-01-01..9999-12-31", 365)]
    public void Day_exemptions_are_counted_per_calendar_year(string held, int used) =>
        Assert.That(DayExemptionCount.Used(Car().With(held).Exemptions, 2026), Is.EqualTo(used));
}
