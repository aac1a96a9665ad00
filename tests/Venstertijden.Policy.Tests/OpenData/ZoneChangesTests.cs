using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.OpenData;

namespace Venstertijden.Policy.Tests.OpenData;

/// <summary>What is announced of a zone, by published documents alone.</summary>
public class ZoneChangesTests
{
    private const string Core = "assen-kernwinkelgebied-2026-01-01";
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 1, 8, 0);
    private static readonly Instant Recorded = Instant.FromUtc(2026, 10, 1, 8, 0);

    [Test]
    public void The_class_5_vans_of_2027_are_announced_since_a_document_was_recorded_that_holds_on_that_day()
    {
        var change = ZoneChanges.Of(AssenPolicies.All, Now).Single(c => c is { Kind: ZoneChangeKind.AccessEnds, On: { Year: 2027, Month: 1, Day: 1 } });
        Assert.That((change.Zone.Text, change.IsWithdrawn, change.IsExample), Is.EqualTo(("assen-kernwinkelgebied", false, false)));
        Assert.That(change.AnnouncedAt, Is.EqualTo(AssenPolicies.All.Documents.Single(d => d.Version.Id == Core).RecordedAt));
    }

    [Test]
    public void A_closed_day_and_a_day_with_other_times_are_announced_when_their_document_is_and_nothing_else_changes()
    {
        var before = ZoneChanges.Of(AssenPolicies.All, Now);
        var after = ZoneChanges.Of(Over(Later(2, Recorded, ("Mo-Sa 07:00-12:00", "Mo-Sa 07:00-12:00; 2026 Nov 14 off; 2026 Nov 21 07:00-09:00"))), Now);
        var fresh = after.ExceptBy(before.Select(c => c.Id), c => c.Id).ToList();
        Assert.That(fresh.Select(c => (c.Kind, c.On)), Is.EquivalentTo(new[]
        {
            (ZoneChangeKind.Closed, new LocalDate(2026, 11, 14)), (ZoneChangeKind.OtherTimes, new LocalDate(2026, 11, 21)),
        }));
        Assert.That(fresh.Select(c => c.AnnouncedAt), Is.All.EqualTo(Recorded));
        Assert.That(fresh.Single(c => c.Kind == ZoneChangeKind.OtherTimes).Windows.Single().ToString(), Is.EqualTo("07:00-09:00"));
    }

    [Test]
    public void Other_windows_of_a_document_that_is_in_force_hold_from_the_day_on_which_it_was_recorded()
    {
        var later = Later(2, Now - Duration.FromDays(2), ("Mo-Sa 07:00-12:00", "Mo-Sa 07:00-11:00"));
        var change = ZoneChanges.Of(Over(later), Now).Single(c => c.Kind == ZoneChangeKind.Windows);
        Assert.That((change.On, change.AnnouncedAt, change.Document), Is.EqualTo((new LocalDate(2026, 10, 30), later.RecordedAt, later)));
    }

    [Test]
    public void A_closure_that_a_later_document_drops_is_withdrawn_from_that_moment_and_keeps_its_id()
    {
        var closing = Later(2, Recorded, ("Mo-Sa 07:00-12:00", "Mo-Sa 07:00-12:00; 2026 Nov 14 off"));
        var announced = ZoneChanges.Of(Over(closing), Now).Single(c => c.Kind == ZoneChangeKind.Closed);
        var dropped = Recorded + Duration.FromDays(7);
        var withdrawn = ZoneChanges.Of(Over(closing, Later(3, dropped)), Now).Single(c => c.Kind == ZoneChangeKind.Closed);
        Assert.That((withdrawn.Id, withdrawn.IsWithdrawn, withdrawn.AnnouncedAt), Is.EqualTo((announced.Id, true, dropped)));
        Assert.That(ZoneChanges.Of(Over(closing, Later(3, dropped)), Instant.FromUtc(2026, 11, 15, 8, 0)).Where(c => c.Kind == ZoneChangeKind.Closed), Is.Empty, "once its day is past nobody needs to know");
    }

    [Test]
    public void A_document_that_says_the_same_again_announces_nothing_anew() =>
        Assert.That(ZoneChanges.Of(Over(Later(2, Recorded)), Now).Select(c => (c.Id, c.AnnouncedAt)), Is.EquivalentTo(ZoneChanges.Of(AssenPolicies.All, Now).Select(c => (c.Id, c.AnnouncedAt))));

    [TestCase("amountEuro: { value: 120", "amountEuro: { value: 121")]
    [TestCase("exitGrace: { value: 15 min", "exitGrace: { value: 20 min")]
    [TestCase("mode: { value: fine", "mode: { value: warn")]
    [TestCase("window: { value: 60 s", "window: { value: 120 s")]
    public void How_it_is_enforced_is_nobodys_change(string from, string to) =>
        Assert.That(ZoneChanges.Of(Over(Later(2, Recorded, (from, to))), Now).Select(c => c.Id), Is.EquivalentTo(ZoneChanges.Of(AssenPolicies.All, Now).Select(c => c.Id)));

    [Test]
    public void What_was_not_recorded_yet_is_not_known() =>
        Assert.That(ZoneChanges.Of(Over(Later(2, Now + Duration.FromHours(1), ("Mo-Sa 07:00-12:00", "Mo-Sa 07:00-11:00"))), Now).Select(c => c.Id), Is.EquivalentTo(ZoneChanges.Of(AssenPolicies.All, Now).Select(c => c.Id)));

    [Test]
    public void A_holiday_with_its_usual_windows_is_told_and_one_without_any_is_not()
    {
        var days = ZoneChanges.Of(AssenPolicies.All, Now).Where(c => c.Kind == ZoneChangeKind.Holiday && c.Zone.Text == "assen-brink").Select(c => c.On).ToList();
        Assert.That(days, Does.Contain(new LocalDate(2026, 12, 25)).And.Contain(new LocalDate(2027, 4, 27)));
        Assert.That(days.Select(d => d.DayOfWeek), Has.None.EqualTo(IsoDayOfWeek.Sunday));
    }

    private static PolicyDocument Later(int version, Instant recorded, params (string From, string To)[] changes)
    {
        string yaml = AssenPolicies.Files.Single(f => f.Name == Core + ".yaml").Yaml;
        string was = System.Text.RegularExpressions.Regex.Match(yaml, "recorded: .*").Value;
        foreach (var (from, to) in ((string, string)[])[("version: 1\n", $"version: {version}\n"), (was, $"recorded: {InstantPattern.ExtendedIso.Format(recorded)}"), .. changes])
            yaml = yaml.Contains(from, StringComparison.Ordinal) ? yaml.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException($"{Core} no longer says '{from}'.");
        return PolicyReader.ReadDocument(Core + ".yaml", yaml, out var errors) ?? throw new InvalidOperationException(string.Join('\n', errors));
    }

    private static PolicySet Over(params PolicyDocument[] later) => new([.. AssenPolicies.All.Documents, .. later]);
}
