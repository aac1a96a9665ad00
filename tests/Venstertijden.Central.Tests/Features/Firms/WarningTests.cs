using Ical.Net;
using NodaTime;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Firms.Warning;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Features.Firms;

/// <summary>When a firm is warned, and how its calendar is written.</summary>
public class WarningTests
{
    private static readonly LocalDate End = new(2027, 1, 1);

    [TestCase(91, null)]
    [TestCase(90, 90)]
    [TestCase(31, 90)]
    [TestCase(30, 30)]
    [TestCase(8, 30)]
    [TestCase(7, 7)]
    [TestCase(1, 7)]
    [TestCase(0, null)]
    public void A_right_reaches_each_step_on_its_day(int daysBefore, int? step) =>
        Assert.That(WarningStep.Of(Of(null), End.PlusDays(-daysBefore)), Is.EqualTo(step));

    [Test]
    public void A_permit_of_a_week_warns_of_no_month() =>
        Assert.That((WarningStep.Of(Of(End.PlusDays(-8)), End.PlusDays(-8)), WarningStep.Of(Of(End.PlusDays(-8)), End.PlusDays(-7)), WarningStep.Of(Of(End.PlusDays(-1)), End.PlusDays(-1))), Is.EqualTo(((int?)null, (int?)7, (int?)null)));

    [Test]
    public void A_mail_that_fails_is_tried_again_ever_slower_and_never_given_up() =>
        Assert.That(Enumerable.Range(1, 7).Select(n => WarningStep.AfterFailure(n).TotalMinutes), Is.EqualTo(new double[] { 1, 5, 25, 125, 360, 360, 360 }));

    [Test]
    public void A_calendar_is_read_by_another_program_as_it_was_meant()
    {
        string name = string.Concat(Enumerable.Repeat("lange naam, met; teken\\ é ", 6));
        string file = CalendarFile.Write("Jansen", [new CalendarEvent("a", End, name, "eerste\nregel"), new CalendarEvent("b", End, "kort", "")], Instant.FromUtc(2026, 3, 2, 6, 0));
        var calendar = Calendar.Load(file)!;
        var first = calendar.Events[0]!;
        Assert.That((first.Summary?.Trim(), first.Description, first.IsAllDay, calendar.Events.Count), Is.EqualTo((name.Trim(), "eerste\nregel", true, 2)));
        Assert.That((first.Start!.Year, first.Start.Month, first.Start.Day), Is.EqualTo((2027, 1, 1)));
        Assert.That(file.Split("\r\n").Select(System.Text.Encoding.UTF8.GetByteCount), Is.All.LessThanOrEqualTo(75));
        Assert.That(Calendar.Load(CalendarFile.Write("Jansen", [new CalendarEvent("a", End.PlusDays(30), name, "")], Instant.FromUtc(2026, 4, 2, 6, 0)))!.Events[0]!.Uid, Is.EqualTo(first.Uid), "moved, it is the same event");
    }

    private static RightEnd Of(LocalDate? since) => new(ZoneId.Parse("assen-brink"), "de Brink", RightEnd.Access, End, since);
}
