using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Exemptions;

namespace Venstertijden.Policy.Tests.Exemptions;

public class ExemptionTests
{
    private static LocalDateTime At(string text) => LocalDateTimePattern.ExtendedIso.Parse(text).Value;

    private static Exemption Read(string text)
    {
        Assert.That(Exemption.TryParse(text, out var exemption, out var error), error);
        return exemption!;
    }

    [Test]
    public void Days_are_whole_and_the_last_one_counts()
    {
        var expected = new Exemption(ExemptionKind.Moving, At("2026-03-02T00:00:00"), At("2026-03-04T00:00:00"), WholeDays: true);

        Assert.That(Read("moving@2026-03-02..2026-03-03"), Is.EqualTo(expected));
        Assert.That(Exemption.OfDays(ExemptionKind.Moving, new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3)), Is.EqualTo(expected));
        Assert.That(Exemption.OfDays(ExemptionKind.Moving, new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3), "12").Reference, Is.EqualTo("12"));
    }

    [Test]
    public void Local_times_are_taken_as_they_are_written_also_at_one_end_alone()
    {
        Assert.That(Read("works@2026-03-02T08:30..2026-03-02T17:00"), Is.EqualTo(new Exemption(ExemptionKind.Works, At("2026-03-02T08:30:00"), At("2026-03-02T17:00:00"))));
        Assert.That(Read("works@2026-03-02..2026-03-03T17:00"), Is.EqualTo(new Exemption(ExemptionKind.Works, At("2026-03-02T00:00:00"), At("2026-03-03T17:00:00"))));
        Assert.That(Read("works@2026-03-02T08:30..2026-03-03"), Is.EqualTo(new Exemption(ExemptionKind.Works, At("2026-03-02T08:30:00"), At("2026-03-04T00:00:00"), WholeDays: true)));
        Assert.That(Read("works"), Is.EqualTo(new Exemption(ExemptionKind.Works)));
    }

    [Test]
    public void The_last_day_of_the_calendar_stands_for_no_end() =>
        Assert.That(Read("resident@2026-01-01..9999-12-31").IsValidAt(At("9999-12-31T23:59:59")));

    [Test]
    public void Only_whole_days_last_into_the_morning_after()
    {
        var (night, sixHours) = (At("2026-03-03T05:59:59"), Period.FromHours(6));

        Assert.That(Read("ze-day@2026-03-02..2026-03-02").IsValidAt(night, sixHours));
        Assert.That(Read("ze-day@2026-03-02..2026-03-02").IsValidAt(night), Is.False);
        Assert.That(Read("ze-day@2026-03-02..2026-03-02").HasEndedAt(At("2026-03-03T06:00:00"), sixHours));
        Assert.That(new Exemption(ExemptionKind.ZeDay, At("2026-03-02T00:00:00"), At("2026-03-03T00:00:00")).IsValidAt(night, sixHours), Is.False);
    }

    [Test]
    public void An_exemption_that_has_not_begun_is_neither_valid_nor_ended()
    {
        var later = Read("resident@2026-03-02..2026-03-02");

        Assert.That((later.IsValidAt(At("2026-03-01T23:59:59")), later.HasEndedAt(At("2026-03-01T23:59:59"))), Is.EqualTo((false, false)));
        Assert.That((Read("resident").IsValidAt(At("2026-03-01T12:00:00")), Read("resident").HasEndedAt(At("2026-03-01T12:00:00"))), Is.EqualTo((true, false)));
    }

    [TestCase("inwoner", "'inwoner' is no kind of exemption: expected one of resident,")]
    [TestCase("", "'' is no kind of exemption")]
    [TestCase("resident@", "'resident@': expected KIND, KIND@FROM..TO")]
    [TestCase("resident@2026-01-01", "'resident@2026-01-01': expected KIND, KIND@FROM..TO")]
    [TestCase("resident@2026-01-01..2026-02-01@", "'resident@2026-01-01..2026-02-01@': expected KIND, KIND@FROM..TO")]
    [TestCase("resident@2026-01-01..2026-02-30", "expected KIND, KIND@FROM..TO")]
    [TestCase("resident@2026-01-32..2026-02-01", "expected KIND, KIND@FROM..TO")]
    [TestCase("resident@2026-01-01..2026-02-01..2026-03-01", "expected KIND, KIND@FROM..TO")]
    [TestCase("resident@2026-01-01T10:00:00..2026-02-01T10:00", "expected KIND, KIND@FROM..TO")]
    [TestCase("resident@2026-03-02..2026-03-01", "'resident@2026-03-02..2026-03-01' ends before it begins: expected a TO after FROM")]
    [TestCase("works@2026-03-02T10:00..2026-03-02T10:00", "ends before it begins")]
    public void What_cannot_be_read_is_refused_with_what_was_expected(string text, string expected)
    {
        Assert.That(Exemption.TryParse(text, out var exemption, out var error), Is.False);
        Assert.That((exemption, error), Is.EqualTo(((Exemption?)null, error)));
        Assert.That(error, Does.Contain(expected));
    }

    [Test]
    public void A_list_is_read_whole_or_not_at_all()
    {
        Assert.That(Exemption.TryParseList("", out var none, out var noError));
        Assert.That((none.Length, noError), Is.EqualTo((0, (string?)null)));
        Assert.That(Exemption.TryParseList("resident;ze-day@2026-03-02..2026-03-02", out var two, out _));
        Assert.That(two.Select(exemption => exemption.Kind), Is.EqualTo(new[] { ExemptionKind.Resident, ExemptionKind.ZeDay }));
        Assert.That(Exemption.TryParseList("resident;inwoner", out var broken, out var error), Is.False);
        Assert.That(broken, Is.Empty);
        Assert.That(error, Does.StartWith("'inwoner' is no kind"));
    }

    [Test]
    public void Every_kind_is_written_as_it_is_read_and_belongs_to_one_rule_or_both()
    {
        foreach (var kind in ExemptionKinds.All)
        {
            Assert.That(ExemptionKinds.TryParse(kind.Code(), out var read) && read == kind, kind.Code());
            Assert.That(kind.IsZeroEmission(), Is.EqualTo(kind.Code().StartsWith("ze-", StringComparison.Ordinal)), kind.Code());
        }

        Assert.That(ExemptionKinds.All, Has.Length.EqualTo(22));
        Assert.That(ExemptionKinds.Expected, Is.EqualTo("one of " + string.Join(", ", ExemptionKinds.All.Select(kind => kind.Code()))));
        Assert.That(ExemptionKinds.TryParse("Resident", out _) || ExemptionKinds.TryParse(null, out _), Is.False);
    }
}
